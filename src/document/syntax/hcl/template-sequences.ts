/** Finds the sequences of a template in its syntax tree: interpolations and parts of directives. */
import type { HclNode } from "./syntax-tree.ts";

/** A sequence in a template: an interpolation (`${ … }`) or a part of a directive (`%{ if … }`, `%{ endif }`). */
export interface TemplateSequence {
  readonly start: number;
  readonly end: number;
  /** The expression of an interpolation; `undefined` for a part of a directive. */
  readonly expression: HclNode | undefined;
  /** Whether `~` removes the white space before and after it. */
  readonly stripsBefore: boolean;
  readonly stripsAfter: boolean;
}

const DIRECTIVES: ReadonlySet<string> = new Set([
  "template_if_intro",
  "template_else_intro",
  "template_if_end",
  "template_for_start",
  "template_for_end",
]);

const HOLDERS: ReadonlySet<string> = new Set(["template_directive", "template_if", "template_for"]);

/** The holes of a template in order, without those nested in the expressions of interpolations. */
export function holesIn(template: HclNode): TemplateSequence[] {
  const holes: TemplateSequence[] = [];
  const open: HclNode[] = [template];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node !== template && !HOLDERS.has(node.type)) continue;
    for (const child of node.children) {
      if (child.type === "template_interpolation" || DIRECTIVES.has(child.type)) holes.push(holeOf(child));
      else if (HOLDERS.has(child.type)) open.push(child);
    }
  }
  return holes.toSorted((a, b) => a.start - b.start);
}

function holeOf(node: HclNode): TemplateSequence {
  const { children } = node;
  return {
    start: node.startIndex,
    end: node.endIndex,
    expression: node.type === "template_interpolation" ? children.find(({ type }) => type === "expression") : undefined,
    stripsBefore: children[1]?.type === "strip_marker",
    stripsAfter: children.length > 2 && children.at(-2)?.type === "strip_marker",
  };
}
