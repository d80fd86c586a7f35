/**
 * Applies suggestions to a text, for `--fix-suggestions`: the first suggestion of each finding, because rules list them in
 * order of preference. A suggestion is kept only if it does not cause a new finding.
 */
import { evaluations } from "../../eslint/scripts/elapsed-time.ts";
import { nonOverlappingEdits, withEdits, type Edit, type LintedText } from "./edits.ts";
import type { Message } from "./result.ts";

export interface Suggested extends LintedText {
  /** Number of suggestions that were applied to the text. */
  readonly applied: number;
  /** Number of findings whose suggestion was not applied, because it causes a new finding or because verifying it takes too long. */
  readonly left: number;
}

/** Maximum number of rounds over the whole text, as in ESLint for fixes. */
const MOST_ROUNDS = 10;

/** Maximum number of times that one text is linted to verify suggestions, and maximum number of characters linted for that. */
const MOST_TRIALS = 60;
const MOST_LINTED = 2_000_000;
/** Maximum number of commands evaluated to verify the fixes of one text, and again for its suggestions: twice the most expensive script. */
export const MOST_EVALUATED = 40_000;

/**
 * @param linted a text with the linter's findings.
 * @param verify lints a text.
 * @param wants whether a finding is to be fixed.
 */
export function applySuggestions(
  { text, messages }: LintedText,
  verify: (text: string) => readonly Message[],
  wants: (message: Message) => boolean,
): Suggested {
  let current: LintedText = { text, messages };
  const refused = new Set<string>();
  let applied = 0;
  let trials = 0;
  let lintedLength = 0;
  const { commands } = evaluations;
  const isAffordable = (): boolean =>
    trials < MOST_TRIALS && lintedLength < MOST_LINTED && evaluations.commands - commands < MOST_EVALUATED;

  /** Applies the edits if they reduce the number of findings and cause no new finding. */
  const accept = (edits: readonly Edit[]): boolean => {
    const next = withEdits(current.text, edits);
    trials++;
    lintedLength += next.length;
    const after = verify(next);
    if (after.length >= current.messages.length || hasNewFinding(current.messages, after)) return false;
    current = { text: next, messages: after };
    applied += edits.length;
    return true;
  };

  /**
   * Applies as many of the edits as possible, by bisection. The second half comes first, so that the offsets of the first
   * half stay valid.
   */
  const acceptSome = (edits: readonly Edit[]): void => {
    if (!isAffordable() || accept(edits)) return;
    const [only] = edits;
    if (edits.length === 1 && only !== undefined) refused.add(keyOf(only));
    if (edits.length < 2) return;
    const middle = edits.length >> 1;
    acceptSome(edits.slice(middle));
    acceptSome(edits.slice(0, middle));
  };

  for (let round = 0; round < MOST_ROUNDS; round++) {
    const edits = nonOverlappingEdits(
      current.messages.filter(wants).flatMap((message) => firstSuggestion(message)),
    ).filter((edit) => !refused.has(keyOf(edit)));
    const before = applied;
    if (edits.length > 0) acceptSome(edits);
    if (applied === before) break;
  }
  const left = current.messages.filter((message) => wants(message) && firstSuggestion(message).length > 0).length;
  return { ...current, applied, left };
}

/** The suggestion to apply; empty if the finding has a fix, which `--fix` applies. */
function firstSuggestion({ fix, suggestions }: Message): readonly Edit[] {
  const [first] = suggestions ?? [];
  return fix !== undefined || first === undefined ? [] : [first.fix];
}

const keyOf = ({ range, text }: Edit): string => `${range.join()}:${text}`;

const ruleOf = ({ ruleId, fatal }: Message): string => `${ruleId} ${fatal === true}`;

/**
 * Whether a rule has more findings in `after` than in `before`. The reason for a finding may change: without its pipeline, a call can
 * still fail unnoticed.
 */
function hasNewFinding(before: readonly Message[], after: readonly Message[]): boolean {
  const counts = new Map<string, number>();
  for (const message of before) counts.set(ruleOf(message), (counts.get(ruleOf(message)) ?? 0) + 1);
  return after.some((message) => {
    const left = (counts.get(ruleOf(message)) ?? 0) - 1;
    counts.set(ruleOf(message), left);
    return left < 0;
  });
}
