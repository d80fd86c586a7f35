/**
 * Provenance of unknown text: what it is derived from (taint tracking). It is recorded only in an evaluation that asks for it,
 * because strings that differ only in their provenance are different values.
 */
import { stringKey } from "./equality.ts";
import { onlyPiece } from "./outputs.ts";
import { unknownPiece } from "./pieces.ts";
import {
  printersOfAny,
  type AbstractString,
  type Piece,
  type MatchPlace,
  type UnknownText,
  type WordPlace,
} from "../model/value.ts";

/** How many pieces the provenance of one text may have. */
const MOST = 24;

/** Whether the program prints the text that it reads, or text derived from it. */
export type HandsOn = (program: string) => boolean;

let isKept = false;
let handsOn: HandsOn = () => true;

/** Sets whether the evaluation that begins records provenance: not if `through` is `undefined`. */
export function keepProvenance(through: HandsOn | undefined): void {
  isKept = through !== undefined;
  handsOn = through ?? (() => true);
}

/** Whether this evaluation records provenance. */
export function isProvenanceKept(): boolean {
  return isKept;
}

/** Whether the piece is derived from an output, a placeholder or the environment. */
export function isOrigin(piece: Piece): boolean {
  if (piece.kind === "text") return false;
  if (piece.kind === "output" || piece.from !== undefined || piece.isLabelled === true) return true;
  return piece.reason === "placeholder" || (piece.reason === "inherited" && piece.name !== undefined);
}

/**
 * How deep provenance is nested: the value of a variable comes from those of others, and so on. In a loop, variables that are appended
 * to each other would otherwise double the size of each other's provenance.
 */
const MOST_NESTED = 3;

const nestings = new WeakMap<Piece, number>();

function nesting(piece: Piece): number {
  if (piece.kind !== "unknown" || piece.from === undefined) return 0;
  let depth = nestings.get(piece);
  if (depth === undefined) nestings.set(piece, (depth = 1 + Math.max(...piece.from.map(nesting))));
  return depth;
}

/**
 * The provenance of the piece. A part of a text, and the value of a variable with a telling name, say more than their provenance, so
 * these pieces are their own provenance.
 */
function partsOf(piece: Piece): readonly Piece[] {
  if (piece.kind !== "unknown" || piece.from === undefined) return [piece];
  const saysMore = piece.isLabelled === true || piece.word !== undefined || piece.match !== undefined;
  return saysMore && nesting(piece) < MOST_NESTED ? [piece] : piece.from;
}

/** The pieces that count as origins, without duplicates. */
function originsIn(all: readonly AbstractString[]): readonly Piece[] {
  const origins = new Map<unknown, Piece>();
  for (const value of all)
    for (const piece of value) {
      if (!isOrigin(piece)) continue;
      for (const one of partsOf(piece)) {
        const key = one.kind === "output" ? one.of : stringKey([one]);
        if (origins.size < MOST && !origins.has(key)) origins.set(key, one);
      }
    }
  return [...origins.values()];
}

/** Unknown text that contains these values, or parts of them, in an unknown form. */
export function madeFrom(
  all: readonly AbstractString[],
  reason: UnknownText["reason"] = "computed",
  nonEmpty: boolean = false,
): UnknownText {
  const piece = withPrinters(unknownPiece(reason, nonEmpty), all);
  if (!isKept) return piece;
  const from = originsIn(all);
  return from.length === 0 ? piece : { ...piece, from };
}

/** A number that measures these values, such as `${#X}`; it reveals nothing else about them. */
export function countOf(all: readonly AbstractString[]): UnknownText {
  return withPrinters(unknownPiece("computed", true), all);
}

function withPrinters(piece: UnknownText, all: readonly AbstractString[]): UnknownText {
  const printedBy = printersOfAny(all);
  return printedBy.length === 0 ? piece : { ...piece, printedBy };
}

function isWholeOutput(piece: Piece | undefined): boolean {
  return piece?.kind === "output" && piece.form !== "unknown";
}

/** One of the words of a text. */
export function wordOf(value: AbstractString, word: WordPlace): UnknownText {
  const only = onlyPiece(value);
  // Which words there are is known only for the whole output of one program.
  const isWhole = isWholeOutput(only);
  const isStart = word.index === 0 && (isWhole || (only?.kind === "unknown" && only.isStart));
  const piece: UnknownText = { ...madeFrom([value]), isStart: isStart ? true : undefined };
  return piece.from !== undefined && isWhole ? { ...piece, word } : piece;
}

/** The lines of the text, as `mapfile` assigns them. */
export function linesOf(text: AbstractString): UnknownText {
  return { ...madeFrom([text]), isStart: isWholeOutput(onlyPiece(text)) ? true : undefined };
}

/** The element of an array whose elements are the words of the text, as in `A=($X)` and `read -a A`. */
export function elementOf(text: AbstractString, index: number): UnknownText {
  const [line, ...others] = text;
  const word = line?.kind === "unknown" && others.length === 0 ? line.word : undefined;
  // What `read` has split at white space already is a line of the output.
  if (word?.index === 0 && word.toEnd && /^[ \t\n]+$/.test(word.separators ?? ""))
    return { ...(line as UnknownText), word: { ...word, index, toEnd: false } };
  return wordOf(text, { index, toEnd: false, separators: undefined });
}

/** What a group of a regular expression matches in a text. */
export function matchOf(value: AbstractString, match: MatchPlace): UnknownText {
  const piece = madeFrom([value]);
  const [only, ...others] = value;
  const isWhole =
    only?.kind === "output"
      ? only.form !== "unknown"
      : only?.kind === "unknown" && (only.from === undefined || only.match !== undefined || only.word !== undefined);
  return piece.from !== undefined && isWhole && others.length === 0 ? { ...piece, match } : piece;
}

/**
 * Like `madeFrom`, but with each program output replaced by the inputs of that program, so that a loop that feeds its own
 * output back terminates.
 */
export function rootedIn(all: readonly AbstractString[], nonEmpty: boolean = false): UnknownText {
  if (!isKept) return withPrinters(unknownPiece("computed", nonEmpty), all);
  return madeFrom([rootsOf(all)], "computed", nonEmpty);
}

function rootsOf(all: readonly AbstractString[]): readonly Piece[] {
  const seen = new Set<unknown>();
  const roots: Piece[] = [];
  const open: Piece[] = [...originsIn(all)];
  for (let one = open.pop(); one !== undefined && seen.size < 200; one = open.pop()) {
    if (one.kind !== "output") {
      roots.push(one);
      continue;
    }
    if (seen.has(one.of)) continue;
    seen.add(one.of);
    const given = !handsOn(one.of.invocation.program)
      ? []
      : originsIn([one.of.stdin ?? [], ...one.of.argv.map(({ value }) => value)]);
    if (given.length === 0) roots.push(one);
    open.push(...given);
  }
  return roots;
}
