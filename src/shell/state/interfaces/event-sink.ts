/** Where the evaluation of a script reports what it meets: program starts, changes of variables, embedded scripts, cuts. */
import type { Command } from "unbash";
import type { Argument, Run } from "../../model/invocation.ts";
import type { EmbeddedScript, InterpretedText, PrintedText, VariableEvent } from "../../model/evaluation.ts";
import type { AbstractString } from "../../model/value.ts";
import type { Span } from "../../spans/span.ts";
import type { LIMITS } from "../../limits/limits.ts";
import type { Context } from "../path/context.ts";
import type { Facts } from "../path/facts.ts";
import type { ProgramEnvironment } from "./program-environment.ts";
import type { Slice } from "./slice.ts";

/** One start of a program on one path. */
export interface RunDetails {
  readonly argv: readonly Argument[];
  readonly environment: ProgramEnvironment;
  readonly stdin: AbstractString | undefined;
  readonly stdoutFile: string | undefined;
  readonly facts: Facts | undefined;
  readonly context: Context;
  /** Determines which differences between environments count. */
  readonly slice: Slice;
}

export interface EventSink {
  /** Text is printed on one of the step's own streams; recorded unless all of it is known. */
  print(printed: PrintedText): void;
  /**
   * The run of `command` with these details; an equal run that is already recorded is reused. `key` distinguishes the programs
   * that one command starts.
   */
  run(command: Command, key: string, span: Span, via: readonly string[], program: string, details: RunDetails): Run;
  /** Whether the program's environments are distinguished. */
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
  /** A limit cut off the code in this span. */
  cut(limit: keyof typeof LIMITS, span: Span): void;
  /** A script inside the script was parsed. */
  embed(script: EmbeddedScript): void;
  /**
   * A text is read a second time, as code or as an expression; recorded if it contains placeholders. `command` reads it;
   * `isSplit`: field splitting has divided the text.
   */
  interpret(
    as: Exclude<InterpretedText["as"], "file">,
    value: AbstractString,
    span: Span,
    command?: Command,
    isSplit?: boolean,
  ): void;
  /** A redirection writes a text to a file; recorded if it contains placeholders. */
  store(file: string, value: AbstractString, span: Span): void;
}
