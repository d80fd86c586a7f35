/** What `set -x` prints of `[[ … ]]` in bash. */
import type { SyntaxNode, TestCommand, Word } from "unbash";
import { traceText } from "../assignment/xtrace.ts";
import { expandString } from "../expansion/words.ts";
import { Choices } from "../state/path/choices.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { forEachChild } from "../syntax/walk.ts";

/** The operands' values, all of them: that the rest is passed over where the first decides makes no difference to who reads it. */
export function traceTest(frame: Frame, node: TestCommand): void {
  const { path } = frame;
  if (path.tracing === undefined) return;
  const words: Word[] = [];
  const collect = (one: SyntaxNode): void => {
    if (one.type === "Word") words.push(one);
    else forEachChild(one, collect);
  };
  forEachChild(node, collect);
  // On a copy, so that nothing is found out by it.
  const aside: Frame = { ...frame, path: path.clone(), choices: new Choices(true) };
  const values = words.map((word) => expandString(aside, word));
  traceText(frame, node, values);
}
