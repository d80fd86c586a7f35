/** Describes the syntax error of an HCL text that tree-sitter cannot parse. */
import type { SyntaxProblem } from "../../model/document.ts";
import { parseHcl } from "./parser.ts";
import { ERROR, type HclNode } from "./syntax-tree.ts";
import { scanHcl } from "./scan.ts";

const MOST_SHOWN = 60;

/** Maximum number of interpolations that are parsed separately. */
const MOST_TRIED = 1000;

/** The first error: that of the scanner if there is one, else that of an interpolation, else the position where tree-sitter failed. */
export function hclProblem(text: string, root: HclNode): SyntaxProblem {
  const { interpolations, problem } = scanHcl(text);
  if (problem) return problem;
  for (const [start, end] of interpolations.slice(0, MOST_TRIED)) {
    const inside = text
      .slice(start + 2, end - 1)
      .replace(/^~/, "")
      .replace(/~$/, "");
    if (!parseHcl(`x = (${inside}\n)\n`).hasError) continue;
    const written = shown(text.slice(start, end));
    const message = `HCL: \`${written}\` is not a Terraform expression. For a shell expansion, write \`$${written}\`.`;
    return { offset: start, message };
  }
  const error = firstError(root) ?? root;
  const offset = skippedIn(text, error) ?? error.startIndex;
  const line = shown(text.slice(offset, offset + 200).split("\n", 1)[0]!);
  return {
    offset,
    message: line === "" ? "HCL: something is missing here." : `HCL: \`${line}\` is not expected here.`,
  };
}

const shown = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
};

/** Offset of the first text in an error node that is not covered by its children. The children are what was parsed before the error. */
function skippedIn(text: string, { children, endIndex }: HclNode): number | undefined {
  for (const [index, child] of children.entries()) {
    const next = children[index + 1]?.startIndex ?? endIndex;
    const gap = text.slice(child.endIndex, next).search(/\S/);
    if (gap !== -1) return child.endIndex + gap;
  }
  return undefined;
}

/** The first error in text order; the innermost if several start together. */
function firstError(root: HclNode): HclNode | undefined {
  let node: HclNode | undefined = root;
  let found: HclNode | undefined;
  while (node !== undefined) {
    if (node.type === ERROR || node.isMissing) found = node;
    node = node.children.find(({ hasError }) => hasError);
  }
  return found;
}
