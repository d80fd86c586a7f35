/** The part of a document that a message is about: the document itself, a parameter or a step. */
import type { DocumentContent, Mapping, Range, SsmDocument } from "../../../document/index.ts";
import { inlineCode } from "./wording.ts";

export interface Subject {
  /** The name for messages: "step `install`". */
  readonly name: string;
  /** The range to report if something is missing in the part: a file range on one line. */
  readonly range: Range;
}

export function stepSubject(content: DocumentContent, step: Mapping): Subject {
  const name = content.getAnyCase(step, "name")?.value;
  const action = content.getAnyCase(step, "action")?.value;
  const text = content.text(name) ?? content.text(action);
  const shown = [name, action].find((node) => node?.type === "Scalar" && node.value !== null) ?? step.pairs[0]?.key;
  return { name: text === undefined ? "a step" : `step ${inlineCode(text)}`, range: content.range(shown ?? step) };
}

export function documentSubject({ content }: SsmDocument): Subject {
  const { resource, root } = content;
  const name = resource === undefined ? "the document" : `the document of ${inlineCode(resource.id)}`;
  return { name, range: content.range(root.pairs[0]?.key ?? root) };
}

/** Returns the text with a capital first letter, for the start of a sentence. */
export function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
