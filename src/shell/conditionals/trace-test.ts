/** What `set -x` prints for `[[ … ]]` in bash. */
import type { SyntaxNode, TestCommand, Word } from "unbash";
import { traceText } from "../assignment/xtrace.ts";
import { expandString } from "../expansion/words.ts";
import { Choices } from "../state/path/choices.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { forEachChild } from "../syntax/walk.ts";

/**
 * Prints the values of all operands. That bash skips the rest if the first operands decide makes no difference to a reader of
 * the trace.
 */
export function traceTest(frame: Frame, node: TestCommand): void {
  const { path } = frame;
  if (path.tracing === undefined) return;
  const words: Word[] = [];
  const collect = (one: SyntaxNode): void => {
    if (one.type === "Word") words.push(one);
    else forEachChild(one, collect);
  };
  forEachChild(node, collect);
  // On a copy of the path, so that the expansion reveals nothing to the path itself.
  const aside: Frame = { ...frame, path: path.clone(), choices: new Choices(true) };
  const values = words.map((word) => expandString(aside, word));
  traceText(frame, node, values);
}
