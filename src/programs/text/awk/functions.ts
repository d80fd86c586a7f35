/** awk's functions of values. */
import { AwkNotSimulated } from "./syntax.ts";
import { toNumber, toText, type AwkValue } from "./value.ts";

/** Throws `AwkNotSimulated`. */
export function callFunction(name: string, args: readonly AwkValue[]): AwkValue {
  const [first, second, third] = args;
  const arity = args.length;
  switch (name) {
    case "length":
      if (arity === 1) return toText(first).length;
      break;
    case "tolower":
      if (arity === 1) return toText(first).toLowerCase();
      break;
    case "toupper":
      if (arity === 1) return toText(first).toUpperCase();
      break;
    case "int":
      if (arity === 1) return Math.trunc(toNumber(first)) + 0;
      break;
    case "index":
      if (arity === 2) return toText(first).indexOf(toText(second)) + 1;
      break;
    case "substr":
      if (arity === 2 || arity === 3)
        return substring(toText(first), toNumber(second), arity === 3 ? toNumber(third) : Infinity);
      break;
    case "sprintf":
      if (arity > 0) return format(toText(first), args.slice(1));
      break;
  }
  throw new AwkNotSimulated(`the function ${name}`);
}

function substring(text: string, from: number, length: number): string {
  if (!Number.isInteger(from) || (length !== Infinity && !Number.isInteger(length)))
    throw new AwkNotSimulated("a fraction of a position");
  // Versions differ in what a position before the first means for the length.
  if (from < 1 && length !== Infinity) throw new AwkNotSimulated("a position before the first");
  return length < 1 ? "" : text.slice(Math.max(1, from) - 1, Math.max(1, from) - 1 + length);
}

function format(template: string, values: readonly AwkValue[]): string {
  let next = 0;
  return template.replace(
    /%(?:(-?)(0?)(\d*)(?:\.(\d+))?([sdi%])|.?)/gs,
    (directive, left, zero, width, precision, letter) => {
      if (letter === "%") {
        if (directive === "%%") return "%";
        throw new AwkNotSimulated(directive);
      }
      if (letter === undefined || next >= values.length) throw new AwkNotSimulated(`the format ${directive}`);
      const value = values[next++];
      if (letter === "s") {
        if (zero !== "") throw new AwkNotSimulated(directive);
        const text = precision === undefined ? toText(value) : toText(value).slice(0, Number(precision));
        return left === "-" ? text.padEnd(Number(width)) : text.padStart(Number(width));
      }
      if (precision !== undefined) throw new AwkNotSimulated(directive);
      const number = Math.trunc(toNumber(value));
      if (!Number.isSafeInteger(number)) throw new AwkNotSimulated(directive);
      const digits = String(number + 0);
      if (left === "-") return digits.padEnd(Number(width));
      return zero === "0" && number >= 0 ? digits.padStart(Number(width), "0") : digits.padStart(Number(width));
    },
  );
}
