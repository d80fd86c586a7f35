/** Program starts as the kernel would see them. */
import type { Assignment, Command, ParsedScript, Word } from "unbash";
import type { Environment } from "./environment.ts";
import type { Span } from "../syntax/span.ts";
import type { AbstractString } from "./value.ts";

/** One element of argv on one path. */
export interface Argument extends Span {
  readonly value: AbstractString;
  /**
   * From an unquoted expansion of text that is not known: the shell will split it, so that it may be no, one or several
   * words. Where the text is known it has been split already.
   */
  readonly split: boolean;
  /** The syntax node it comes from, where it is one word of the command; the same node for all words split from it. */
  readonly word: Word | Assignment | undefined;
}

/**
 * Something that the path has found out about an earlier run.
 *
 * succeeded, failed: the status was looked at (`if`, `&&`, `||`, `$?`, `set -e`, a pipeline's status where it counts);
 * empty, non-empty: its output was looked at; compared: its output or status was compared with something else, whatever came out;
 * either: one of several facts about runs that gave nothing holds, which one depends on the way here.
 * How a program ended that nobody watches, that reads nothing and that nobody reads from, is not among them.
 */
export interface Fact {
  readonly run: Run;
  readonly is: "succeeded" | "failed" | "empty" | "non-empty" | "compared" | "either";
  /** For "compared": the program that it flowed into and whose status was looked at; none where the shell compared it. */
  readonly by?: Run | undefined;
  /** For "compared": how that came out; none where it came out both ways on the paths that lead here. */
  readonly holds?: boolean | undefined;
  /** For "either": the facts; `run` is that of the first. */
  readonly of?: readonly Fact[] | undefined;
}

/** One program start on one path, or on several that do not differ in what can be seen here. */
export interface Run {
  readonly invocation: Invocation;
  /** argv, `argv[0]` the program as it was named. */
  readonly argv: readonly Argument[];
  readonly environment: Environment;
  /**
   * What flows into stdin: pipe, here-string, here-document, `< file` whose content the script wrote.
   * `undefined` where stdin is inherited or its content is not known at all.
   */
  readonly stdin: AbstractString | undefined;
  /** Where stdout goes if a redirect sends it to a file whose name is known. */
  readonly stdoutFile: string | undefined;
  /** Files that the script wrote before on this path, with their content. */
  file(path: string): AbstractString | undefined;
  readonly facts: readonly Fact[];
  /** Function calls that led here, outermost first. */
  readonly calls: readonly Span[];
  /** The function, subshell, pipeline … that it runs in, outermost first. */
  readonly scopes: readonly Scope[];
}

/** What a variable's change is lost with, or what code is only reached through. */
export interface Scope extends Span {
  readonly kind: "function" | "subshell" | "pipeline" | "substitution" | "background" | "process" | "trap";
  readonly name?: string | undefined;
}

/**
 * One place in a script where one program starts, on all paths that reach it. `sudo timeout 5 aws s3 ls` is one command and
 * three invocations; code that is reached by several calls of its function is one invocation with the runs of them all.
 */
export interface Invocation extends Span {
  readonly type: "Invocation";
  /** Base name of the program (`aws` for `/usr/local/bin/aws`); "" where it is not known or differs. */
  readonly program: string;
  /** The span of the word that names the program. */
  readonly programSpan: Span;
  /** Span of the text from the program's name to its last argument (without redirections). */
  readonly argumentsSpan: Span;
  /** The command's syntax node; its own positions count in the text that it was parsed from. */
  readonly command: Command;
  /** The wrappers that start it, outermost first: `["sudo", "timeout"]`. */
  readonly via: readonly string[];
  /** Never empty. */
  readonly runs: readonly Run[];
}

/** A variable's assignment or export, wherever it stands. For messages: it says what misled the reader. */
export interface VariableEvent extends Span {
  readonly name: string;
  readonly kind: "assign" | "export" | "unset";
  /** Whether the variable is exported after it, on every path. */
  readonly exported: boolean;
  readonly value: AbstractString | undefined;
  /** Innermost last; the change is lost at the end of the first that is not a function. */
  readonly scopes: readonly Scope[];
  /** One command only: `X=1 cmd`. */
  readonly prefix: boolean;
}

/** Text that was not evaluated, and which limit cut it. */
export interface Cut extends Span {
  readonly limit: string;
}

/** Limits at which the evaluator stops following code. At the others its results only become less exact. */
const NOT_FOLLOWED: ReadonlySet<string> = new Set(["code", "commands", "depth", "nesting", "words", "wrappers"]);

