/** Program starts as the kernel would see them. */
import type { Assignment, Command, Word } from "unbash";
import type { Binding, Environment } from "./environment.ts";
import type { Span } from "../spans/span.ts";
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
  /** The text, or the number, with which the output was compared or that a pattern seeks in it, if `ofEmpty` or `ofZero` is known. */
  readonly text?: string | undefined;
  /** Whether the output was searched for the message of a failure. */
  readonly seeksFailure?: boolean | undefined;
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
   * All values of the variable, also on paths that start the same program with other variables that are not exported; an unknown one if
   * there are more paths than are kept.
   */
  bindings(name: string): readonly Binding[];
  /**
   * The text on stdin: from a pipe, a here-string, a here-document, or `< file` if the script wrote the file.
   * `undefined` if stdin is inherited or its content is entirely unknown.
   */
  readonly stdin: AbstractString | undefined;
  /** The file that stdout is redirected to, if its name is known. */
  readonly stdoutFile: string | undefined;
  /** The content of a file that the script wrote earlier on this path; that of `stdin` for `/dev/stdin` and its other names. */
  file(path: string): AbstractString | undefined;
  readonly facts: readonly Fact[];
  /** Function calls that led here, outermost first. */
  readonly calls: readonly Span[];
  /** The functions, subshells, pipelines, … that it runs in, outermost first. */
  readonly scopes: readonly Scope[];
}

/** Whether commands in these scopes run as the user of the agent: another shell may be that of another user. */
export function isOfAgentsUser(scopes: readonly Scope[]): boolean {
  return scopes.every(({ kind }) => kind !== "process");
}

/** Traps that run where the script itself ends, fails, returns or starts a command. */
const OWN_TRAPS: ReadonlySet<string> = new Set(["EXIT", "ERR", "RETURN", "DEBUG"]);

/** Whether the trap of this name is for a signal that another process sends. */
export function isOnSignal(trap: string): boolean {
  return !OWN_TRAPS.has(trap);
}

/** Whether the run is in a function that the script does not call, or in the handler of a signal: what happens before it is unknown. */
export function isUncalled({ calls, scopes }: Run): boolean {
  const isInHandler = scopes.some(({ kind, name = "" }) => kind === "trap" && isOnSignal(name));
  return isInHandler || scopes.filter(({ kind }) => kind === "function").length > calls.length;
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
