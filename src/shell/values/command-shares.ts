/** How many commands are evaluated of the scripts of one document, so that many small scripts cost no more than a long one. */
import { LIMITS } from "./limits.ts";

/** The most commands that are evaluated of a script with so many characters, whatever else its document holds. */
export function mostCommands(length: number): number {
  return Math.min(LIMITS.commands + length / 2, LIMITS.mostCommands);
}

/** Characters of scripts for which a document has `LIMITS.documentCommands` in all; one with more has more in proportion. */
const CHARACTERS = 200_000;

/**
 * The share of each script of a document, by their lengths: one half of what there is by heads, one half by lengths. Which share a
 * script has depends on no order, and not on what the others use of theirs.
 * @returns for each script its commands; `undefined` where it has as many as it would have alone.
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