/** Where the evaluator stopped following code, if it did. */
export function firstNotFollowed({ cuts }: Pick<Evaluation, "cuts">): Cut | undefined {
  return cuts.find(({ limit }) => NOT_FOLLOWED.has(limit));
}

export interface Evaluation {
  /** In the order of their spans. */
  readonly invocations: readonly Invocation[];
  /** In the order in which the evaluator met them, each place once. */
  readonly events: readonly VariableEvent[];
  readonly cuts: readonly Cut[];
  /** How many commands were evaluated, one on several paths several times. */
  readonly commands: number;
  /** Scripts inside the script that were parsed: `bash -c '…'`, `eval '…'`, here-documents to a shell. */
  readonly embedded: readonly EmbeddedScript[];
  /** Text that the script alone does not determine, where a shell runs it as code or bash computes with it; each place once. */
  readonly interpreted: readonly InterpretedText[];
  /** What comes to the step's stdout and stderr, if the evaluation was asked for it. */
  readonly printed: readonly PrintedText[];
  /** Runs that may fail on a path on which nobody looks at that and the script ends with success. */
  readonly unnoticed: ReadonlyMap<Run, Circumstances>;
  /** Runs whose output is compared with something. */
  readonly examined: ReadonlySet<Run>;
}

/** Text that the script alone does not determine, where it comes to the step's own stdout or stderr: to no file, variable or program. */
export interface PrintedText extends Span {
  readonly value: AbstractString;
  readonly stream: "stdout" | "stderr";
  /**
   * stdout: what the command prints; diagnostics: what a program says on stderr of its own accord (`curl -v`); trace: the words of
   * the command as `set -x` prints them.
   */
  readonly by: "stdout" | "diagnostics" | Tracing;
}

/** What has turned `set -x` on: the span of `set -x` or of `bash -x`; none if it is the shebang. */
export interface Tracing {
  readonly span: Span | undefined;
}

/** How a program was started, on any of the paths. */
export interface Circumstances {
  /** `set -e` was on. */
  readonly errexit: boolean;
  readonly pipefail: boolean;
  /** Its status, or that of the function it stands in, was a condition's: `set -e` does not count there. */
  readonly tested: boolean;
  /** It was not. */
  readonly untested: boolean;
  /** It was looked at, and then handed on: `|| return 1`; by what has last done so. */
  readonly handedOn: HandingOn | undefined;
  /** Its failure has a loop go round once more. */
  readonly retried: boolean;
}

/** How a failure was handed on. */
export interface HandingOn {
  /** The function or process that ends with it; `undefined` if it is the script. */
  readonly scope: Scope | undefined;
  /** It ends with 0 all the same: `if ! aws …; then exit $?`. */
  readonly asSuccess: boolean;
}

/**
 * Text that is read a second time: run as a script, or evaluated as an arithmetic expression or as the name of a variable (where bash
 * runs the substitution in `a[$(…)]`).
 */
export interface InterpretedText extends Span {
  /** file: it is not read in the script itself, but written into a file. */
  readonly as: "script" | "arithmetic" | "name" | "file";
  readonly value: AbstractString;
  /** Field splitting has divided it, so that it is its words with a space between each two. */
  readonly isSplit: boolean;
  /** The command that does it, if one does (`bash`, `eval`, `su`); its positions count in the text that it was parsed from. */
  readonly command?: Command | undefined;
  /** For "file": its name. */
  readonly file?: string | undefined;
}

/** Not the name of a shell: see `EmbeddedScript.interpreter`. */
export const FROM_FILE = "(file)";

export interface EmbeddedScript extends Span {
  readonly text: string;
  /** Its syntax tree; positions index `text`. One tree for each text at one place, however often it is run. */
  readonly tree?: ParsedScript | undefined;
  /** The syntax node of the command that runs it (`bash`, `eval`, `su`), in the text that this was parsed from. */
  readonly command?: Command | undefined;
  /**
   * The base name of the shell that runs it in a process of its own; `FROM_FILE` for code that was written into a file before,
   * whichever runs it; `undefined` if the script's own shell does (`eval`, `trap`).
   */
  readonly interpreter?: string | undefined;
  /** Some run of it is in no function and no trap. */
  readonly isTopLevel?: boolean;
  /** The span of the step's script for `[pos, end)` of `text`. */
  span(pos: number, end: number): Span;
  /** Whether a change of `text` can be written in the step's script as it is. */
  readonly exact: boolean;
}
