/** Fixes one text: fixes first, suggestions if they are wanted, and the fixes that these make possible. */
import type { Linter } from "eslint";
import { applySuggestions } from "./apply-suggestions.ts";
import type { Message } from "./result.ts";

/** Which findings to fix, and how. */
export interface Fixing {
  readonly wants: (message: Message) => boolean;
  /** Whether to apply suggestions too. */
  readonly suggestions: boolean;
}

export interface FixedText {
  readonly output: string;
  /** The linter has just verified the text, and found these. */
  readonly messages: Message[];
  /** Suggestions that the text contains now. */
  readonly applied: number;
  /** Findings with a suggestion that would lead to another finding. */
  readonly left: number;
}

/**
 * @param found what the linter finds in the text.
 * @returns `undefined` if nothing can be fixed.
 */
export function fixText(
  linter: Linter,
  config: Linter.Config[],
  { path, text, found }: { readonly path: string; readonly text: string; readonly found: readonly Message[] },
  { wants, suggestions }: Fixing,
): FixedText | undefined {
  const verify = (code: string): Message[] => linter.verify(code, config, { filename: path });
  const fix = wants as Linter.FixOptions["fix"] & object;
  const fixed = (code: string): string => {
    const { output, messages } = linter.verifyAndFix(code, config, { filename: path, fix });
    return messages.some(({ fatal }) => fatal) ? code : output;
  };
  const isFixable = found.some((message) => message.fix !== undefined && wants(message));
  let output = isFixable ? fixed(text) : text;
  let applied = 0;
  let left = 0;
  if (suggestions && found.some((message) => (message.suggestions ?? []).length > 0 && wants(message))) {
    const suggested = applySuggestions(output, verify, wants);
    ({ applied, left } = suggested);
    if (applied > 0) output = fixed(suggested.text);
  }
  if (output === text && left === 0) return undefined;
  return { output, messages: verify(output), applied, left };
}
