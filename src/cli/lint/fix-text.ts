/** Fixes one text: fixes first, suggestions if they are wanted, and the fixes that these make possible. */
import { applySuggestions } from "./apply-suggestions.ts";
import { apart, withEdits, type LintedText } from "./edits.ts";
import type { Message } from "./result.ts";

/** Which findings to fix, and how. */
export interface Fixing {
  readonly wants: (message: Message) => boolean;
  /** Whether to apply suggestions too. */
  readonly suggestions: boolean;
}

export interface FixedText extends LintedText {
  /** Suggestions that the text contains now. */
  readonly applied: number;
  /** Findings with a suggestion that would lead to another finding. */
  readonly left: number;
}

type Verify = (text: string) => readonly Message[];

/**
 * More than ESLint makes, because fixes of parameters reach from the declaration to the last use, and so lie across one another; of a
 * long text fewer, for what they lint together: whoever has more to fix runs it again.
 */
const MOST_ROUNDS = 30;
const MOST_LINTED = 300_000;

/**
 * @param found a text, and what the linter finds in it.
 * @param verify lints a text.
 * @param lint lints a text, and has linted `found` last.
 * @returns the fixed text with what is found in it, which `lint` has then linted last; `undefined` if nothing can be fixed.
 */
export function fixText(found: LintedText, lint: Verify, { wants, suggestions }: Fixing): FixedText | undefined {
  let lintedLast = found.text;
  const verify: Verify = (text) => {
    lintedLast = text;
    return lint(text);
  };
  let current = applyFixes(found, verify, wants);
  let applied = 0;
  let left = 0;
  if (suggestions && found.messages.some((message) => (message.suggestions ?? []).length > 0 && wants(message))) {
    const suggested = applySuggestions(current, verify, wants);
    ({ applied, left } = suggested);
    current = applied === 0 ? suggested : applyFixes(suggested, verify, wants);
  }
  if (current.text === found.text && left === 0) return undefined;
  const { text } = current;
  return { text, messages: lintedLast === text ? current.messages : verify(text), applied, left };
}

/**
 * Applies fixes until there are none. As `Linter#verifyAndFix`, which would lint the text once more before the first of them
 * although its findings are known.
 * @returns the text as it was if a fix breaks the document.
 */
function applyFixes(before: LintedText, verify: Verify, wants: Fixing["wants"]): LintedText {
  let current = before;
  const seen = new Set([before.text]);
  let linted = 0;
  for (let round = 0; round < MOST_ROUNDS && (round < 2 || linted < MOST_LINTED); round++) {
    if (current.messages.some(({ fatal }) => fatal === true)) return before;
    const edits = apart(current.messages.flatMap((message) => (message.fix && wants(message) ? [message.fix] : [])));
    if (edits.length === 0) break;
    const text = withEdits(current.text, edits);
    // Fixes that undo one another would go on for ever.
    if (seen.has(text)) break;
    seen.add(text);
    current = { text, messages: verify(text) };
    linted += text.length;
  }
  return current;
}
