/** What all transitions of a scan have in common: the place, and what is looked for. */
import type { PasteContext } from "./paste-context.ts";
import type { Harm, ScanState } from "./scan-state.ts";

/** What values are looked for: those that run `id`, those that run any command, those that write a file. */
export type Wanted = "id" | Harm;

/** The command that witnesses run if the declaration permits it. */
export const WITNESS = "id";

export interface Scan {
  readonly context: PasteContext;
  /** Only `id` counts as a command. */
  readonly exact: boolean;
  /** The text is the author's, not the value's: its commands and files are no harm. */
  readonly isAuthors: boolean;
  /** The transition of the state's mode. */
  next(state: ScanState, char: string): ScanState | undefined;
}

/** The state after one character; `undefined` if no value that goes on so does harm. */
export type Transition = (scan: Scan, state: ScanState, char: string) => ScanState | undefined;

export const BLANK = /[ \t]/;
/** What a command's name may begin with; other characters mean something to the shell, or never do. */
export const NAME_START = /[A-Za-z0-9_./~]|[^\0-\x7f]/;
/** What makes a name of it: without these it is that of a directory, a builtin without its argument, or of nothing. */
export const IN_NAME = /[A-Za-z0-9_]|[^\0-\x7f]/;
/** What ends a word. */
export const ENDS_WORD = /[ \t\n;&|()<>]/;
export const IDENTIFIER = /[A-Za-z0-9_]/;
/** What stands behind the name in `${X:-…}`. */
export const BRACE_OPERATOR = /[-:+=%#/?^,]/;

/** How far a name has come that is none yet. */
export const NO_NAME = 9;

/** Whether the name that has come so far is that of a command. */
export function isCommand({ exact }: Scan, step: number): boolean {
  return exact ? step === WITNESS.length : step === 1;
}

/** How far a command's name has come by its first character; `undefined` if none begins so. */
export function begun({ exact }: Scan, char: string): number | undefined {
  if (exact ? char !== WITNESS[0] : !NAME_START.test(char)) return undefined;
  return IN_NAME.test(char) ? 1 : NO_NAME;
}

/** How far it has come by a further character. */
export function continued({ exact }: Scan, step: number, char: string): number | undefined {
  if (exact) return char === WITNESS[step] ? step + 1 : undefined;
  // An assignment runs nothing.
  if (/["'`$\\=[\]{}]/.test(char)) return undefined;
  return char === "/" ? NO_NAME : IN_NAME.test(char) ? 1 : step;
}

/** Whether another command may follow by `;`, `&`, `|` or a line break. */
export function mayChain({ context: { role } }: Scan): boolean {
  return role === "command" || role === "assignment";
}

/** The state after a literal character. A pattern then matches only a word with it, and bash can compute with letters and digits only. */
export function literally({ context }: Scan, state: ScanState, char: string): ScanState {
  if (context.star === "alone") return { ...state, ready: "never" };
  return context.isComputed === true && !IDENTIFIER.test(char) ? { ...state, ready: "never" } : state;
}

const OPEN: ReadonlySet<string> = new Set(["|", "|&", "||", "&&"]);

/** Whether an operator, with the spaces behind it, demands a command. */
export function isOpen(operator: string): boolean {
  return OPEN.has(operator.trimEnd());
}
