/** What is wrong with a text of HCL that tree-sitter cannot read. */
import type { SyntaxProblem } from "../../model/document.ts";
import { type HclNode, parseHcl } from "./parser.ts";
import { scanHcl } from "./scan.ts";

const MOST_SHOWN = 60;

/** Interpolations that are parsed on their own. */
const MOST_TRIED = 1000;

/** The first problem: of the scanner if it has one, else of an interpolation, else where tree-sitter could not go on. */
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
    const message = `HCL: \`${written}\` is not an expression of Terraform. For the shell's own, write \`$${written}\`.`;
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

/** Where the text of an error begins that is in none of its nodes: they are what was understood before it. */
function skippedIn(text: string, { children, endIndex }: HclNode): number | undefined {
  for (const [index, child] of children.entries()) {
    const next = children[index + 1]?.startIndex ?? endIndex;
    const gap = text.slice(child.endIndex, next).search(/\S/);
    if (gap !== -1) return child.endIndex + gap;
  }
  return undefined;
}

/** In order of the text; the innermost of those that start together. */
function firstError(root: HclNode): HclNode | undefined {
  let node: HclNode | undefined = root;
  let found: HclNode | undefined;
  while (node !== undefined) {
    if (node.isError || node.isMissing) found = node;
    node = node.children.find((child) => child.hasError || child.isError || child.isMissing);
  }
  return found;
}
