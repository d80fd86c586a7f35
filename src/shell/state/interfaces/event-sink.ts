/** Where the evaluation of a script reports what it meets: program starts, changes of variables, embedded scripts, cuts. */
import type { Command } from "unbash";
import type {
  Argument,
  EmbeddedScript,
  InterpretedText,
  PrintedText,
  Run,
  VariableEvent,
} from "../../model/invocation.ts";
import type { AbstractString } from "../../model/value.ts";
import type { Span } from "../../syntax/span.ts";
import type { LIMITS } from "../../values/limits.ts";
import type { Context } from "../path/context.ts";
import type { Facts } from "../path/facts.ts";
import type { ProgramEnvironment } from "./program-environment.ts";

/** One start of a program on one path. */
export interface RunDetails {
  readonly argv: readonly Argument[];
  readonly environment: ProgramEnvironment;
  readonly stdin: AbstractString | undefined;
  readonly stdoutFile: string | undefined;
  readonly facts: Facts | undefined;
  readonly context: Context;
}

/** Text that comes to a stream of the step's own. */
export interface PrintDetails extends Span {
  readonly value: AbstractString;
  readonly stream: "stdout" | "stderr";
  readonly by: PrintedText["by"];
}

export interface EventSink {
  /** Something is printed on a stream of the step's own; recorded unless all of it is known text. */
  print(printed: PrintDetails): void;
  /**
   * The run of `command` with these details; one that was recorded before and does not differ is used again. `key` tells
   * the programs that the command starts from one another.
   */
  run(command: Command, key: string, span: Span, via: readonly string[], program: string, details: RunDetails): Run;
  /** Whether a program's environments are told apart. */
  isWatched(program: string): boolean;
  /** A variable is assigned, exported or unset. */
  event(
    name: string,
    kind: VariableEvent["kind"],
    exported: boolean,
    value: AbstractString | undefined,
    span: Span,
    context: Context,
    prefix: boolean,
  ): void;
  /** A limit has cut what stands there. */
  cut(limit: keyof typeof LIMITS, span: Span): void;
  /** A script inside the script was parsed. */
  embed(script: EmbeddedScript): void;
  /**
   * A text is read a second time, as code or as an expression; recorded if placeholders are in it. `command` is what reads it;
   * `isSplit`: field splitting has divided the text.
   */
  interpret(
    as: Exclude<InterpretedText["as"], "file">,
    value: AbstractString,
    span: Span,
    command?: Command,
    isSplit?: boolean,
  ): void;
  /** A redirection writes a text into a file; recorded if placeholders are in it. */
  store(file: string, value: AbstractString, span: Span): void;
}
