/** `(( … ))` as a test, and what it reveals about a status and about variables whose lengths it compares. */
import type { ArithmeticExpression } from "unbash";
import { arithmeticNumber, arithmeticStatus, failedStatusOf } from "../expansion/arithmetic.ts";
import { operandFrame, withOneStatus } from "../refinement/one-status.ts";
import { stringOf } from "../values/pieces.ts";
import { noteTests } from "./operand.ts";
import { decideStatus } from "./test-expression.ts";
import { lengthTest } from "./numeric-test.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { applyOperator } from "../values/numbers.ts";
import { EITHER, FAILURE, SUCCESS, type Status } from "../state/path/path.ts";
import { failingIfEmpty, isWholeOutput, openTest, withZero } from "../refinement/comparison.ts";
import { becauseOf, negateStatus } from "../refinement/exit-status.ts";
import type { AbstractString } from "../model/value.ts";
import { measuredVariable } from "../syntax/tested-variable.ts";

const COMPARES = /^(?:[<>]=?|[!=]=)$/;

export function arithmeticTest(frame: Frame, expression: ArithmeticExpression | undefined): Status {
  if (expression !== undefined && !ASSIGNS.test(operatorOf(expression))) noteTests(frame, expression);
  const status = expression !== undefined && measures(expression) ? ofLengths(frame, expression) : undefined;
  return status ?? (expression && ofFailedStatus(frame, expression)) ?? ofNumber(frame, expression);
}

/** `(( n += size ))` counts and does not test anything. */
const ASSIGNS = /^(?:[+]{2}|-{2}|(?![<>=!]=).*=)$/;

function operatorOf(expression: ArithmeticExpression | undefined): string {
  return expression !== undefined && "operator" in expression ? expression.operator : "";
}

function ofNumber(frame: Frame, expression: ArithmeticExpression | undefined): Status {
  const notKnown: AbstractString[] = [];
  const status = arithmeticStatus({ ...frame, notKnown }, expression) ?? FAILURE;
  if (status.kind !== "unknown" || ASSIGNS.test(operatorOf(expression))) return status;
  const open = openTest(frame, ...notKnown);
  const [value, ...others] = notKnown;
  const holds =
    others.length === 0 && value !== undefined && isWholeOutput(value) ? ofZero(frame, expression) : undefined;
  // Without output, the value is 0 too.
  return holds === undefined ? open : withZero(holds ? open : failingIfEmpty(open), holds);
}

/** Whether a number that is compared with another one, or with 0, passes if it is 0; `undefined` for other expressions. */
function ofZero(frame: Frame, expression: ArithmeticExpression | undefined): boolean | undefined {
  if (expression?.type === "ArithmeticWord") return false;
  if (expression?.type !== "ArithmeticBinary" || !COMPARES.test(expression.operator)) return undefined;
  const { operator, left, right } = expression;
  const [a, b] = [left, right].map((side) => (isPlain(side) ? arithmeticNumber(frame, side) : undefined));
  if (b !== undefined && a === undefined) return applyOperator(operator, 0, b) === 1;
  return a !== undefined && b === undefined ? applyOperator(operator, a, 0) === 1 : undefined;
}

/** Whether the expression is a number or a variable, whose evaluation has no effect. */
function isPlain(expression: ArithmeticExpression): boolean {
  return expression.type === "ArithmeticWord" && expression.parts === undefined;
}

/**
 * The result of a test of a status that is not 0; `undefined` if there is no such status, or if the result depends on its
 * number.
 */
