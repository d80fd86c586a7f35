/** Arithmetic on numbers that are known. */
import type { ArithmeticExpression, Word } from "unbash";
import { LIMITS } from "./limits.ts";
import type { Frame } from "./machine.ts";
import { parseTree } from "./parse.ts";
import { COMPUTED_NON_EMPTY, known } from "./pieces.ts";
import { embeddedSource } from "./source.ts";
import type { Span } from "./span.ts";
import { EITHER, FAILURE, SUCCESS, type Status } from "./state.ts";
import { knownText, type AbstractString } from "./value.ts";
import { assign } from "./variables.ts";
import { simpleParameter } from "./parameters.ts";
import { expandPart, expandString } from "./words.ts";

const NAME = /^[A-Za-z_]\w*$/;

/** The number that a text is in arithmetic; `undefined` where it is none. */
export function parsedNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return 0;
  let value: number;
  if (/^[-+]?(?:0|[1-9]\d*)$/.test(trimmed)) value = Number(trimmed);
  else if (/^[-+]?0[0-7]+$/.test(trimmed)) value = Number.parseInt(trimmed, 8);
  else if (/^[-+]?0[xX][0-9A-Fa-f]+$/.test(trimmed)) value = Number.parseInt(trimmed, 16);
  else {
    const based = /^(\d+)#([0-9A-Za-z]+)$/.exec(trimmed);
    if (based === null) return undefined;
    const base = Number(based[1]);
    if (base < 2 || base > 36) return undefined;
    value = Number.parseInt(based[2]!, base);
  }
  return Number.isSafeInteger(value) ? value : undefined;
}

function variableNumber(frame: Frame, name: string): number | undefined {
  const expanded = simpleParameter(frame, name, true);
  const text = expanded.kind === "one" ? knownText(expanded.value) : undefined;
  return text === undefined ? undefined : parsedNumber(text);
}

/** The number that a word is: a literal, a variable's name, or an expansion that gives a number. */
export function wordNumber(frame: Frame, word: Word): number | undefined {
  const text = knownText(expandString(frame, word));
  if (text === undefined) return undefined;
  return NAME.test(text) ? variableNumber(frame, text) : parsedNumber(text);
}

const bool = (value: boolean): number => (value ? 1 : 0);

function calculated(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? undefined : Math.trunc(a / b);
    case "%":
      return b === 0 ? undefined : a % b;
    case "**":
      return b < 0 ? undefined : a ** b;
    case "<":
      return bool(a < b);
    case ">":
      return bool(a > b);
    case "<=":
      return bool(a <= b);
    case ">=":
      return bool(a >= b);
    case "==":
      return bool(a === b);
    case "!=":
      return bool(a !== b);
    case "&":
      return Number(BigInt.asIntN(64, BigInt(a) & BigInt(b)));
    case "|":
      return Number(BigInt.asIntN(64, BigInt(a) | BigInt(b)));
    case "^":
      return Number(BigInt.asIntN(64, BigInt(a) ^ BigInt(b)));
    case "<<":
      return b < 0 || b > 62 ? undefined : a * 2 ** b;
    case ">>":
      return b < 0 || b > 62 ? undefined : Math.floor(a / 2 ** b);
    default:
      return undefined;
  }
}

function store(frame: Frame, target: ArithmeticExpression, value: number | undefined): void {
  if (target.type !== "ArithmeticWord" || !NAME.test(target.value)) return;
  const span = frame.context.source.span(target.pos, target.end);
  assign(frame.machine, frame.path, frame.context, target.value, {
    value: value === undefined ? [COMPUTED_NON_EMPTY] : known(String(value)),
    span,
  });
}

/** The expression's number, `undefined` where it is not known. Assignments in it are made. */
export function arithmeticNumber(frame: Frame, expression: ArithmeticExpression | undefined): number | undefined {
  const value = evaluated(frame, expression);
  return value === undefined || !Number.isSafeInteger(value) ? undefined : value;
}

/** The status of `(( … ))`: success where the number is not 0. */
export function arithmeticStatus(frame: Frame, expression: ArithmeticExpression | undefined): Status {
  const value = arithmeticNumber(frame, expression);
  if (value === undefined) return EITHER;
  return value === 0 ? FAILURE : SUCCESS;
}

function evaluated(frame: Frame, expression: ArithmeticExpression | undefined): number | undefined {
  switch (expression?.type) {
    case undefined:
    case "ArithmeticCommandExpansion":
      return undefined;
    case "ArithmeticGroup":
      return arithmeticNumber(frame, expression.expression);
    case "ArithmeticWord": {
      if (expression.parts === undefined) {
        const text = expression.value.trim();
        // `$X` and `$1` stand here as text.
        const name = /^\$(?:(\w+|[#?])|\{(\w+)\})$/.exec(text);
        if (name !== null) return variableNumber(frame, (name[1] ?? name[2])!);
        return NAME.test(text) ? variableNumber(frame, text) : parsedNumber(text);
      }
      let text = "";
      for (const part of expression.parts) {
        const piece = knownText(expandPart(frame, part));
        if (piece === undefined) return undefined;
        text += piece;
      }
      return NAME.test(text) ? variableNumber(frame, text) : parsedNumber(text);
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
  if (operator === "!") return bool(value === 0);
  return operator === "~" ? -value - 1 : value;
}

function binary(
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
  if (operator === "&&" && a === 0) return 0;
  if (operator === "||" && a !== undefined && a !== 0) return 1;
  const b = arithmeticNumber(frame, right);
  if (operator === ",") return b;
  if (operator.endsWith("=") && !/^(?:==|!=|<=|>=)$/.test(operator)) {
    const value = a === undefined || b === undefined ? undefined : calculated(operator.slice(0, -1), a, b);
    store(frame, left, value);
    return value;
  }
  if (operator === "&&" || operator === "||") {
    if (b === undefined || a === undefined)
      return operator === "&&" && b === 0 ? 0 : operator === "||" && b ? 1 : undefined;
    return bool(b !== 0);
  }
  return a === undefined || b === undefined ? undefined : calculated(operator, a, b);
}

/** The number that an expression in a string is (`let`, `declare -i`); `holder` is the word that the string comes from. */
export function textNumber(frame: Frame, text: string, holder: Span): number | undefined {
  const plain = parsedNumber(text);
  if (plain !== undefined || text.length > LIMITS.expression) return plain;
  const code = `((${text}))`;
  const command = parseTree(code).commands[0]?.command;
  if (command?.type !== "ArithmeticCommand") return undefined;
  const source = embeddedSource(known(code), holder);
  return arithmeticNumber({ ...frame, context: { ...frame.context, source } }, command.expression);
}

/** What `$(( … ))` becomes. */
export function arithmeticValue(frame: Frame, expression: ArithmeticExpression | undefined): AbstractString {
  const value = arithmeticNumber(frame, expression);
  return value === undefined ? [COMPUTED_NON_EMPTY] : known(String(value));
}
