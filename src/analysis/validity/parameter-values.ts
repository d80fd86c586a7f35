/** Checks for default values that a parameter does not allow. */
import type { DocumentContent, DataNode, SsmDocument } from "../../document/index.ts";
import type { Reporter } from "./report/reporter.ts";
import { inlineCode } from "./report/wording.ts";

/**
 * Reports a default that is not among `allowedValues`: a run that does not set the parameter does not start. An empty default
 * means no value, as in documents that AWS publishes.
 */
export function checkParameterValues({ content }: SsmDocument, reporter: Reporter): void {
  for (const { name, value: declaration } of content.entries(content.get(content.root, "parameters")?.value)) {
    const allowed = content.get(declaration, "allowedValues")?.value;
    const values = allowedTexts(content, allowed);
    if (values === undefined || reporter.isFull) continue;
    for (const node of defaultsOf(content, declaration)) {
      const text = content.text(node);
      if (text === undefined || text === "" || text.includes("{{") || values.has(text)) continue;
      const message = `The default ${inlineCode(text)} of parameter ${inlineCode(name)} is not one of its \`allowedValues\`: a run that does not set the parameter fails.`;
      reporter.invalid(content.range(node), message);
    }
  }
}

/** The values as texts; `undefined` if there is no list, or not all of it is known. */
function allowedTexts(content: DocumentContent, node: DataNode | undefined): ReadonlySet<string> | undefined {
  if (node?.type !== "Sequence" || content.isUnknown(node)) return undefined;
  const texts = content.items(node).map((item) => content.text(item));
  return texts.includes(undefined) ? undefined : new Set(texts as string[]);
}

/** Returns the default, or its items if it is a list. */
export function defaultsOf(content: DocumentContent, declaration: DataNode | undefined): readonly DataNode[] {
  const node = content.get(declaration, "default")?.value;
  if (node === undefined || content.isUnknown(node)) return [];
  return node.type === "Sequence" ? content.items(node) : [node];
}
