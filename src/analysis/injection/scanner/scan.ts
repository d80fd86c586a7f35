/** What all transitions of a scan share: the context, and the harm that is looked for. */
import type { PasteContext } from "./paste-context.ts";
import type { Harm, ScanState } from "./scan-state.ts";

/** Which values are looked for: those that run `id`, those that run any command, or those that write a file. */
export type Wanted = "id" | Harm;

/** The command that witnesses run if the declaration permits it. */
export const WITNESS = "id";

export interface Scan {
  readonly context: PasteContext;
  /** Whether only `id` counts as a command. */
  readonly exact: boolean;
  /** Whether the text is the author's, not the value's: its commands and files are not harm. */
  readonly isAuthors: boolean;
  /** Applies the transition of the state's mode. */
  next(state: ScanState, char: string): ScanState | undefined;
}

/** Returns the state after one character; `undefined` if no value that continues this way does harm. */
export type Transition = (scan: Scan, state: ScanState, char: string) => ScanState | undefined;

export const BLANK = /[ \t]/;
/** Characters that a command's name may begin with; the others are special to the shell, or never begin one. */
export const NAME_START = /[A-Za-z0-9_./~]|[^\0-\x7f]/;
/**
 * Characters that a name must contain: without these it is the name of a directory, of a builtin without its argument, or of
 * nothing.
 */
export const IN_NAME = /[A-Za-z0-9_]|[^\0-\x7f]/;
/** What ends a word. */
export const ENDS_WORD = /[ \t\n;&|()<>]/;
export const IDENTIFIER = /[A-Za-z0-9_]/;
/** Characters after the name in `${X:-…}`. */
export const BRACE_OPERATOR = /[-:+=%#/?^,]/;

/** The step of a name that is not yet complete. */
export const NO_NAME = 9;

/** Returns whether the name read so far is that of a command. */
export function isCommand({ exact }: Scan, step: number): boolean {
  return exact ? step === WITNESS.length : step === 1;
}

/** Returns the step after the first character of a command's name; `undefined` if no name begins with it. */
export function beginCommandName({ exact }: Scan, char: string): number | undefined {
  if (exact ? char !== WITNESS[0] : !NAME_START.test(char)) return undefined;
  return IN_NAME.test(char) ? 1 : NO_NAME;
}

/** Returns the step after a further character of the name. */
export function continueCommandName({ exact }: Scan, step: number, char: string): number | undefined {
  if (exact) return char === WITNESS[step] ? step + 1 : undefined;
  // An assignment runs nothing.
  if (/["'`$\\=[\]{}]/.test(char)) return undefined;
  return char === "/" ? NO_NAME : IN_NAME.test(char) ? 1 : step;
}

/** Returns whether another command may follow after `;`, `&`, `|` or a line break. */
export function mayChain({ context: { role } }: Scan): boolean {
  return role === "command" || role === "assignment";
}

/**
 * Returns the state after a literal character. A pattern with it matches only a word that contains it, and bash can compute with
 * letters and digits only.
 */
export function afterLiteral({ context }: Scan, state: ScanState, char: string): ScanState {
  if (context.star === "alone") return { ...state, ready: "never" };
  return context.isComputed === true && !IDENTIFIER.test(char) ? { ...state, ready: "never" } : state;
}

const OPEN: ReadonlySet<string> = new Set(["|", "|&", "||", "&&"]);

/** Returns whether an operator, with the spaces after it, requires a command. */
export function isOpen(operator: string): boolean {
  return OPEN.has(operator.trimEnd());
}
