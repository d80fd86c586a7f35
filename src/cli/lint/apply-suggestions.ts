/**
 * Applies suggestions to a text, for `--fix-suggestions`: the first suggestion of each finding, because rules list them in
 * order of preference. A suggestion is kept only if it does not cause a new finding, apart from those with a fix, which is applied too.
 */
import { applyFixes, type Selection } from "./apply-fixes.ts";
import { editsToBlame, rulesWithMore } from "./edits-to-blame.ts";
import { fitting, movedBy, nonOverlappingEdits, withEdits, type Edit, type LintedText } from "./edits.ts";
import type { Message } from "./result.ts";
import type { Trials } from "./trial-work.ts";

export interface Suggested<Linted extends LintedText> {
  /** The text with the suggestions. */
  readonly after: Linted;
  /** Number of suggestions that were applied to the text. */
  readonly applied: number;
  /** Number of findings whose suggestion was not applied, because it causes a new finding. */
  readonly left: number;
  /** Number of findings whose suggestion was not applied, because verifying it would take too long. */
  readonly untried: number;
}

/** Edits of an earlier text, sorted. */
interface Edits {
  readonly edits: readonly Edit[];
  /** How often edits had been applied before. */
  readonly since: number;
}

/** Maximum number of rounds over the whole text, as in ESLint for fixes. */
const MOST_ROUNDS = 10;

/** Maximum number of times that one text is linted to verify suggestions. */
const MOST_TRIALS = 60;
/** Maximum number of bytes that suggestions add to a text, in all rounds and in one. */
const MOST_ADDED = 250_000;
const MOST_ADDED_IN_ROUND = 60_000;
/** Edits that all seem to cause new findings are not tried in ever smaller groups, unless they are as few as this. */
const FEW = 8;

export function applySuggestions<Linted extends LintedText>(
  before: Linted,
  trials: Trials<Linted>,
  selection: Selection,
): Suggested<Linted> {
  const { mostBytes = Infinity, wants } = selection;
  let current = before;
  /** The edits applied so far, each group to the text that the previous one resulted in. */
  const applications: (readonly Edit[])[] = [];
  const refused: Edits[] = [];
  let applied = 0;
  let count = 0;
  const isAffordable = (): boolean => count === 0 || (count < MOST_TRIALS && trials.isAffordable);

  const inCurrent = ({ edits, since }: Edits): readonly Edit[] => applications.slice(since).reduce(movedBy, edits);

  const isWorse = ({ messages }: Linted): boolean =>
    messages.length >= current.messages.length || rulesWithMore(current.messages, messages).size > 0;

  /** Applies the edits if they reduce the number of findings and cause no new finding. Otherwise returns the edits to blame. */
  const accept = (edits: readonly Edit[]): ReadonlySet<Edit> | undefined => {
    count++;
    const direct = trials.lint(withEdits(current.text, edits));
    const isFixable = isWorse(direct) && direct.messages.some((message) => message.fix !== undefined && wants(message));
    const { after, groups } = isFixable ? applyFixes(direct, trials, selection) : { after: direct, groups: [] };
    if (isWorse(after)) return editsToBlame(current, direct, edits);
    current = after;
    applied += edits.length;
    applications.push(edits, ...groups);
    return undefined;
  };

  /**
   * Applies as many of the edits as possible: first those that are not to blame, then the others; or one half, then the other.
   * @param of what `some` is part of: edits of which all are to blame, edits without those to blame, or anything else.
   * @returns whether each edit is rejected, because all are to blame in this group and in the group that it is part of.
   */
  const acceptSome = (some: Edits, of: "blamed" | "others" | undefined): boolean => {
    if (!isAffordable()) return false;
    const edits = inCurrent(some);
    const blamed = accept(edits);
    if (blamed === undefined) return false;
    const since = applications.length;
    const areAllBlamed = blamed.size === edits.length;
    if (edits.length === 1 || (areAllBlamed && of === "blamed" && edits.length > FEW)) {
      refused.push({ edits, since });
      return edits.length > 1;
    }
    const middle = edits.length >> 1;
    const isPart = areAllBlamed || blamed.size === 0 || of === "others" ? undefined : blamed;
    const isFirst = (edit: Edit, index: number) => (isPart === undefined ? index < middle : !isPart.has(edit));
    const first = edits.filter(isFirst);
    const second = edits.filter((edit, index) => !isFirst(edit, index));
    const kind = areAllBlamed ? "blamed" : isPart && "others";
    if (acceptSome({ edits: first, since }, kind)) refused.push({ edits: second, since });
    else acceptSome({ edits: second, since }, areAllBlamed ? "blamed" : undefined);
    return false;
  };

  const keysOfRefused = (): Set<string> => new Set(refused.flatMap(inCurrent).map(keyOf));
  const most = Math.min(mostBytes, MOST_ADDED + Buffer.byteLength(before.text));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const rejected = keysOfRefused();
    const fits = fitting(Math.min(most - Buffer.byteLength(current.text), MOST_ADDED_IN_ROUND));
    const edits = nonOverlappingEdits(
      current.messages.filter(wants).flatMap((message) => firstSuggestion(message)),
    ).filter((edit) => !rejected.has(keyOf(edit)) && fits(edit));
    const done = applied + refused.length;
    if (edits.length > 0) acceptSome({ edits, since: applications.length }, undefined);
    if (applied + refused.length === done) break;
  }
  const rejected = keysOfRefused();
  const open = current.messages.filter(wants).flatMap((message) => firstSuggestion(message));
  const left = open.filter((edit) => rejected.has(keyOf(edit))).length;
  return { after: current, applied, left, untried: open.length - left };
}

/** The suggestion to apply; empty if the finding has a fix, which `--fix` applies. */
export function firstSuggestion({ fix, suggestions }: Message): readonly Edit[] {
  const [first] = suggestions ?? [];
  return fix !== undefined || first === undefined ? [] : [first.fix];
}

const keyOf = ({ range, text }: Edit): string => `${range.join()}:${text}`;
