/** The pieces of a script that matter to one another: commands, and what gives variables values. */
import type { Statement } from "unbash";

/** What guards a command: the names in a condition around it, and what guards that. */
export interface Guard {
  readonly names: readonly string[];
  readonly outer: Guard | undefined;
}

/** The statements that something stands in, innermost first. */
export interface Place {
  readonly statement: Statement;
  /** The statement as it is written, and the text that its offsets count in. */
  readonly text: string;
  readonly source: string;
  readonly outer: Place | undefined;
}

/** What surrounds something in the script. */
export interface Surroundings {
  readonly guard: Guard | undefined;
  /** The enclosing function. */
  readonly inside: string | undefined;
  readonly place: Place | undefined;
}

/** Something that stands in the script. */
export interface Part extends Surroundings {
  /** As it is written. */
  readonly text: string;
  /** Names that it expands. */
  readonly uses: readonly string[];
}

/** Something that gives a variable a value. */
export interface Definition extends Part {
  /** The variable. */
  readonly name: string;
  /** From lines that come from elsewhere (`read`). */
  readonly reads: boolean;
}

/** A simple command with a name. */
export interface Call extends Part {
  readonly callee: string;
  /** The same, or all words of a text that is run: one of them may name a function. */
  readonly callees: readonly string[];
  /** Its words but for the first, as they are written. */
  readonly args: readonly string[];
  /** Its here-documents. */
  readonly bodies: string;
  /** Its program is what this variable holds, or a positional parameter: `@`. */
  readonly named: string | undefined;
}
