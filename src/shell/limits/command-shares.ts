/** How many commands of each script of a document are evaluated, so that many small scripts cost no more than a long one. */
import { LIMITS } from "./limits.ts";

/** The length of the longest document that AWS accepts, in characters. */
const LONGEST = 65_536;

/** How many commands are evaluated of a script with this many characters, regardless of the rest of its document. */
export function mostCommands(length: number): number {
  return Math.min(LIMITS.commands + length / 2, length > LONGEST ? LIMITS.overlongCommands : LIMITS.mostCommands);
}

/** How much more than its share of a document's commands a script may cost including effort: few scripts use all of their share. */
const SHARE_WITH_EFFORT = 1.25;

/**
 * The same limit including the effort that counts as commands (`effort.ts`): 1.5 times as many, up to the limit of a long script.
 * @param share the script's share of its document's commands, if it is less than the script would have alone
 */
export function mostWithEffort(length: number, share: number | undefined): number {
  if (share !== undefined) return SHARE_WITH_EFFORT * share;
  const most = mostCommands(length);
  return length > LONGEST ? most : Math.min(1.5 * most, LIMITS.mostCommands);
}

/**
 * The effort, in commands, from which on it counts several times: a quarter of the commands of a script that AWS does not accept.
 * Such scripts take longest if they have many paths.
 */
export function cheapEffort(length: number): number {
  return length > LONGEST ? mostCommands(length) / 4 : Number.POSITIVE_INFINITY;
}

/**
 * Characters of scripts for which a document has `LIMITS.documentCommands` in total; a longer document has proportionally more.
 */
const CHARACTERS = 200_000;

/** The fraction of a document's commands that is divided equally among its scripts. */
const BY_HEADS = 1 / 4;

/**
 * Divides a document's commands among its scripts, given by their lengths: a quarter equally, the rest in proportion to length. The
 * share of a script does not depend on the order, nor on how much of their shares the other scripts use.
 * @returns the number of commands for each script; `undefined` if it has as many as it would have alone
 */
export function commandShares(lengths: readonly number[]): readonly (number | undefined)[] {
  const characters = lengths.reduce((sum, length) => sum + length, 0);
  const all = LIMITS.documentCommands * Math.max(1, characters / CHARACTERS);
  const wanted = lengths.reduce((sum, length) => sum + mostCommands(length), 0);
  if (wanted <= all) return lengths.map(() => undefined);
  return lengths.map((length) => {
    const share = Math.floor(
      (BY_HEADS * all) / lengths.length + ((1 - BY_HEADS) * all * length) / Math.max(1, characters),
    );
    return share < mostCommands(length) ? share : undefined;
  });
}
