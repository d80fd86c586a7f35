/** Builds abstract strings from pieces. */
import { LIMITS } from "../limits/limits.ts";
import type { AbstractString, KnownText, OutputText, Piece, UnknownText } from "../model/value.ts";

export const EMPTY_STRING: AbstractString = [];

/** The entry in an array for an index without an element. */
export const GAP: AbstractString = Object.freeze([]);

/** The answer to a question about a text: see `refinement/answers.ts`. */
export interface Answer {
  readonly question: string;
  readonly is: boolean;
}

/** Unknown text about which more is known than `UnknownText` describes. */
export interface RefinedText extends UnknownText {
  /** Strings that it is not equal to. */
  readonly not?: readonly string[] | undefined;
  readonly answers?: readonly Answer[] | undefined;
  /** Whether it is a number other than 0: the status of a command that failed. */
  readonly nonZero?: boolean | undefined;
}

/** The same for the output of a program. */
export interface RefinedOutput extends OutputText {
  readonly not?: readonly string[] | undefined;
  readonly answers?: readonly Answer[] | undefined;
}

export function stringOf(text: string, at?: number): AbstractString {
  return text === "" ? EMPTY_STRING : [{ kind: "text", text, at }];
}

/** What `command -v` and `which` print, which is nothing if there is no such command. */
export function optional(value: AbstractString): AbstractString {
  return value.map((piece) => (piece.kind === "text" ? { ...piece, isOptional: true } : piece));
}

export function unknownPiece(reason: UnknownText["reason"], nonEmpty = false, name?: string): UnknownText {
  return { kind: "unknown", reason, name, nonEmpty };
}

/** The value of a variable that the environment has. */
export function inheritedValue(name: string): UnknownText {
  return { ...unknownPiece("inherited", false, name), given: true };
}

export const COMPUTED = unknownPiece("computed");
/** What `jobs -p` prints if it may not know the jobs of the script. */
export const LISTED_JOBS = unknownPiece("computed", false, "jobs");
export const COMPUTED_NON_EMPTY = unknownPiece("computed", true);
export const CUT = unknownPiece("cut");
export const FAILED_STATUS: RefinedText = {
  kind: "unknown",
  reason: "special",
  name: "?",
  nonEmpty: true,
  nonZero: true,
};

/** The only piece of the value if it is the status of a failure: a number between 1 and 255. */
export function failedStatusIn(value: AbstractString): RefinedText | undefined {
  const only: RefinedText | undefined = value.length === 1 && value[0]!.kind === "unknown" ? value[0] : undefined;
  return only?.nonZero === true ? only : undefined;
}

function joined(a: KnownText, b: KnownText): KnownText | undefined {
  if (a.at === undefined)
    return b.at === undefined ? { kind: "text", text: a.text + b.text, at: undefined } : undefined;
  return b.at === a.at + a.text.length ? { kind: "text", text: a.text + b.text, at: a.at } : undefined;
}

/** Merges neighbouring known texts, which then have no positions. */
export function compactPieces(pieces: AbstractString): AbstractString {
  const target: Piece[] = [];
  for (const piece of pieces) {
    const last = target.at(-1);
    if (piece.kind === "text" && last?.kind === "text") {
      if (last.text.length + piece.text.length > LIMITS.text) return [unknownPiece("cut", true)];
      target[target.length - 1] = { kind: "text", text: last.text + piece.text, at: undefined };
    } else target.push(piece);
  }
  return target;
}

/** Appends to a string that is being built. Adjacent known texts are merged if their positions are adjacent too. */
export function appendPieces(target: Piece[], pieces: AbstractString): void {
  for (const piece of pieces) {
    if (piece.kind === "text") {
      if (piece.text === "") continue;
      const last = target.at(-1);
      const both = last?.kind === "text" ? joined(last, piece) : undefined;
      if (both !== undefined) {
        if (both.text.length > LIMITS.text) {
          target.length = 0;
          target.push(unknownPiece("cut", true));
          return;
        }
        target[target.length - 1] = both;
        continue;
      }
    }
    if (target.length >= LIMITS.pieces && !hasRoomForText(target, piece))
      target.splice(0, target.length, ...compactPieces(target));
    if (target.length >= LIMITS.pieces && !hasRoomForText(target, piece)) {
      const nonEmpty = target.some((one) => one.kind !== "unknown" || one.nonEmpty);
      target.length = 0;
      target.push(unknownPiece("cut", nonEmpty));
      return;
    }
    target.push(piece);
  }
}

function hasRoomForText(target: readonly Piece[], next: Piece): boolean {
  return target.length < LIMITS.textPieces && next.kind === "text" && target.every(({ kind }) => kind === "text");
}

export function concatStrings(...strings: readonly AbstractString[]): AbstractString {
  return concatAll(strings);
}

/** The same for a list, which may have more entries than a call may have arguments. */
export function concatAll(strings: readonly AbstractString[]): AbstractString {
  const target: Piece[] = [];
  for (const string of strings) appendPieces(target, string);
  return target;
}

/** The part of a known text between two of its own offsets, with its position in the script. */
export function cutText(piece: KnownText, from: number, to = piece.text.length): KnownText {
  const { at, isOptional } = piece;
  return { kind: "text", text: piece.text.slice(from, to), at: at === undefined ? undefined : at + from, isOptional };
}

/** The string without its first `count` characters (UTF-16), all of which must be known text. */
export function dropCharacters(value: AbstractString, count: number): AbstractString {
  const rest: Piece[] = [];
  let left = count;
  for (const piece of value) {
    if (left === 0 || piece.kind !== "text") {
      rest.push(piece);
    } else if (piece.text.length > left) {
      rest.push(cutText(piece, left));
      left = 0;
    } else {
      left -= piece.text.length;
    }
  }
  return rest;
}

/** Does not use a regular expression: matching `\n+$` takes quadratic time on a run of newlines. */
export function textWithoutTrailingNewlines(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === 10) end--;
  return text.slice(0, end);
}

/** The output of a command in `$( )`, without the newlines at its end. */
export function withoutTrailingNewlines(value: AbstractString): AbstractString {
  let end = value.length;
  let last: Piece | undefined;
  while (end > 0) {
    const piece = value[end - 1]!;
    if (piece.kind !== "text") break;
    const text = textWithoutTrailingNewlines(piece.text);
    if (text === piece.text) break;
    if (text !== "") {
      last = cutText(piece, 0, text.length);
      break;
    }
    end--;
  }
  if (last !== undefined) return [...value.slice(0, end - 1), last];
  return end === value.length ? value : value.slice(0, end);
}
