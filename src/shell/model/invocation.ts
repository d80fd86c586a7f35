/** The result of an evaluation: program starts as the kernel would see them, and what was recorded beside them. */
import type { Assignment, Command, ParsedScript, Word } from "unbash";
import type { Environment } from "./environment.ts";
import type { Span } from "../syntax/span.ts";
import type { AbstractString } from "./value.ts";

/** One element of argv on one path. */
export interface Argument extends Span {
  readonly value: AbstractString;
  /**
   * Whether the argument comes from an unquoted expansion of unknown text: field splitting may turn it into zero, one or
   * several words. Known text is already split.
   */
  readonly split: boolean;
  /** The syntax node it comes from, if that is one word of the command; all words split from it share the node. */
  readonly word: Word | Assignment | undefined;
}

/**
 * Something that the path has found out about an earlier run.
 *
 * succeeded, failed: the status was tested (`if`, `&&`, `||`, `$?`, `set -e`, a pipeline's status if it counts);
 * empty, non-empty: its output was tested; compared: its output or status was compared with something, with any outcome;
 * either: one of several facts about runs that failed or printed nothing is true, depending on the path to here.
 * There is no fact about how a program ended if it is not watched, reads nothing and nothing reads its output.
 */
export interface Fact {
  readonly run: Run;
  readonly is: "succeeded" | "failed" | "empty" | "non-empty" | "compared" | "either";
  /** For "compared": the program that read the output and whose status was tested; `undefined` if the shell compared it. */
  readonly by?: Run | undefined;
  /** For "compared": the outcome; `undefined` if the paths that lead here had both outcomes. */
  readonly holds?: boolean | undefined;
  /** For "compared": whether an empty output has this outcome; `undefined` if that is unknown, or another text is compared. */
  readonly ofEmpty?: boolean | undefined;
  /** Whether that is because no pattern matches it: a message on stderr may match, if it is a part of the output. */
  readonly byPattern?: boolean | undefined;
  /** The same for an output of 0, which is what `wc -l` prints about an empty input. */
  readonly ofZero?: boolean | undefined;
  /** For "either": the facts; `run` is that of the first. */
  readonly of?: readonly Fact[] | undefined;
}

/** One program start on one path, or on several paths that do not differ in anything visible here. */
export interface Run {
  readonly invocation: Invocation;
  /** argv; `argv[0]` is the program as the command names it. */
  readonly argv: readonly Argument[];
  readonly environment: Environment;
  /**
   * The text on stdin: from a pipe, a here-string, a here-document, or `< file` if the script wrote the file.
   * `undefined` if stdin is inherited or its content is entirely unknown.
   */
  readonly stdin: AbstractString | undefined;
  /** The file that stdout is redirected to, if its name is known. */
  readonly stdoutFile: string | undefined;
  /** The content of a file that the script wrote earlier on this path. */
  file(path: string): AbstractString | undefined;
  readonly facts: readonly Fact[];
  /** Function calls that led here, outermost first. */
  readonly calls: readonly Span[];
  /** The functions, subshells, pipelines, … that it runs in, outermost first. */
  readonly scopes: readonly Scope[];
}

/** Whether the run is in a function that the script does not call: what happens before it is unknown. */
export function isUncalled({ calls, scopes }: Run): boolean {
  return scopes.filter(({ kind }) => kind === "function").length > calls.length;
}

/** A construct that discards changes of variables at its end, or the only construct that reaches the code. */
export interface Scope extends Span {
  readonly kind: "function" | "subshell" | "pipeline" | "substitution" | "background" | "process" | "trap";
  readonly name?: string | undefined;
}

/**
 * One position in a script where one program starts, on all paths that reach it. `sudo timeout 5 aws s3 ls` is one command and
 * three invocations. Code that several calls of its function reach is one invocation with the runs of all calls.
 */
export interface Invocation extends Span {
  readonly type: "Invocation";
  /** Base name of the program (`aws` for `/usr/local/bin/aws`); "" if it is unknown or differs between paths. */
  readonly program: string;
  /** The span of the word that names the program. */
  readonly programSpan: Span;
  /** The span from the program's name to its last argument (without redirections). */
  readonly argumentsSpan: Span;
  /** The command's syntax node; its own positions index the text that it was parsed from. */
  readonly command: Command;
  /** The wrappers that start it, outermost first: `["sudo", "timeout"]`. */
  readonly via: readonly string[];
  /** Never empty. */
  readonly runs: readonly Run[];
}

/**
 * An assignment, export or removal of a variable, anywhere in the script. Used by messages to name what misleads the reader.
 */
export interface VariableEvent extends Span {
  readonly name: string;
  readonly kind: "assign" | "export" | "unset";
  /** Whether the variable is exported after it, on every path. */
  readonly exported: boolean;
  readonly value: AbstractString | undefined;
  /** Innermost last; the change is lost at the end of the first scope that is not a function. */
  readonly scopes: readonly Scope[];
  /** Whether it applies to one command only: `X=1 cmd`. */
  readonly prefix: boolean;
}

/** Text that was not evaluated, and the limit that cut it off. */
export interface Cut extends Span {
  readonly limit: string;
}

/** Limits at which the evaluator stops following code. At all other limits, results only become less precise. */
const NOT_FOLLOWED: ReadonlySet<string> = new Set([
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
}

/** What turned `set -x` on: the span of `set -x` or of `bash -x`; `undefined` for the shebang. */
export interface Tracing {
  readonly span: Span | undefined;
}

/** How a program was started and its failure was handled; each boolean is true if it is true on any of the paths,
 * unless it says otherwise. */
export interface Circumstances {
  /** `set -e` was on. */
  readonly errexit: boolean;
  readonly pipefail: boolean;
  /** Its status, or that of the function around it, was part of a condition, where `set -e` has no effect. */
  readonly tested: boolean;
  /** Its status was not part of a condition. */
  readonly untested: boolean;
  /** On all paths, the status of the call of the function around it is tested, and not that of a list that contains the call. */
  readonly isCallTested: boolean;
  /** The last construct that tested the failure and passed it on: `|| return 1`. */
  readonly handedOn?: HandingOn | undefined;
  /** The statuses that its failure was last turned into: the 3 of `|| exit 3`, the 1 of `|| false`. Empty if it is its own. */
  readonly turned?: ReadonlySet<string>;
  /** Its failure makes a loop run another iteration. */
  readonly retried?: boolean | undefined;
  /** The last program before `exit $?`, if it prints a message about the failure or cleans up. */
  readonly message?: string | undefined;
  /** The variable that its failure sets, if that is the only response and nothing can read the variable. */
  readonly flag?: LostFlag | undefined;
  /** The number that its status is compared with, if it is not 0. */
  readonly only?: string | undefined;
  /** The file that it should write, if a test found the file of an earlier call. */
  readonly old?: string | undefined;
  /** The `EXIT` trap of its shell may end that with success, whatever its status was. */
  readonly overruled?: boolean | undefined;
  /** The process that `set -e` ends because of its failure, if that is not the script. */
  readonly ends?: Scope | undefined;
}

/** A variable, and the process at whose end it is lost; `undefined` if nothing in the script reads it. */
export interface LostFlag {
  readonly name: string;
  readonly scope: Scope | undefined;
}

/** How a failure was passed on. */
export interface HandingOn {
  /** The function or process that ends with the failure; `undefined` if it is the script. */
  readonly scope: Scope | undefined;
  /** It ends with 0 nevertheless: `if ! aws …; then exit $?`. */
  readonly asSuccess: boolean;
  /** The program that ends the process: `timeout`. */
  readonly program?: string;
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
