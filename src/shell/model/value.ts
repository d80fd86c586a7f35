/**
 * Abstract strings: what ssmlint knows about a string at run time.
 *
 * On one path of a script, each word has one `AbstractString`. If paths were joined, an `AbstractValue` contains the
 * alternatives.
 */
import type { Run } from "./invocation.ts";

/** Text that is the same in every run. */
export interface KnownText {
  readonly kind: "text";
  readonly text: string;
  /**
   * Offset in the step's script of the first character, if the script contains the characters of `text` one by one from there
   * (so that code in quotes keeps exact positions). Otherwise `undefined`.
   */
  readonly at?: number | undefined;
  /** For the 0 of `$?` after `! aws`, the calls that have failed. */
  readonly status?: CallsOfStatus | undefined;
  /** `command -v` and `which` print it if there is such a command, and nothing otherwise. */
  readonly isOptional?: true | undefined;
}

/** Which word of a text a value is. */
export interface WordPlace {
  readonly index: number;
  /** Whether all later words are included. */
  readonly toEnd: boolean;
  /** The characters of `IFS` at which `read` splits one of the lines; `undefined` if the shell splits the whole text. */
  readonly separators: string | undefined;
}

/** Calls, by their slots in the evaluation, about whose failure a status reveals something. */
export interface CallsOfStatus {
  /** The calls whose own status this is. */
  readonly of?: readonly number[] | undefined;
  /** The calls on whose output the status depends. */
  readonly about?: readonly number[] | undefined;
  /** The calls that were to write a file on whose existence, but not content, the status depends. */
  readonly there?: readonly number[] | undefined;
  /** The calls about which a test asks whose result this is, although not every outcome is due to their failure. */
  readonly tested?: readonly number[] | undefined;
  /** The calls of which the failure is the reason why it is 0: it is that of `! aws`. */
  readonly inverted?: readonly number[] | undefined;
}

/** Which part of a text a regular expression selects. */
export interface MatchPlace {
  /** An extended regular expression of POSIX. */
  readonly pattern: string;
  /** The number of the group; 0 is the whole match. */
  readonly group: number;
}

/** Text that the script alone does not determine. */
export interface UnknownText {
  readonly kind: "unknown";
  /**
   * placeholder: `{{ name }}`; inherited: a variable that the script never set (empty unless the agent's own environment has
   * it); special: `$$`, `$?`, `$RANDOM` and the like, always one non-empty word; input: read from a file or stdin; computed: an
   * expansion or loop that is not modelled; cut: a limit was reached.
   */
  readonly reason: "placeholder" | "inherited" | "special" | "input" | "computed" | "cut";
  /** The placeholder's or variable's name. */
  readonly name?: string | undefined;
  /** The script has checked that it is not empty, or it never is. */
  readonly nonEmpty: boolean;
  /** The environment has the variable. Until the script checks it, it is assumed to be non-empty, like a program's output. */
  readonly given?: boolean | undefined;
  /** What it is derived from (outputs, placeholders and inherited variables), in an evaluation that records that. */
  readonly from?: readonly Piece[] | undefined;
  /** Programs whose outputs, or parts of them, it may contain; two texts that differ only in this are the same. */
  readonly printedBy?: readonly Run[] | undefined;
  /** It is the first word of what the only program of `printedBy` printed, or all of that: it is only empty if that has no word. */
  readonly isStart?: true | undefined;
  /** Which word of `from` it is. */
  readonly word?: WordPlace | undefined;
  /** Which part of `from` it is. */
  readonly match?: MatchPlace | undefined;
  /** `name` is a variable whose name tells what its value means; see `EvaluateOptions.printing`. */
  readonly isLabelled?: true | undefined;
  /** For `$!` and `jobs -p`, the calls in the jobs, by their slots in the evaluation. */
  readonly calls?: readonly number[] | undefined;
  /** For `$?` after a failure, the calls that may have failed. */
  readonly status?: CallsOfStatus | undefined;
}

