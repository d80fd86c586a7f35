/** How many commands of each script of a document are evaluated, so that many small scripts cost no more than a long one. */
import { LIMITS } from "./limits.ts";

/** Characters of the longest document that AWS takes. */
const LONGEST = 65_536;

/** How many commands are evaluated of a script with this many characters, regardless of the rest of its document. */
export function mostCommands(length: number): number {
  return Math.min(LIMITS.commands + length / 2, length > LONGEST ? LIMITS.overlongCommands : LIMITS.mostCommands);
}

/**
 * Characters of scripts for which a document has `LIMITS.documentCommands` in total; a longer document has proportionally more.
 */
const CHARACTERS = 200_000;

/**
 * The share of each script of a document, from the scripts' lengths: half of the total is divided equally, half by length. A
 * share depends neither on the order of the scripts nor on how much of their shares the others use.
 * @returns the commands of each script; `undefined` if it has as many as it would have alone.
 */
export function commandShares(lengths: readonly number[]): readonly (number | undefined)[] {
  const characters = lengths.reduce((sum, length) => sum + length, 0);
  const half = (LIMITS.documentCommands * Math.max(1, characters / CHARACTERS)) / 2;
  const wanted = lengths.reduce((sum, length) => sum + mostCommands(length), 0);
  if (wanted <= 2 * half) return lengths.map(() => undefined);
  return lengths.map((length) => {
    const share = Math.floor(half / lengths.length + (half * length) / Math.max(1, characters));
    return share < mostCommands(length) ? share : undefined;
  });
}
