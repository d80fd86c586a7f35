/** What every builtin is given, and what it gives back. */
import type { Command } from "unbash";
import type { Argument } from "../model/invocation.ts";
import type { AbstractString } from "../model/value.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Path } from "../state/path/path.ts";

export interface BuiltinCall {
  readonly name: string;
  readonly node: Command;
  readonly argv: readonly Argument[];
  /** `argv` without the name. */
  readonly args: readonly Argument[];
  /** The file that stdout goes to. */
  readonly stdoutFile: AbstractString | undefined;
}

/** Runs on the frame's path, which it may change, and gives the paths that it left. */
export type Builtin = (frame: Frame, call: BuiltinCall) => readonly Path[];
