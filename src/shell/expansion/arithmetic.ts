/** Arithmetic expansion on known numbers. The evaluation abandons an expression that is an error. */
import type { ArithmeticExpression, Word } from "unbash";
import { LIMITS } from "../limits/limits.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { booleanNumber, applyOperator, isImpossible, parsedNumber } from "../values/numbers.ts";
import { parseTree } from "../syntax/parse.ts";
import { COMPUTED_NON_EMPTY, EMPTY_STRING, failedStatusIn, stringOf } from "../values/pieces.ts";
import { embeddedSource } from "../values/source.ts";
import type { Span } from "../spans/span.ts";
import { giveUp } from "../state/shell-errors.ts";
import { EITHER, FAILURE, SUCCESS, type Flow, type Status } from "../state/path/path.ts";
import { knownText, type AbstractString, type UnknownText } from "../model/value.ts";
import { assign } from "../state/variables.ts";
import { simpleParameter } from "./parameters.ts";
import { elementOfPipeline } from "./status-values.ts";
import { substitution } from "./substitutions.ts";
import { expandPart, expandString } from "./words.ts";
import { isVariableName } from "../syntax/names.ts";
import { recordStatus } from "../outcomes/summed-statuses.ts";

/** The path's flow while it abandons an expression that is an error. */
const GIVEN_UP: Flow = { kind: "discard" };

/**
 * @param at the position of the name, in the text that the frame's positions index
 * @param isName whether the expression contains the name, not its value: dash evaluates only a number in the variable.
 */
function variableNumber(frame: Frame, name: string, at: Span, isName = true): number | undefined {
  const expanded = simpleParameter(frame, name, true);
  if (expanded.kind !== "one") return undefined;
  const text = knownText(expanded.value);
  if (text === undefined) interpret(frame, expanded.value, at);
  else if (isName && frame.machine.interpreter === "dash" && !/^\s*(?:[-+]?\d|$)/.test(text))
    frame.path.flow ??= GIVEN_UP;
  return text === undefined ? undefined : parsedNumber(text);
}

/** Records that a text is evaluated as a separate expression, or used as a variable's name. */
export function interpret(
  { context, machine, notKnown }: Frame,
  value: AbstractString,
  { pos, end }: Span,
  as: "arithmetic" | "name" = "arithmetic",
): void {
  notKnown?.push(value);
  machine.record.interpret(as, value, context.source.span(pos, end));
}

