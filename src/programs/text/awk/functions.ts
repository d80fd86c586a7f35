/** awk's built-in functions on values. */
import { countText, checkLength } from "../tool/effort.ts";
import { AwkNotSimulated } from "./syntax.ts";
import { toNumber, toText, type AwkValue } from "./value.ts";

/** @throws {AwkNotSimulated} */
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
      if (arity > 0) return countText(format(toText(first), args.slice(1)));
      break;
  }
  throw new AwkNotSimulated(`the function ${name}`);
}

function substring(text: string, from: number, length: number): string {
  if (!Number.isInteger(from) || (length !== Infinity && !Number.isInteger(length)))
    throw new AwkNotSimulated("a fraction of a position");
  // awks differ in how a position before the first affects the length.
  if (from < 1 && length !== Infinity) throw new AwkNotSimulated("a position before the first");
  return length < 1 ? "" : text.slice(Math.max(1, from) - 1, Math.max(1, from) - 1 + length);
}

function format(template: string, values: readonly AwkValue[]): string {
  let next = 0;
  return template.replace(
    /%(?:(-?)(0?)(\d*)(?:\.(\d+))?([sdif%])|.?)/gs,
    (directive, left, zero, width, precision, letter) => {
      if (letter === "%") {
        if (directive === "%%") return "%";
        throw new AwkNotSimulated(directive);
      }
      if (letter === undefined || next >= values.length) throw new AwkNotSimulated(`the format ${directive}`);
      const value = values[next++];
      if (letter === "s" && zero !== "") throw new AwkNotSimulated(directive);
      const digits = precision === undefined ? undefined : Number(precision);
      checkLength(Math.max(Number(width), letter === "s" ? 0 : (digits ?? 0)));
      const text =
        letter === "s"
          ? toText(value).slice(0, digits)
          : letter === "f"
            ? fraction(toNumber(value), digits ?? 6)
            : integer(toNumber(value), digits);
      if (left === "-") return text.padEnd(Number(width));
      if (zero === "" || (letter !== "f" && digits !== undefined)) return text.padStart(Number(width));
      return text.startsWith("-")
        ? `-${text.slice(1).padStart(Number(width) - 1, "0")}`
        : text.padStart(Number(width), "0");
    },
  );
}

function integer(value: number, digits: number | undefined): string {
  const number = Math.trunc(value);
  if (!Number.isSafeInteger(number) || (digits === 0 && number === 0)) throw new AwkNotSimulated("%d");
  return `${number < 0 ? "-" : ""}${String(Math.abs(number)).padStart(digits ?? 0, "0")}`;
}

function fraction(value: number, digits: number): string {
  const scaled = Math.abs(value) * 10 ** digits;
  // C rounds halves to even.
  if (digits > 15 || scaled > 1e15 || scaled % 1 === 0.5 || Object.is(value, -0) || (value < 0 && scaled < 0.5))
    throw new AwkNotSimulated("%f");
  return value.toFixed(digits);
}
