/** A program that is being started, and the result. */
import type { Argument, Run } from "../model/invocation.ts";
import type { ProgramEnvironment } from "../state/interfaces/program-environment.ts";
import type { Status } from "../state/path/path.ts";
import type { AbstractString } from "../model/value.ts";

/** A program that is being started. */
export interface ProgramStart {
  readonly argv: readonly Argument[];
  readonly environment: ProgramEnvironment;
  readonly stdin: AbstractString | undefined;
  readonly stdoutFile: AbstractString | undefined;
  readonly via: readonly string[];
  /** Distinguishes the programs that one command starts. */
  readonly key: string;
}

/** The result of a started program. */
export interface ProgramResult {
  /** The last program that was started. */
  readonly run: Run;
  readonly status: Status;
  readonly output: AbstractString;
}
