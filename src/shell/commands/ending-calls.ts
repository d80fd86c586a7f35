/** Functions that end the script: which of their calls do so, and with what status. */
import type { SyntaxNode } from "unbash";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { FunctionDefinition } from "../state/path/path.ts";
import { forEachChild } from "../syntax/walk.ts";
import { LIMITS } from "../values/limits.ts";

/** UTF-16 units of a function that does little more than check something. */
const LONG_CHECK = 400;

/** Whether each call decides anew whether it ends the script, and with what status: not all of them do the same. */
export function endsAnew(
  { allowed, spent }: Machine,
  { calls: { count, exits, returns }, node }: FunctionDefinition,
): boolean {
  if (exits === undefined) return false;
  const isAnew = returns ? node.end - node.pos <= LONG_CHECK && decides(node) : decides(node) || !endsAlike(node);
  return isAnew && (count < LIMITS.decisiveCalls || spent * 4 < allowed);
}

const deciding = new WeakMap<SyntaxNode, boolean>();

/** Whether the function has a condition. */
function decides(node: SyntaxNode): boolean {
  let known = deciding.get(node);
  if (known === undefined) {
    known = node.type === "If" || node.type === "AndOr" || node.type === "Case";
    if (!known) forEachChild(node, (child) => (known ||= decides(child)));
    deciding.set(node, known);
  }
  return known;
}

const endingAlike = new WeakMap<SyntaxNode, boolean>();

/** Whether each `exit` in the function says the same; `exit $1` and `exit` say what the call makes of them. */
function endsAlike(node: SyntaxNode): boolean {
  let known = endingAlike.get(node);
  if (known === undefined) {
    const said = new Set<string>();
    collectExits(node, said);
    known = said.size === 1 && !said.has("open");
    endingAlike.set(node, known);
  }
  return known;
}

function collectExits(node: SyntaxNode, said: Set<string>): void {
  if (node.type === "Command" && node.name?.value === "exit") {
    const status = node.args[0]?.text ?? "";
    said.add(/^\d+$/.test(status) ? (Number(status) === 0 ? "success" : "failure") : "open");
  }
  forEachChild(node, (child) => collectExits(child, said));
}
