/** The fragments of a script between which the slice finds dependences: commands, and definitions of variables. */
import type { Statement } from "unbash";

/** The guard of a command: the names in a condition around it, and the guard of that condition. */
export interface Guard {
  readonly names: readonly string[];
  /** The text of the condition, if it contains commands. */
  readonly text?: string;
  /** The questions to the machine in it. */
  readonly questions?: readonly string[] | undefined;
  readonly outer: Guard | undefined;
}

/** The statements that contain a fragment, innermost first. */
export interface Place {
  readonly statement: Statement;
  /** The text of the statement, and the text that its offsets index. */
  readonly text: string;
  readonly source: string;
  readonly outer: Place | undefined;
}

/** The surroundings of a fragment in the script. */
export interface Surroundings {
  readonly guard: Guard | undefined;
  /** The enclosing function. */
  readonly inside: string | undefined;
  readonly place: Place | undefined;
}

/** A fragment of the script. */
export interface Part extends Surroundings {
  /** Its text in the script. */
  readonly text: string;
  /** The names that it expands. */
  readonly uses: readonly string[];
}

/** A fragment that assigns a variable. */
export interface Definition extends Part {
  /** The variable's name. */
  readonly name: string;
  /** Whether the value comes from input lines (`read`). */
  readonly reads: boolean;
}

/** A simple command with a name. */
export interface Call extends Part {
  readonly callee: string;
  /** `callee`, the functions that a composed name may call, or all words of a text that is run: one of them may name a function. */
  readonly callees: readonly string[];
  /** The text of its words, except the first. */
  readonly args: readonly string[];
  /** The text of its here-documents. */
  readonly bodies: string;
  /** The variable that contains the name of its program; `@` for a positional parameter. */
  readonly named: string | undefined;
}

/** Whether the place is inside one of the statements. */
export function isInside(place: Place | undefined, statements: ReadonlySet<Statement>): boolean {
  if (statements.size === 0) return false;
  for (let one = place; one !== undefined; one = one.outer) if (statements.has(one.statement)) return true;
  return false;
}