/** What a program printed on stdout. In a command substitution, trailing newlines are removed. */
export interface OutputText {
  readonly kind: "output";
  readonly of: Run;
  /**
   * assumed: the script never checked, and ssmlint assumes that it is non-empty (`no-silent-credential-fallback` reports that
   * it may be empty); checked: the path passed a check that it is not empty.
   */
  readonly nonEmpty: "assumed" | "checked";
  /**
   * words: `echo $X` without quotes, each sequence of spaces and newlines has become one space; line: the first line, as in
   * `read -r X < <(…)`; unknown: printed in an unknown form, or a part of it (`${X%y}`). `undefined`: the text is as the program
   * printed it.
   */
  readonly form?: "words" | "line" | "unknown" | undefined;
}

export type Piece = KnownText | UnknownText | OutputText;

/** Pieces in order. Known texts with adjacent positions are never neighbours; the empty array is the empty string. */
export type AbstractString = readonly Piece[];

/** The alternatives; at least one, at most `LIMITS.alternatives`. */
export type AbstractValue = readonly AbstractString[];

/** The text, or `undefined` if any piece is not known text. */
export function knownText(value: AbstractString): string | undefined {
  let text = "";
  for (const piece of value) {
    if (piece.kind !== "text") return undefined;
    text += piece.text;
  }
  return text;
}

/** Whether the string contains text that may not be there: see `KnownText.isOptional`. */
export function hasOptional(value: AbstractString): boolean {
  return value.some((piece) => piece.kind === "text" && piece.isOptional);
}

/** Whether the string is empty on this path. "non-empty" includes strings that ssmlint assumes to be non-empty. */
export function emptiness(value: AbstractString): "empty" | "non-empty" | "unknown" {
  let unknown = false;
  for (const piece of value) {
    if (piece.kind === "text") {
      if (piece.isOptional) unknown = true;
      else if (piece.text !== "") return "non-empty";
    } else if (piece.kind === "output" || piece.nonEmpty || piece.given || piece.reason === "placeholder") {
      return "non-empty";
    } else {
      unknown = true;
    }
  }
  return unknown ? "unknown" : "empty";
}

/** The programs whose outputs the string contains or may contain. */
export function printersOf(value: AbstractString | undefined): readonly Run[] {
  return (value ?? []).flatMap((piece) =>
    piece.kind === "output" ? [piece.of] : piece.kind === "unknown" ? (piece.printedBy ?? []) : [],
  );
}

/** How many programs one text may have for which it is known that it may contain their outputs. */
const MOST_PRINTERS = 64;

/** The programs whose outputs any of the strings contains or may contain, each once; the first if there are many. */
export function printersOfAny(values: readonly (AbstractString | undefined)[]): readonly Run[] {
  const runs = new Set<Run>();
  for (const value of values) {
    if (runs.size >= MOST_PRINTERS) break;
    for (const run of printersOf(value)) if (runs.size < MOST_PRINTERS) runs.add(run);
  }
  return [...runs];
}

/** Whether the piece is a variable that the script never sets: empty, unless the agent's own environment has it. */
export function isNeverSet(piece: Piece): boolean {
  return piece.kind === "unknown" && piece.reason === "inherited" && !piece.nonEmpty && piece.given !== true;
}

/** What `outline` returns for each unknown piece and each output. */
export const UNKNOWN_TEXT = "\uFFFC";

/** The known text of `value`, with `UNKNOWN_TEXT` for each unknown piece and each output; for patterns over argv. */
export function outline(value: AbstractString): string {
  return value.map((piece) => (piece.kind === "text" ? piece.text : UNKNOWN_TEXT)).join("");
}

/** The text of `value` as messages show it, with `…` for each unknown piece and each output. */
export function shownText(value: AbstractString): string {
  return outline(value).replaceAll(UNKNOWN_TEXT, "…");
}
