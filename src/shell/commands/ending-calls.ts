/** Functions that may end the script: whether each call must be evaluated separately. */
import type { SyntaxNode } from "unbash";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { FunctionDefinition } from "../state/path/path.ts";
import { exitsOf } from "../syntax/exits.ts";
import { forEachChild } from "../syntax/walk.ts";
import { LIMITS } from "../limits/limits.ts";

/** The maximum length, in UTF-16 code units, of a function that does little more than check something. */
const LONG_CHECK = 400;

/** Whether calls may differ in whether they end the script or with which status, so that each call is evaluated separately. */
export function endsAnew(
  { allowed, spent }: Machine,
  { calls: { count, exits, returns }, node }: FunctionDefinition,
): boolean {
  // That no call has ended the script so far does not mean that none will.
  if (exits === undefined && exitsOf(node).size === 0) return false;
  const isAnew = returns ? node.end - node.pos <= LONG_CHECK && decides(node) : decides(node) || !endsAlike(node);
  return isAnew && (count < LIMITS.decisiveCalls || spent * 4 < allowed);
}

const deciding = new WeakMap<SyntaxNode, boolean>();

/** Whether the function contains a condition. */
function decides(node: SyntaxNode): boolean {
  let known = deciding.get(node);
  if (known === undefined) {
    known = node.type === "If" || node.type === "AndOr" || node.type === "Case";
    if (!known) forEachChild(node, (child) => (known ||= decides(child)));
    deciding.set(node, known);
  }
  return known;
}

/** Whether all `exit` commands in the function give the same result (success or failure). With `exit $1` and `exit`, the call decides. */
function endsAlike(node: SyntaxNode): boolean {
  const said = exitsOf(node);
  return said.size === 1 && !said.has("open");
}
