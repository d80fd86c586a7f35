/** awk's values: numbers, strings, and numeric strings from the input, which are both. */
import { AwkNotSimulated } from "./syntax.ts";

/** `undefined` is an uninitialized variable: zero and the empty string. */
export type AwkValue = number | string | NumericText | undefined;

export interface NumericText {
  readonly text: string;
  readonly number: number;
}

const decimal = /^[ \t\n]*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?[ \t\n]*$/;
const prefix = /^[ \t\n]*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/;

/** The value of a field, a record or an element that `split` creates. */
export function fromInput(text: string): AwkValue {
  return decimal.test(text) ? { text, number: Number(text) } : text;
}

export function toText(value: AwkValue): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "object") return value.text;
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 53) return value === 0 ? "0" : String(value);
  const short = value.toPrecision(6);
  if (!Number.isFinite(value) || short.includes("e") || Math.abs(value) < 1e-4)
    throw new AwkNotSimulated("a number's form");
  return String(Number(short));
}

export function toNumber(value: AwkValue): number {
  if (value === undefined) return 0;
  if (typeof value === "number") return value;
  if (typeof value === "object") return value.number;
  // Some awks also accept hexadecimal numbers, infinities and NaN.
  if (/^\s*[-+]?(0x|inf|nan)/i.test(value)) throw new AwkNotSimulated("a number that awks read differently");
  return Number(prefix.exec(value)?.[0] ?? 0);
}

export function isTruthy(value: AwkValue): boolean {
  if (value === undefined) return false;
  if (typeof value === "string") return value !== "";
  return toNumber(value) !== 0;
}

/** Negative, zero or positive. */
export function compareValues(left: AwkValue, right: AwkValue): number {
  if (typeof left !== "string" && typeof right !== "string") return toNumber(left) - toNumber(right);
  const [one, other] = [toText(left), toText(right)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** @param operator the operator as it is written between two numbers */
export function arithmetic(operator: string, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
    case "%":
      if (right === 0) throw new AwkNotSimulated("a division by zero");
      return operator === "/" ? left / right : left % right;
    default:
      return left ** right;
  }
}
