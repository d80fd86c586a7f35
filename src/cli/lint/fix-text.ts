/** Fixes one text: applies fixes, then suggestions if requested, and then the fixes that the suggestions make possible. */
import { applyFixes, type Selection } from "./apply-fixes.ts";
import { applySuggestions, firstSuggestion } from "./apply-suggestions.ts";
import { fitting, type LintedText } from "./edits.ts";
import type { Message } from "./result.ts";
import { Trials } from "./trial-work.ts";

/** Which findings to fix, and how. */
export interface Fixing extends Selection {
  /** Whether to apply suggestions too. */
  readonly suggestions: boolean;
}

export interface FixedText<Linted extends LintedText> {
  /** The fixed text. */
  readonly after: Linted;
  /** Number of suggestions that were applied to the text. */
  readonly applied: number;
  /** Number of findings whose suggestion causes a new finding. */
  readonly left: number;
  /** Number of findings whose suggestion was not tried, because that would take too long. */
  readonly untried: number;
  /** Number of findings that are not fixed, because the text would be larger than `mostBytes`. */
  readonly oversized: number;
}

/**
 * @param found a text with the linter's findings.
 * @param lint lints a text.
 * @returns `undefined` if nothing can be fixed.
 */
export function fixText<Linted extends LintedText>(
  found: Linted,
  lint: (text: string) => Linted,
  fixing: Fixing,
): FixedText<Linted> | undefined {
  const { suggestions, wants } = fixing;
  const trials = new Trials(lint);
  let { after } = applyFixes(found, trials, fixing);
  let counts = { applied: 0, left: 0, untried: 0 };
  if (suggestions && after.messages.some((message) => firstSuggestion(message).length > 0 && wants(message))) {
    ({ after, ...counts } = applySuggestions(after, trials, fixing));
    if (counts.applied > 0 && trials.isAffordable) ({ after } = applyFixes(after, trials, fixing));
  }
  const tooLarge = oversizedIn(after, fixing);
  const untried = Math.max(0, counts.untried - tooLarge.filter(({ fix }) => fix === undefined).length);
  const oversized = tooLarge.length;
  if (after.text === found.text && counts.left + untried + oversized === 0) return undefined;
  return { ...counts, after, untried, oversized };
}

/** The findings of which each alone, if it was fixed, would make the text too large. */
function oversizedIn({ text, messages }: LintedText, { mostBytes, suggestions, wants }: Fixing): readonly Message[] {
  if (mostBytes === undefined) return [];
  const room = mostBytes - Buffer.byteLength(text);
  return messages.filter((message) => {
    const [edit] = message.fix ? [message.fix] : suggestions ? firstSuggestion(message) : [];
    return edit !== undefined && wants(message) && !fitting(room)(edit);
  });
}
