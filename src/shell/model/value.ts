/**
 * What ssmlint knows of a string at run time.
 *
 * One path of a script has one `AbstractString` for each word; where paths were joined, an `AbstractValue` holds the
 * alternatives.
 */
import type { Run } from "./invocation.ts";

/** Text that is the same in every run. */
export interface KnownText {
  readonly kind: "text";
  readonly text: string;
  /**
   * Offset in the step's script of the first character, where the characters of `text` stand there one by one
   * (so that code in quotes keeps exact positions). `undefined` where they do not.
   */
  readonly at?: number | undefined;
}

/** Which word of a text. */
export interface WordPlace {
  readonly index: number;
  /** With all behind it. */
  readonly toEnd: boolean;
  /** The characters of `IFS` that `read` divides one of the lines at; `undefined` if the shell splits the whole text. */
  readonly separators: string | undefined;
}

/** Text that the script alone does not determine. */
export interface UnknownText {
  readonly kind: "unknown";
  /**
   * placeholder: `{{ name }}`; inherited: a variable that the script never set (empty unless the agent's own
   * environment has it); special: `$$`, `$?`, `$RANDOM` and such, always one non-empty word; input: read from a file or
   * stdin; computed: an expansion or loop that is not modelled; cut: a limit was reached.
   */
  readonly reason: "placeholder" | "inherited" | "special" | "input" | "computed" | "cut";
  /** The placeholder's or variable's name. */
  readonly name?: string | undefined;
  /** The script has checked that it is not empty (or it never is). */
  readonly nonEmpty: boolean;
  /** The environment has the variable. That is taken as non-empty where nobody has looked, as what a program prints is. */
  readonly given?: boolean | undefined;
  /** What it was made from, in an evaluation that keeps that: outputs, placeholders and inherited variables. */
  readonly from?: readonly Piece[] | undefined;
  /** Programs whose outputs it may hold, a part of any; two texts that differ in it alone are the same. */
  readonly printedBy?: readonly Run[] | undefined;
  /** Which word of that it is. */
  readonly word?: WordPlace | undefined;
  /** `name` is that of a variable whose name says what it holds; see `EvaluateOptions.printing`. */
  readonly isLabelled?: true | undefined;
  /** Of `$!`: the calls in the job, by their slots in the evaluation. */
  readonly job?: readonly number[] | undefined;
}

/** What a program printed on stdout. In a command substitution, trailing newlines are gone. */
export interface OutputText {
  readonly kind: "output";
  readonly of: Run;
  /**
   * assumed: nobody looked, ssmlint takes it as non-empty (that it may be empty is the business of
   * `no-silent-credential-fallback`); checked: the path came through a check that it is not empty.
   */
  readonly nonEmpty: "assumed" | "checked";
  /**
   * words: `echo $X` without quotes, each run of blanks and newlines has become one space; unknown: printed in a form that
   * is not known, or a part of it (`${X%y}`). Without it the text is as the program printed it.
   */
  readonly form?: "words" | "unknown" | undefined;
}

export type Piece = KnownText | UnknownText | OutputText;

/** Pieces in order. No two known texts with adjacent positions in a row; the empty array is the empty string. */
export type AbstractString = readonly Piece[];

/** The alternatives; at least one, at most `LIMITS.alternatives`. */
export type AbstractValue = readonly AbstractString[];

/** A known string, or `undefined` where any piece is not known text. */
export function knownText(value: AbstractString): string | undefined {
  let text = "";
  for (const piece of value) {
    if (piece.kind !== "text") return undefined;
    text += piece.text;
  }
  return text;
}

/** Whether the string is the empty one on this path: yes, no (also where ssmlint takes it as non-empty), or either. */
export function emptiness(value: AbstractString): "empty" | "non-empty" | "unknown" {
  let unknown = false;
  for (const piece of value) {
    if (piece.kind === "text") {
      if (piece.text !== "") return "non-empty";
    } else if (piece.kind === "output" || piece.nonEmpty || piece.given || piece.reason === "placeholder") {
      return "non-empty";
    } else {
      unknown = true;
    }
  }
  return unknown ? "unknown" : "empty";
}

/** The programs whose outputs are in the string, or may be. */
export function printersOf(value: AbstractString | undefined): readonly Run[] {
  return (value ?? []).flatMap((piece) =>
    piece.kind === "output" ? [piece.of] : piece.kind === "unknown" ? (piece.printedBy ?? []) : [],
  );
}

/** A variable that the script never sets: no text, unless the agent's own environment has it. */
export function isNeverSet(piece: Piece): boolean {
  return piece.kind === "unknown" && piece.reason === "inherited" && !piece.nonEmpty && piece.given !== true;
}

/** Known text of `value` with each unknown piece and each output as one `\uFFFC`; for patterns over argv. */
export function outline(value: AbstractString): string {
  return value.map((piece) => (piece.kind === "text" ? piece.text : "\uFFFC")).join("");
}
