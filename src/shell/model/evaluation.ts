/** The result of an evaluation: the program starts, and what was recorded beside them. */
import type { Command, ParsedScript } from "unbash";
import type { LastingFiles } from "./lasting-file.ts";
import type { Span } from "../spans/span.ts";
import type { Circumstances } from "./circumstances.ts";
import type { Fact, Invocation, Run, Scope } from "./invocation.ts";
import type { AbstractString } from "./value.ts";

export interface Evaluation {
  /** In order of their spans. */
  readonly invocations: readonly Invocation[];
  /** In the order in which the evaluator met them, each position once. */
  readonly events: readonly VariableEvent[];
  readonly cuts: readonly Cut[];
  /** How many commands were evaluated, counted once for each path, plus the effort that counts as commands (`effort.ts`). */
  readonly commands: number;
  /** Scripts inside the script that were parsed: `bash -c '…'`, `eval '…'`, here-documents that a shell reads. */
  readonly embedded: readonly EmbeddedScript[];
  /** Text that the script alone does not determine and that a shell runs as code or bash evaluates; each position once. */
  readonly interpreted: readonly InterpretedText[];
  /** What reaches the step's stdout and stderr; empty unless the evaluation was asked to record it. */
  readonly printed: readonly PrintedText[];
  /** Runs that may fail on a path that never checks the failure and on which the script ends with success. */
  readonly unnoticed: ReadonlyMap<Run, Circumstances>;
  /** Whether the script's `EXIT` trap may end it with success, whatever its status was: `trap 'exit 0' EXIT`. */
  readonly isOverruled: boolean;
  /** Runs whose output is compared with something. */
  readonly examined: ReadonlySet<Run>;
  /** Runs whose failure ends the shell because of `set -e`, before the script tests for an empty output. */
  readonly tolerated: ReadonlySet<Run>;
  /** Watched files that earlier steps left, by their keys. */
  readonly found: LastingFiles;
  /** Watched files that exist after the script, with those that earlier steps left. */
  readonly left: LastingFiles;
}

/** Text that was not evaluated, and the limit that cut it off. */
export interface Cut extends Span {
  readonly limit: string;
}

/** Limits at which the evaluator stops following code. At all other limits, results only become less precise. */
export const NOT_FOLLOWED: ReadonlySet<string> = new Set([
  "code",
  "commands",
  "depth",
  "nestedText",
  "nesting",
  "words",
  "wrappers",
]);

/** The first position where the evaluator stopped following code, or `undefined`. */
export function firstNotFollowed({ cuts }: Pick<Evaluation, "cuts">): Cut | undefined {
  return cuts.find(({ limit }) => NOT_FOLLOWED.has(limit));
}

/**
 * An assignment, export or removal of a variable, anywhere in the script. Used by messages to name what misleads the reader.
 */
export interface VariableEvent extends Span {
  readonly name: string;
  readonly kind: "assign" | "export" | "unset";
  /** Whether the variable is exported after it, on every path. */
  readonly exported: boolean;
  /** The values that the variable has after it on the paths that reach it, the first few; empty if none is known. */
  readonly values: readonly AbstractString[];
  /** Innermost last; the change is lost at the end of the first scope that is not a function. */
  readonly scopes: readonly Scope[];
  /** Whether it applies to one command only: `X=1 cmd`. */
  readonly prefix: boolean;
}

/**
 * Text that the script alone does not determine and that reaches the step's own stdout or stderr, not a file, variable or
 * program.
 */
export interface PrintedText extends Span {
  readonly value: AbstractString;
  /** Facts about the runs whose outputs are in the value: that they failed, or that a program found something in an output. */
  readonly facts: readonly Fact[];
  readonly stream: "stdout" | "stderr";
  /**
   * stdout: what the command prints; diagnostics: what a program prints on stderr by itself (`curl -v`); trace: the words of
   * the command as `set -x` prints them.
   */
  readonly by: "stdout" | "diagnostics" | Tracing;
  /** Function calls that led here, outermost first. */
  readonly calls: readonly Span[];
}

/** What turned `set -x` on: the span of `set -x` or of `bash -x`; `undefined` for the shebang. */
export interface Tracing {
  readonly span: Span | undefined;
}

/**
 * Text that is read a second time: run as a script, or evaluated as an arithmetic expression or as the name of a variable
 * (where bash runs the substitution in `a[$(…)]`).
 */
export interface InterpretedText extends Span {
  /** file: the script does not run the text itself but writes it to a file. */
  readonly as: "script" | "arithmetic" | "name" | "file";
  readonly value: AbstractString;
  /** Whether field splitting divided it: `value` is then the words, each two separated by a space. */
  readonly isSplit: boolean;
  /**
   * The command that reads it, if there is one (`bash`, `eval`, `su`); its positions index the text that it was parsed from.
   */
  readonly command?: Command | undefined;
  /** For "file": the file's name. */
  readonly file?: string | undefined;
}

/** In place of the name of a shell: see `EmbeddedScript.interpreter`. */
export const FROM_FILE = "(file)";

export interface EmbeddedScript extends Span {
  readonly text: string;
  /** Its syntax tree; positions index `text`. Each text at one position has one tree, however often it runs. */
  readonly tree?: ParsedScript | undefined;
  /** The syntax node of the command that runs it (`bash`, `eval`, `su`), in the text that the command was parsed from. */
  readonly command?: Command | undefined;
  /**
   * The base name of the shell that runs it in a process of its own; `FROM_FILE` for code that was written to a file first,
   * whichever shell runs it; `undefined` if the script's own shell runs it (`eval`, `trap`).
   */
  readonly interpreter?: string | undefined;
  /** Whether some run of it is in neither a function nor a trap. */
  readonly isTopLevel?: boolean;
  /** The span in the step's script of `[pos, end)` of `text`. */
  span(pos: number, end: number): Span;
  /** Whether a change of `text` can be written into the step's script unchanged. */
  readonly exact: boolean;
}