function ofFailedStatus(frame: Frame, expression: ArithmeticExpression): Status | undefined {
  if (expression.type === "ArithmeticUnary" && expression.operator === "!") {
    const status = ofFailedStatus(frame, expression.operand);
    return status && negateStatus(status);
  }
  if (expression.type !== "ArithmeticBinary") {
    const failed = failedStatusOf(frame, expression);
    return failed && becauseOf(failed.status, SUCCESS);
  }
  const { operator, left, right } = expression;
  if (!COMPARES.test(operator)) return undefined;
  const inner = operandFrame(frame, operator, { text: wordIn(left) }, { text: wordIn(right) });
  for (const [one, other, compare] of [
    [left, right, (status: number, number: number) => applyOperator(operator, status, number)],
    [right, left, (status: number, number: number) => applyOperator(operator, number, status)],
  ] as const) {
    const failed = failedStatusOf(inner, one);
    if (failed === undefined) continue;
    const number = arithmeticNumber(frame, other);
    if (inner.isOneStatus === true)
      return becauseOf(failed.status, withOneStatus(frame, failed, operator, stringOf(String(number)), EITHER));
    if (number === undefined || compare(1, number) !== compare(255, number)) return undefined;
    // All statuses from 1 to 255 then have the same result, unless the number is between these.
    return number > 1 && number < 255
      ? undefined
      : becauseOf(failed.status, compare(1, number) === 1 ? SUCCESS : FAILURE);
  }
  return undefined;
}

/** The text of a word without expansions in several parts; empty for other expressions. */
function wordIn(expression: ArithmeticExpression): string {
  return expression.type === "ArithmeticWord" ? expression.value.trim() : "";
}

/** The variable whose length a word is, if the length is unknown. */
function measured(frame: Frame, expression: ArithmeticExpression): string | undefined {
  const name = expression.type === "ArithmeticWord" ? measuredVariable(expression) : undefined;
  return name === undefined || arithmeticNumber(frame, expression) !== undefined ? undefined : name;
}

/** Whether the expression contains the length of a variable in a position that `ofLengths` examines. */
function measures(expression: ArithmeticExpression): boolean {
  switch (expression.type) {
    case "ArithmeticWord":
      return measuredVariable(expression) !== undefined;
    case "ArithmeticGroup":
      return measures(expression.expression);
    case "ArithmeticUnary":
      return expression.operator === "!" && measures(expression.operand);
    case "ArithmeticBinary": {
      const { operator, left, right } = expression;
      if (COMPARES.test(operator)) return isWord(left) && isWord(right) && (measures(left) || measures(right));
      return (operator === "&&" || operator === "||") && (measures(left) || measures(right));
    }
    default:
      return false;
  }
}

function isWord({ type }: ArithmeticExpression): boolean {
  return type === "ArithmeticWord";
}

function ofLengths(frame: Frame, expression: ArithmeticExpression): Status | undefined {
  switch (expression.type) {
    case "ArithmeticWord": {
      const name = measured(frame, expression);
      return name === undefined ? undefined : lengthTest(frame, name, (length) => length !== 0);
    }
    case "ArithmeticGroup":
      return arithmeticTest(frame, expression.expression);
    case "ArithmeticUnary":
      return negateStatus(arithmeticTest(frame, expression.operand));
    case "ArithmeticBinary": {
      const { operator, left, right } = expression;
      return COMPARES.test(operator)
        ? comparison(frame, operator, left, right)
        : both(frame, operator === "&&", left, right);
    }
    default:
      return undefined;
  }
}

function comparison(
  frame: Frame,
  operator: string,
  left: ArithmeticExpression,
  right: ArithmeticExpression,
): Status | undefined {
  for (const [one, other, compare] of [
    [left, right, (length: number, number: number) => applyOperator(operator, length, number)],
    [right, left, (length: number, number: number) => applyOperator(operator, number, length)],
  ] as const) {
    const name = measured(frame, one);
    const number = name === undefined ? undefined : arithmeticNumber(frame, other);
    if (number !== undefined) return lengthTest(frame, name!, (length) => compare(length, number) === 1);
  }
  return undefined;
}

function both(frame: Frame, and: boolean, left: ArithmeticExpression, right: ArithmeticExpression): Status {
  const decided = decideStatus(frame, arithmeticTest(frame, left));
  if (decided === !and) return and ? FAILURE : SUCCESS;
  const status = arithmeticTest(frame, right);
  if (decided !== undefined) return status;
  return status.kind === (and ? "failure" : "success") ? status : EITHER;
}
