/** The output of `printf`. */
import { madeFrom } from "./provenance.ts";
import { parsedNumber } from "./numbers.ts";
import { decodedPieces, echoEscapes, untilStop } from "./escapes.ts";
import { LIMITS } from "../limits/limits.ts";
import { printfQuoted } from "./string-operations.ts";
import { appendPieces, COMPUTED_NON_EMPTY, stringOf, unknownPiece } from "./pieces.ts";
import { knownText, type AbstractString, type Piece } from "../model/value.ts";

const DIRECTIVE = /%(?:%|([-+ 0#]{0,20})(\d{0,20}|\*)(?:\.(\d{0,20}))?([diouxXeEfgGcsbq]|\([^)]{0,100}\)T))/g;

/** How many arguments one use of the format consumes. */
export function directivesIn(text: string): number {
  return [...text.matchAll(DIRECTIVE)].reduce(
    (count, [whole, , width]) => count + (whole === "%%" ? 0 : width === "*" ? 2 : 1),
    0,
  );
}

/**
 * The output for a format and its arguments. `text` is the format's text, `value` the same with its positions. Remaining
 * arguments use the format again.
 */
export function formatted(text: string, value: AbstractString, args: readonly AbstractString[]): AbstractString {
  const at = value.length === 1 && value[0]!.kind === "text" ? value[0]!.at : undefined;
  const target: Piece[] = [];
  let next = 0;
  for (let round = 0; round === 0 || (next < args.length && round < LIMITS.elements); round++) {
    const before = next;
    let from = 0;
    for (const match of text.matchAll(DIRECTIVE)) {
      appendPieces(target, decodedPieces(text.slice(from, match.index), at === undefined ? undefined : at + from));
      from = match.index + match[0].length;
      if (match[0] === "%%") appendPieces(target, stringOf("%"));
      else {
        const arg = args[next++] ?? [];
        const stopped = match[4] === "b" ? untilStop(arg) : undefined;
        appendPieces(target, directive(match, stopped ?? arg));
        if (stopped !== undefined) return target;
      }
    }
    appendPieces(target, decodedPieces(text.slice(from), at === undefined ? undefined : at + from));
    if (next === before) break;
  }
  return target;
}

/**
 * The output for a format that is known only in part, without arguments: `printf "$X\n"`. The rest is taken to contain no directive
 * and no escape; `undefined` if the known part contains a directive.
 */
export function withoutDirectives(format: AbstractString): AbstractString | undefined {
  if (format.some((piece) => piece.kind === "text" && piece.text.includes("%"))) return undefined;
  const target: Piece[] = [];
  for (const piece of format)
    appendPieces(target, piece.kind === "text" ? decodedPieces(piece.text, piece.at) : [piece]);
  return target;
}

function directive(match: RegExpMatchArray, arg: AbstractString | undefined): AbstractString {
  const [, flags = "", width = "", precision, kind = "s"] = match;
  const value = arg ?? [];
  if (width === "*") return [COMPUTED_NON_EMPTY];
  if (kind === "b") return padded(echoEscapes(value), flags, width);
  if (kind === "q") {
    const text = knownText(value);
    if (text === undefined) return value;
    // How other characters are quoted depends on the locale.
    return /\P{ASCII}/u.test(text) ? [COMPUTED_NON_EMPTY] : stringOf(printfQuoted(text));
  }
  if (kind === "s" || kind === "c") {
    const text = knownText(value);
    if (kind === "c") return text === undefined ? [unknownPiece("computed")] : stringOf(text.slice(0, 1));
    if (precision !== undefined) {
      if (text === undefined) return Number(precision) <= 4 ? [unknownPiece("computed")] : [madeFrom([value])];
      return padded(stringOf(text.slice(0, Number(precision))), flags, width);
    }
    return padded(value, flags, width);
  }
  if (precision !== undefined) return [COMPUTED_NON_EMPTY];
  return number(kind, flags, width, knownText(value));
}

function padded(value: AbstractString, flags: string, width: string): AbstractString {
  if (width === "" || width === "0") return value;
  const text = knownText(value);
  if (text === undefined) return value;
  const size = Math.min(Number(width), 4096);
  return stringOf(flags.includes("-") ? text.padEnd(size) : text.padStart(size));
}

function number(kind: string, flags: string, width: string, text: string | undefined): AbstractString {
  const parsed = text === undefined ? undefined : parsedNumber(text);
  if (parsed === undefined || !"dixXo".includes(kind) || /[+ #]/.test(flags)) return [COMPUTED_NON_EMPTY];
  const digits = digitsOf(kind, parsed);
  const size = Math.min(Number(width || 0), 4096);
  if (flags.includes("-")) return stringOf(digits.padEnd(size));
  if (!flags.includes("0")) return stringOf(digits.padStart(size));
  const sign = digits.startsWith("-") ? "-" : "";
  return stringOf(sign + digits.slice(sign.length).padStart(size - sign.length, "0"));
}

function digitsOf(kind: string, value: number): string {
  if (kind === "d" || kind === "i") return String(value);
  const digits = BigInt.asUintN(64, BigInt(value)).toString(kind === "o" ? 8 : 16);
  return kind === "X" ? digits.toUpperCase() : digits;
}
