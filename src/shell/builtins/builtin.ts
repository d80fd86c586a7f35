/** The interface of builtins: their arguments and results. */
import type { Command } from "unbash";
import type { Argument } from "../model/invocation.ts";
import type { AbstractString } from "../model/value.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Path } from "../state/path/path.ts";

export interface BuiltinCall {
  readonly name: string;
  readonly node: Command;
  readonly argv: readonly Argument[];
  /** `argv` without the builtin's name. */
  readonly args: readonly Argument[];
  /** The file that stdout is redirected to. */
  readonly stdoutFile: AbstractString | undefined;
}

/** Runs on the frame's path, which it may change, and returns the paths on which it ended. */
export type Builtin = (frame: Frame, call: BuiltinCall) => readonly Path[];