/** The variable or parameter that a word without parts names: `X`, and `$X` and `$?`, which are text here. */
function parameterIn(text: string): string | undefined {
  if (isVariableName(text)) return text;
  const found = /^\$(?:(\w+|[#?])|\{(\w+)\})$/.exec(text);
  return found?.[1] ?? found?.[2];
}

/** The status of a failure, if the expression is a parameter or an element with this value. */
export function failedStatusOf(frame: Frame, expression: ArithmeticExpression): UnknownText | undefined {
  if (expression.type === "ArithmeticGroup") return failedStatusOf(frame, expression.expression);
  if (expression.type !== "ArithmeticWord") return undefined;
  const { parts, value } = expression;
  if (parts !== undefined) return parts.length === 1 ? failedStatusIn(expandPart(frame, parts[0]!)) : undefined;
  const status = elementOfPipeline(frame, value.trim(), (index) => numberIn(frame, index, expression));
  if (status !== undefined) return failedStatusIn(status);
  const name = parameterIn(value.trim());
  const expanded = name === undefined ? undefined : simpleParameter(frame, name, true);
  return expanded?.kind === "one" ? failedStatusIn(expanded.value) : undefined;
}

/** The number that a word evaluates to: a literal, a variable's name, or an expansion that results in a number. */
export function wordNumber(frame: Frame, word: Word): number | undefined {
  return expandedNumber(frame, expandString(frame, word), word);
}

/** The number that an expanded text evaluates to. @param at the position of the expansion */
function expandedNumber(frame: Frame, value: AbstractString, at: Span): number | undefined {
  const text = knownText(value);
  if (text === undefined) {
    interpret(frame, value, at);
    return undefined;
  }
  return nameOrNumber(frame, text, at);
}

/** The number of a text that is a literal or a name. */
function nameOrNumber(frame: Frame, text: string, at: Span): number | undefined {
  if (isVariableName(text)) return variableNumber(frame, text, at);
  const status = elementOfPipeline(frame, text.trim(), (index) => numberIn(frame, index, at));
  return parsedNumber(status === undefined ? text : (knownText(status) ?? "?"));
}

function store(frame: Frame, target: ArithmeticExpression, value: number | undefined): void {
  const { machine, path, context } = frame;
  if (path.flow !== undefined || target.type !== "ArithmeticWord" || !isVariableName(target.value)) return;
  const span = context.source.span(target.pos, target.end);
  const stored = value === undefined ? [COMPUTED_NON_EMPTY] : stringOf(String(value));
  if (!assign(machine, path, context, target.value, { value: stored, span })) path.flow ??= GIVEN_UP;
}

/** The result of a binary operator; if it is an error, the path abandons the expression. */
function combined({ path }: Frame, operator: string, a: number | undefined, b: number | undefined): number | undefined {
  if (isImpossible(operator, b)) path.flow ??= GIVEN_UP;
  return a === undefined || b === undefined ? undefined : applyOperator(operator, a, b);
}

/** Whether the expression just evaluated was abandoned. Clears the flow; the caller decides what follows. */
function wasGivenUp({ path }: Frame): boolean {
  if (path.flow !== GIVEN_UP) return false;
  path.flow = undefined;
  return true;
}

/** The expression's number, `undefined` if unknown. Performs the assignments in it. */
export function arithmeticNumber(frame: Frame, expression: ArithmeticExpression | undefined): number | undefined {
  const value = evaluated(frame, expression);
  return value === undefined || !Number.isSafeInteger(value) ? undefined : value;
}

/** The status of `(( … ))`: success if the number is not 0; `undefined` if it is an error. */
export function arithmeticStatus(frame: Frame, expression: ArithmeticExpression | undefined): Status | undefined {
  const value = arithmeticNumber(frame, expression);
  return wasGivenUp(frame) ? undefined : statusOf(value);
}

function statusOf(value: number | undefined): Status {
  if (value === undefined) return EITHER;
  return value === 0 ? FAILURE : SUCCESS;
}

function evaluated(frame: Frame, expression: ArithmeticExpression | undefined): number | undefined {
  switch (expression?.type) {
    case undefined:
      return undefined;
    case "ArithmeticCommandExpansion":
      return expandedNumber(frame, substitution(frame, expression), expression);
    case "ArithmeticGroup":
      return arithmeticNumber(frame, expression.expression);
    case "ArithmeticWord": {
      if (expression.parts === undefined) {
        const text = expression.value.trim();
        const name = parameterIn(text);
        return name === undefined
          ? nameOrNumber(frame, text, expression)
          : variableNumber(frame, name, expression, name === text);
      }
      let text = "";
      for (const part of expression.parts) {
        const value = expandPart(frame, part);
        const piece = knownText(value);
        if (piece === undefined) {
          interpret(frame, value, part);
          return undefined;
        }
        text += piece;
      }
      return nameOrNumber(frame, text, expression);
    }
    case "ArithmeticTernary": {
      const test = arithmeticNumber(frame, expression.test);
      if (test === undefined) return undefined;
      return arithmeticNumber(frame, test === 0 ? expression.alternate : expression.consequent);
    }
    case "ArithmeticUnary":
      return unary(frame, expression.operator, expression.operand, expression.prefix);
    case "ArithmeticBinary":
      return binary(frame, expression.operator, expression.left, expression.right);
  }
}

function unary(frame: Frame, operator: string, operand: ArithmeticExpression, prefix: boolean): number | undefined {
  const value = arithmeticNumber(frame, operand);
  if (operator === "++" || operator === "--") {
    const after = value === undefined ? undefined : value + (operator === "++" ? 1 : -1);
    store(frame, operand, after);
    return prefix ? after : value;
  }
  if (value === undefined) return undefined;
  if (operator === "-") return -value;
  if (operator === "!") return booleanNumber(value === 0);
  return operator === "~" ? -value - 1 : value;
}

function binary(
  frame: Frame,
  operator: string,
  left: ArithmeticExpression,
  right: ArithmeticExpression,
): number | undefined {
  const isAssigned = left.type === "ArithmeticWord" && isVariableName(left.value) && ASSIGNING.test(operator);
  if (!isAssigned) return assignedOrCombined(frame, operator, left, right);
  const span = frame.context.source.span(left.pos, right.end);
  return recordStatus(frame, left.value, span, () => assignedOrCombined(frame, operator, left, right));
}

/** An operator that assigns its result to the left operand. */
const ASSIGNING = /^(?!(?:==|!=|<=|>=)$).*=$/;

function assignedOrCombined(
  frame: Frame,
  operator: string,
  left: ArithmeticExpression,
  right: ArithmeticExpression,
): number | undefined {
  if (operator === "=") {
    const value = arithmeticNumber(frame, right);
    store(frame, left, value);
    return value;
  }
  const a = arithmeticNumber(frame, left);
  if (frame.path.flow !== undefined) return undefined;
  if (operator === "&&" && a === 0) return 0;
  if (operator === "||" && a !== undefined && a !== 0) return 1;
  const b = arithmeticNumber(frame, right);
  // The shell may not evaluate it.
  if (a === undefined && (operator === "&&" || operator === "||")) wasGivenUp(frame);
  if (operator === ",") return b;
  if (ASSIGNING.test(operator)) {
    const value = combined(frame, operator.slice(0, -1), a, b);
    store(frame, left, value);
    return value;
  }
  if (operator === "&&" || operator === "||") {
    if (b === undefined || a === undefined)
      return operator === "&&" && b === 0 ? 0 : operator === "||" && b ? 1 : undefined;
    return booleanNumber(b !== 0);
  }
  return combined(frame, operator, a, b);
}

/** The number of an expression in a string; `holder` is the word that the string comes from. */
function numberIn(frame: Frame, text: string, holder: Span): number | undefined {
  const plain = parsedNumber(text);
  if (plain !== undefined || text.length > LIMITS.expression) return plain;
  const code = `((${text}))`;
  const command = parseTree(code).commands[0]?.command;
  if (command?.type !== "ArithmeticCommand") return undefined;
  const source = embeddedSource(stringOf(code), holder);
  return arithmeticNumber({ ...frame, context: { ...frame.context, source } }, command.expression);
}

/** An expression that may assign a variable. */
const ASSIGNS = /[+]{2}|-{2}|(?<![=!<>])=(?!=)|<<=|>>=/;

/** The number of a text that `[[` compares; `undefined` if it is unknown or an error, or if the text may assign a variable. */
export function comparedNumber(frame: Frame, text: string, holder: Span): number | undefined {
  const value = ASSIGNS.test(text) ? parsedNumber(text) : numberIn(frame, text, holder);
  return wasGivenUp(frame) ? undefined : value;
}

/** The number of a text that `declare -i` evaluates; the command is abandoned if the text is an error. */
export function textNumber(frame: Frame, text: string, holder: Span): number | undefined {
  const value = numberIn(frame, text, holder);
  if (wasGivenUp(frame)) giveUp(frame);
  return value;
}

/** The status of `let` for a text; `undefined` if the text is an error. */
export function textStatus(frame: Frame, text: string, holder: Span): Status | undefined {
  const value = numberIn(frame, text, holder);
  return wasGivenUp(frame) ? undefined : statusOf(value);
}

/** The value of `$(( … ))`. */
export function arithmeticValue(frame: Frame, expression: ArithmeticExpression | undefined): AbstractString {
  const value = arithmeticNumber(frame, expression);
  if (wasGivenUp(frame)) {
    giveUp(frame);
    return EMPTY_STRING;
  }
  return value === undefined ? [COMPUTED_NON_EMPTY] : stringOf(String(value));
}
