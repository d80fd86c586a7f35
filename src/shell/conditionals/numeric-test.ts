/** Tests that compare numbers: `[ "$X" -eq 0 ]`, `[ ${#X} -gt 0 ]`. */
import { asked } from "../refinement/answers.ts";
import { askedEmptiness, emptinessConsequences } from "../refinement/emptiness.ts";
import {
  certainEquality,
  comparison,
  failingIfEmpty,
  isWholeOutput,
  openComparison,
  openTest,
  withZero,
} from "../refinement/comparison.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { failedStatusIn } from "../values/pieces.ts";
import { FAILURE, SUCCESS, type Status } from "../state/path/path.ts";
import { negateStatus } from "../refinement/exit-status.ts";
import { measuredVariable } from "../syntax/tested-variable.ts";
import { knownText } from "../model/value.ts";
import { comparedNumber } from "../expansion/arithmetic.ts";
import { parsedNumber } from "../values/numbers.ts";
import { positionalParameters } from "../state/positional-parameters.ts";
import { scalarValue } from "../expansion/parameter-values.ts";
import { type Operand, questionOf } from "./operand.ts";

type NumericComparison = (a: number, b: number) => boolean;

export const NUMERIC_OPERATORS: ReadonlyMap<string, NumericComparison> = new Map(
  Object.entries({
    "-eq": (a: number, b: number) => a === b,
    "-ne": (a: number, b: number) => a !== b,
    "-lt": (a: number, b: number) => a < b,
    "-le": (a: number, b: number) => a <= b,
    "-gt": (a: number, b: number) => a > b,
    "-ge": (a: number, b: number) => a >= b,
  }),
);

const EQUALITY = /^-(?:eq|ne)$/;

/** Representative lengths of non-empty text; further lengths add nothing to a test against one number. */
const LENGTHS: readonly number[] = [1, 2, Number.POSITIVE_INFINITY];

export function numericTest(
  frame: Frame,
  operator: string,
  test: NumericComparison,
  left: Operand,
  right: Operand,
): Status {
  const status = comparedNumbers(frame, operator, test, left, right);
  if (status.kind !== "unknown") return status;
  const withNumber = (number: number | undefined, holds: (number: number) => boolean): Status =>
    number === undefined ? status : withZero(status, holds(number), EQUALITY.test(operator) ? number : undefined);
  if (isWholeOutput(left.value)) return withNumber(operandNumber(frame, right), (number) => test(0, number));
  return withNumber(isWholeOutput(right.value) ? operandNumber(frame, left) : undefined, (number) => test(number, 0));
}

function comparedNumbers(
  frame: Frame,
  operator: string,
  test: NumericComparison,
  left: Operand,
  right: Operand,
): Status {
  const a = operandNumber(frame, left);
  const b = operandNumber(frame, right);
  const measured = a === undefined && b !== undefined ? measuredVariable(left.word) : undefined;
  if (measured !== undefined) return lengthTest(frame, measured, (length) => test(length, b!));
  if (a !== undefined && b !== undefined) return test(a, b) ? SUCCESS : FAILURE;
  // A status that is not 0 is between 1 and 255.
  if (failedStatusIn(left.value) !== undefined && b === 0) return test(1, 0) ? SUCCESS : FAILURE;
  if (failedStatusIn(right.value) !== undefined && a === 0) return test(0, 1) ? SUCCESS : FAILURE;
  const text = b === undefined ? undefined : knownText(right.value);
  // If the text is known but not its number, text is not what is compared: `[[ X -eq 3 ]]`.
  const isOpen = knownText(left.value) === undefined;
  if (isOpen && text !== undefined && (operator === "-eq" || operator === "-ne")) {
    const certain =
      certainEquality(frame, left.value, right.value) === false && left.value.some((piece) => "not" in piece);
    const status = certain ? FAILURE : comparison(frame, left.value, left.name, right.value, undefined);
    return operator === "-eq" ? status : negateStatus(status);
  }
  const open = openTest(frame, left.value, right.value);
  // If the output is empty, `[` fails, and `[[` compares 0.
  const failsIfEmpty = b !== undefined && isWholeOutput(left.value) && !test(0, b);
  return asked(frame, left, questionOf(operator, right), failsIfEmpty ? failingIfEmpty(open) : open);
}

/** `[ ${#X} -gt 0 ]`: what the length reveals about whether the variable is empty. `$#` does it for the first unknown argument. */
export function lengthTest(frame: Frame, name: string, test: (length: number) => boolean): Status {
  if (name === "#") {
    const known = positionalParameters(frame).words.length;
    return lengthTest(frame, String(known + 1), (more) => test(known + more));
  }
  const value = scalarValue(frame, name);
  const { empty, nonEmpty } = emptinessConsequences(frame, value, name);
  const certain = askedEmptiness(frame, value);
  const holds = test(0);
  if (certain === "empty") return holds ? SUCCESS : FAILURE;
  // No length other than 0 has the same result.
  const alone = LENGTHS.every((length) => test(length) !== holds);
  if (alone && certain === "non-empty") return holds ? FAILURE : SUCCESS;
  if (alone)
    return holds
      ? { kind: "unknown", success: empty, failure: nonEmpty }
      : { kind: "unknown", success: nonEmpty, failure: empty };
  const { success, failure } = openComparison(value);
  return holds
    ? { kind: "unknown", success, failure: [...failure, ...nonEmpty] }
    : { kind: "unknown", success: [...success, ...nonEmpty], failure };
}

/** The number of a known operand. In `[[`, it may be any expression; the operands of `[` are numbers here. */
function operandNumber(frame: Frame, { value, word }: Operand): number | undefined {
  const text = knownText(value);
  if (text === undefined) return undefined;
  return word === undefined ? parsedNumber(text) : comparedNumber(frame, text, word);
}
