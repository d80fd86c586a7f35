/** Upward-exposed uses: variables that code may read before it assigns them. */
import type { SyntaxNode } from "unbash";
import { isLoop } from "./loops.ts";
import { addAsked, addAssigned } from "./variable-uses.ts";
import { forEachChild } from "./walk.ts";

const known = new WeakMap<SyntaxNode, ReadonlySet<string>>();

/**
 * The variables whose values before the code it may read, except in functions that it only defines. An arithmetic expression counts
 * as reading what it assigns.
 */
export function upwardExposedNames(root: SyntaxNode): ReadonlySet<string> {
  let names = known.get(root);
  if (names === undefined) known.set(root, (names = new Reads().of(root)));
  return names;
}

/** Code that may not run, or whose assignments are lost at its end. */
const BRANCHES: ReadonlySet<SyntaxNode["type"]> = new Set([
  "CaseItem",
  "CommandExpansion",
  "Coproc",
  "Pipeline",
  "ProcessSubstitution",
  "Subshell",
]);

/** Whether the child may not run although its parent does. */
function isOptional(child: SyntaxNode, parent: SyntaxNode): boolean {
  switch (parent.type) {
    case "AndOr":
      return child !== parent.commands[0];
    case "If":
    case "While":
      return child !== parent.clause;
    case "Statement":
      return parent.background === true;
    default:
      return BRANCHES.has(parent.type) || isLoop(parent);
  }
}

class Reads {
  readonly #exposed = new Set<string>();

  of(root: SyntaxNode): ReadonlySet<string> {
    this.#visit(root, new Set());
    return this.#exposed;
  }

  /** @param assigned the variables that are certainly assigned before the node; those of the node are added. */
  #visit(node: SyntaxNode, assigned: Set<string>): void {
    if (node.type === "Function") return;
    const asked = new Set<string>();
    addAsked(asked, node);
    for (const name of asked) if (!assigned.has(name)) this.#exposed.add(name);
    // The values of assignments are before what they assign; the words of a loop are before its variable.
    const repeats = isLoop(node);
    forEachChild(node, (child) => {
      if (!isOptional(child, node)) return this.#visit(child, assigned);
      const inside = new Set(assigned);
      if (repeats && child.type === "CompoundList") addAssigned(inside, node);
      this.#visit(child, inside);
    });
    if (!repeats) addAssigned(assigned, node);
  }
}
