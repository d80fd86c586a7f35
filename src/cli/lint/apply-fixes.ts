/** Applies fixes to a text, for `--fix`. */
import { fitting, nonOverlappingEdits, withEdits, type Edit, type LintedText } from "./edits.ts";
import type { Message } from "./result.ts";
import type { Trials } from "./trial-work.ts";

/** Which findings to fix. */
export interface Selection {
  readonly wants: (message: Message) => boolean;
  /** The maximum size of the fixed text in bytes of UTF-8, if there is one. */
  readonly mostBytes?: number | undefined;
}

export interface Applied<Linted extends LintedText> {
  readonly after: Linted;
  /** The edits, each group to the text that the previous one resulted in. */
  readonly groups: readonly (readonly Edit[])[];
}

/** More rounds than in ESLint, because fixes of parameters reach from the declaration to the last use and so overlap. */
const MOST_ROUNDS = 30;

/**
 * Applies fixes until none is left. `Linter#verifyAndFix` does the same, but lints the text again before the first fix,
 * although its findings are known.
 * @returns the original text if a fix breaks the document.
 */
export function applyFixes<Linted extends LintedText>(
  before: Linted,
  trials: Trials<Linted>,
  { mostBytes = Infinity, wants }: Selection,
): Applied<Linted> {
  let current = before;
  const groups: (readonly Edit[])[] = [];
  const seen = new Set([before.text]);
  for (let round = 0; round < MOST_ROUNDS && (round === 0 || trials.isAffordable); round++) {
    if (current.messages.some(({ fatal }) => fatal === true)) return { after: before, groups: [] };
    const edits = nonOverlappingEdits(
      current.messages.flatMap((message) => (message.fix && wants(message) ? [message.fix] : [])),
    ).filter(fitting(mostBytes - Buffer.byteLength(current.text)));
    if (edits.length === 0) break;
    const text = withEdits(current.text, edits);
    // Fixes that undo each other would alternate for ever.
    if (seen.has(text)) break;
    seen.add(text);
    groups.push(edits);
    current = trials.lint(text);
  }
  return { after: current, groups };
}
