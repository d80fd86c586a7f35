/**
 * What unknown text was made from (taint tracking). It is kept only in an evaluation that asks for it, because strings that differ
 * in it alone are different values.
 */
import { unknown } from "./pieces.ts";
import type { AbstractString, Piece, UnknownText } from "../model/value.ts";

/** Pieces that one text is known to be made from; more are not kept. */
const MOST = 24;

let isKept = false;

/** Whether the evaluation that begins keeps what text was made from. */
export function keepProvenance(keep: boolean): void {
  isKept = keep;
}

/** Whether this evaluation keeps it. */
export function isProvenanceKept(): boolean {
  return isKept;
}

function isOrigin(piece: Piece): boolean {
  if (piece.kind === "text") return false;
  if (piece.kind === "output" || piece.from !== undefined || piece.isLabelled === true) return true;
  return piece.reason === "placeholder" || (piece.reason === "inherited" && piece.name !== undefined);
}

/** The pieces of these that something can be said of, each once. */
function originsIn(all: readonly AbstractString[]): readonly Piece[] {
  const origins = new Map<unknown, Piece>();
  for (const value of all)
    for (const piece of value) {
      if (!isOrigin(piece)) continue;
      for (const one of piece.kind === "unknown" && piece.from !== undefined && piece.isLabelled !== true
        ? piece.from
        : [piece]) {
        const key = one.kind === "output" ? one.of : `${one.kind === "unknown" ? `${one.reason} ${one.name}` : ""}`;
        if (origins.size < MOST && !origins.has(key)) origins.set(key, one);
      }
    }
  return [...origins.values()];
}

/** Unknown text that holds these, or a part of them, in a form that is not known. */
export function madeFrom(
  all: readonly AbstractString[],
  reason: UnknownText["reason"] = "computed",
  nonEmpty: boolean = false,
): UnknownText {
  const piece = unknown(reason, nonEmpty);
  if (!isKept) return piece;
  const from = originsIn(all);
  return from.length === 0 ? piece : { ...piece, from };
}

/** The same, of what the programs that printed it were given: a loop that puts its own output in comes to an end so. */
export function rootedIn(all: readonly AbstractString[], nonEmpty: boolean = false): UnknownText {
  if (!isKept) return unknown("computed", nonEmpty);
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
    const given = originsIn([one.of.stdin ?? [], ...one.of.argv.map(({ value }) => value)]);
    if (given.length === 0) roots.push(one);
    open.push(...given);
  }
  return roots;
}
