/** The message for an unexpected exception: one sentence, and never a stack trace. */
import { exceptionText } from "../support/failure.ts";

const REPORT = "This is a bug in ssmlint; please report it with the file";
const OF_PLUGINS = "This is a bug in a rule of a plugin, or in ssmlint";

/** Maximum number of characters of the exception's own message that are shown. */
const MAX_SHOWN = 200;

/** The message for the file that a thread was checking when it ran out of memory. */
export const outOfMemory = `ssmlint ran out of memory while checking it. ${REPORT}`;

/**
 * Why a file could not be checked, without a full stop at the end. ESLint appends the file, the line and the rule to an
 * exception's message. Only the rule is shown, because the report names the file already.
 * @param hasPlugins whether rules of plugins run too: they may throw anything, and change what other rules visit.
 */
export function internalError(error: unknown, hasPlugins = false): string {
  const report = hasPlugins ? OF_PLUGINS : REPORT;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return `ssmlint ran out of stack while checking it: it is nested too deeply. ${report}`;
  }
  const text = exceptionText(error);
  const rule = /^Rule: "([^"\n]*)"$/m.exec(text)?.[1];
  const first = text.split(/\r?\n/, 1)[0]!;
  const shown = first.length > MAX_SHOWN ? `${first.slice(0, MAX_SHOWN)}…` : first;
  return `ssmlint failed while checking it${rule === undefined ? "" : ` with the rule ${rule}`} (${shown}). ${report}`;
}
