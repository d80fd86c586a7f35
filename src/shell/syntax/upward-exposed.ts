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
  /** The variables that are certainly assigned before the node that is visited. */
  readonly #assigned = new Set<string>();
  /** The same in the order in which they were added, so that those of a branch can be removed again. */
  readonly #order: string[] = [];

  of(root: SyntaxNode): ReadonlySet<string> {
    this.#visit(root);
    return this.#exposed;
  }

  #visit(node: SyntaxNode): void {
    if (node.type === "Function") return;
    const asked = new Set<string>();
    addAsked(asked, node);
    for (const name of asked) if (!this.#assigned.has(name)) this.#exposed.add(name);
    // The values of assignments are before what they assign; the words of a loop are before its variable.
    const repeats = isLoop(node);
    forEachChild(node, (child) => {
      if (!isOptional(child, node)) return this.#visit(child);
      const before = this.#order.length;
      if (repeats && child.type === "CompoundList") this.#assign(node);
      this.#visit(child);
      for (const name of this.#order.splice(before)) this.#assigned.delete(name);
    });
    if (!repeats) this.#assign(node);
  }

  #assign(node: SyntaxNode): void {
    const names = new Set<string>();
    addAssigned(names, node);
    for (const name of names) {
      if (this.#assigned.has(name)) continue;
      this.#assigned.add(name);
      this.#order.push(name);
    }
  }
}
