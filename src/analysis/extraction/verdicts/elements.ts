/** The verdict on a chain that takes elements of a list of values: `grep vol- | tr -d '", '`. They have no keys, only their lines. */
import { textWithoutTrailingNewlines } from "../../../shell/index.ts";
import type { KnownDocument } from "../../../aws/json/documents.ts";
import { isValueList, leavesOf, type Leaf } from "../../../aws/json/json.ts";
import { renderJson } from "../../../aws/json/layout.ts";
import { otherRenderings } from "./renderings.ts";
import type { Stages } from "./stages.ts";
import type { Verdict } from "./verdict-kinds.ts";

/**
 * Returns `undefined` if the document is not a list of values, or the chain changes the text of its only element. The verdict is
 * `undefined` if it is unknown, or nothing is extracted.
 * @param judge judges the chain on a list with one element
 */
export function judgeElements(
  document: KnownDocument,
  stages: Stages,
  judge: (document: KnownDocument) => Verdict | undefined,
): { readonly verdict: Verdict | undefined } | undefined {
  const { value, layout, isOpenList } = document;
  if (!isValueList(value)) return undefined;
  const leaves = leavesOf(value);
  const printed = stages(renderJson(value, layout))?.at(-1) ?? "";
  const words = printed.split(/\s+/).filter((word) => word !== "");
  const elements = words.filter((word) => !isBracket(word));
  const leaf = leaves.find(({ text }) => text === elements[0]);
  if (leaf !== undefined && elements.every((word) => leaves.some(({ text }) => text === word))) {
    const isAlone = elements.length === words.length;
    const leftover = { kind: "leftover", leaf, result: textWithoutTrailingNewlines(printed) } as const;
    return { verdict: isAlone ? ofForms(elements, document, leaf, stages) : leftover };
  }
  if (isOpenList !== true) return undefined;
  const verdict = judge({ ...document, value: value.slice(0, 1), isOpenList: false });
  // If more elements have commas, the chain does not extract, but changes the text of the list.
  const isList = verdict?.kind === "leftover" && isBracket(verdict.result.trim().slice(0, 1));
  return { verdict: isList ? undefined : verdict };
}

function isBracket(word: string): boolean {
  return /^[[\]]+,?$/.test(word);
}

/**
 * Compares what the chain takes from other forms. To print the elements without what separates them is not to select a field, and
 * `sort` may put them in another order.
 */
function ofForms(
  elements: readonly string[],
  document: KnownDocument,
  leaf: Leaf,
  stages: Stages,
): Verdict | undefined {
  const { length } = elements.join("");
  for (const on of otherRenderings(document, leaf)) {
    const other = stages(on.text)?.at(-1);
    if (other === undefined) return undefined;
    const isSame = other.replace(/\s+/g, "").length === length && elements.every((element) => other.includes(element));
    if (!isSame) return { kind: "layout", leaf, result: textWithoutTrailingNewlines(other), on };
  }
  return { kind: "sound", leaf };
}
