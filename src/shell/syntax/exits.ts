/** The `exit` commands in code. */
import type { SyntaxNode } from "unbash";
import { forEachChild } from "./walk.ts";

const exitsIn = new WeakMap<SyntaxNode, ReadonlySet<string>>();

/** The results of the `exit` commands in the code: success, failure, or open if the script determines it. */
export function exitsOf(node: SyntaxNode): ReadonlySet<string> {
  const known = exitsIn.get(node);
  if (known !== undefined) return known;
  const said = new Set<string>();
  collectExits(node, said);
  exitsIn.set(node, said);
  return said;
}

function collectExits(node: SyntaxNode, said: Set<string>): void {
  if (node.type === "Command" && node.name?.value === "exit") {
    const status = node.args[0]?.text ?? "";
    said.add(/^\d+$/.test(status) ? (Number(status) === 0 ? "success" : "failure") : "open");
  }
  forEachChild(node, (child) => collectExits(child, said));
}
