/** Fixes one text: applies fixes, then suggestions if requested, and then the fixes that the suggestions make possible. */
import { evaluations } from "../../eslint/scripts/elapsed-time.ts";
import { applySuggestions, firstSuggestion, MOST_EVALUATED, type Selection } from "./apply-suggestions.ts";
import { fitting, nonOverlappingEdits, withEdits, type LintedText } from "./edits.ts";
import type { Message } from "./result.ts";

/** Which findings to fix, and how. */
export interface Fixing extends Selection {
  /** Whether to apply suggestions too. */
  readonly suggestions: boolean;
}

export interface FixedText extends LintedText {
  /** Number of suggestions that were applied to the text. */
  readonly applied: number;
  /** Number of findings whose suggestion causes a new finding. */
  readonly left: number;
  /** Number of findings that are not fixed, because the text would be larger than `mostBytes`. */
  readonly oversized: number;
}

type Verify = (text: string) => readonly Message[];

/**
 * More rounds than in ESLint, because fixes of parameters reach from the declaration to the last use and so overlap. For a
 * long or expensive text fewer: all rounds together lint about `MOST_LINTED` characters and evaluate about `MOST_EVALUATED` commands.
 * The user can run ssmlint again to fix the rest.
 */
const MOST_ROUNDS = 30;
const MOST_LINTED = 300_000;

/**
 * @param found a text with the linter's findings.
 * @param verify lints a text.
 * @param lint lints a text. The last text that it linted must be `found`.
 * @returns the fixed text with its findings, which is then the last text that `lint` has linted; `undefined` if nothing can
 * be fixed.
 */
export function fixText(found: LintedText, lint: Verify, fixing: Fixing): FixedText | undefined {
  const { suggestions, wants } = fixing;
  let lintedLast = found.text;
  const verify: Verify = (text) => {
    lintedLast = text;
    return lint(text);
  };
  let current = applyFixes(found, verify, fixing);
  let applied = 0;
  let left = 0;
  if (suggestions && found.messages.some((message) => (message.suggestions ?? []).length > 0 && wants(message))) {
    const suggested = applySuggestions(current, verify, fixing);
    ({ applied, left } = suggested);
    current = applied === 0 ? suggested : applyFixes(suggested, verify, fixing);
  }
  const tooLarge = oversizedIn(current, fixing);
  const oversized = tooLarge.length;
  left = Math.max(0, left - tooLarge.filter(({ fix }) => fix === undefined).length);
  if (current.text === found.text && left + oversized === 0) return undefined;
  const { text } = current;
  return { text, messages: lintedLast === text ? current.messages : verify(text), applied, left, oversized };
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

/**
 * Applies fixes until none is left. `Linter#verifyAndFix` does the same, but lints the text again before the first fix,
 * although its findings are known.
 * @returns the original text if a fix breaks the document.
 */
function applyFixes(before: LintedText, verify: Verify, { mostBytes = Infinity, wants }: Selection): LintedText {
  let current = before;
  const seen = new Set([before.text]);
  let linted = 0;
  const { commands } = evaluations;
  const isAffordable = (): boolean => linted < MOST_LINTED && evaluations.commands - commands < MOST_EVALUATED;
  for (let round = 0; round < MOST_ROUNDS && (round < 2 || isAffordable()); round++) {
    if (current.messages.some(({ fatal }) => fatal === true)) return before;
    const edits = nonOverlappingEdits(
      current.messages.flatMap((message) => (message.fix && wants(message) ? [message.fix] : [])),
    ).filter(fitting(mostBytes - Buffer.byteLength(current.text)));
    if (edits.length === 0) break;
    const text = withEdits(current.text, edits);
    // Fixes that undo each other would alternate for ever.
    if (seen.has(text)) break;
    seen.add(text);
    current = { text, messages: verify(text) };
    linted += text.length;
  }
  return current;
}
