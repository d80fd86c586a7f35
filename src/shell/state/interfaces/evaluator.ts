/** What all parts of the evaluator share: the tables of one script, and the current position and path in it. */
import type { Command, Statement } from "unbash";
import type { Choices } from "../path/choices.ts";
import type { Argument } from "../../model/invocation.ts";
import type { ProgramTable } from "../../model/program-model.ts";
import type { AbstractString } from "../../model/value.ts";
import type { Context } from "../path/context.ts";
import type { Decisions } from "../path/decisions.ts";
import type { FunctionDefinition, Path } from "../path/path.ts";
import type { OutcomeTracker } from "./outcome-tracker.ts";
import type { SignalHandlers } from "../path/signal-handlers.ts";
import type { Symbols } from "../path/symbols.ts";
import type { EventSink } from "./event-sink.ts";
import type { LivenessOracle } from "./liveness.ts";
import type { Slice } from "./slice.ts";
import type { ValueNumbers } from "./value-numbers.ts";

/** The state of an evaluation that records what the script prints. */
export interface Printing {
  /** Variables whose values always carry the variable's name. */
  readonly labelled: ReadonlySet<string>;
}

export interface Machine {
  readonly programs: ProgramTable;
  /** The values that the document permits for its parameters, by their names. */
  readonly permitted: ReadonlyMap<string, readonly string[]>;
  /** Names in the agent's environment. */
  readonly environment: ReadonlySet<string>;
  /** Maps an inherited variable to the variable that is set if it is. */
  readonly together: ReadonlyMap<string, string>;
  readonly interpreter: string;
  readonly symbols: Symbols;
  readonly numbers: ValueNumbers;
  readonly record: EventSink;
  /** The handlers of signals, which are evaluated after the script. */
  readonly handlers: SignalHandlers;
  readonly outcomes: OutcomeTracker;
  readonly liveness: LivenessOracle;
  readonly relevance: Slice;
  /** Set if what is printed on the step's own streams is recorded. */
  readonly printing: Printing | undefined;
  /** Set if conditions are recorded. */
  readonly decisions: Decisions | undefined;
  /** Whether facts record how each program ended: see `Interest`. */
  readonly keepsFacts: boolean;
  /** Functions that were called. */
  readonly called: Set<FunctionDefinition>;
  readonly definitions: Map<object, FunctionDefinition>;
  /** Keys of files whose content keeps paths apart. */
  readonly decisiveFiles: Set<string>;
  /** Keys of files and directories that the script has created. */
  readonly newFiles: Set<string>;
  /** Keys of files to which the script appends although it has not written them. */
  readonly extendedFiles: Set<string>;
  /** Keys of files whose content may reach something of interest. */
  readonly followedFiles: Set<string>;
  /**
   * The paths on which the script's last statement ended; empty if no path has got that far. `unending`: those in the last loop that no
   * path leaves.
   */
  readonly last: { readonly of: readonly Statement[]; ends: readonly Path[]; unending: readonly Path[] };
  /** Statement lists that the shell reads one statement at a time: a script, a string that is run, a substitution. */
  readonly wholes: WeakSet<readonly Statement[]>;
  /** Simple commands evaluated so far, and how many may be evaluated. */
  spent: number;
  readonly allowed: number;
  /** The limit for commands plus the effort that counts as commands (`effort.ts`): a short script may cost as much as a long one. */
  readonly affordable: number;
  /** Commands that are kept for functions that nothing calls, and that are evaluated later. */
  reserved: number;
  /** The same count for commands on which nothing of interest depends; the same limit applies to it. */
  spentAside: number;
  /** The remainder of `LIMITS.worldsApart`. */
  worldsLeft: number;
  /** How many paths that agree on credentials are currently kept apart: none once no command of interest may be evaluated. */
  similar(): number;
  /** Reduces that number from now on. */
  hurry(): void;
  /** Evaluates statements in order on each path. */
  run(statements: readonly Statement[], paths: readonly Path[], context: Context): readonly Path[];
  /**
   * Evaluates the statements in a subshell of the path, which is not changed, and returns the paths on which the subshell
   * ended.
   */
  subshell(statements: readonly Statement[], path: Path, context: Context): readonly Path[];
  /** Runs what the first word names: a function, a builtin or a program. */
  dispatch(
    frame: Frame,
    node: Command,
    argv: readonly Argument[],
    stdoutFile: AbstractString | undefined,
    skip?: Skipped,
  ): readonly Path[];
}

/** What the first word of a command cannot name, and whether the program gets no variables (`exec -c`). */
export interface Skipped {
  readonly functions?: boolean;
  readonly builtins?: boolean;
  readonly programs?: boolean;
  readonly variables?: boolean;
}

/** The evaluation of one command on one path, with one combination of choices. */
export interface Frame {
  readonly machine: Machine;
  readonly context: Context;
  readonly choices: Choices;
  readonly path: Path;
  /** Collects the unknown values that an expression reads. */
  readonly notKnown?: AbstractString[];
  /** Whether a status is only compared with one number, which notices some failures, or with nothing: see `one-status.ts`. */
  readonly isOneStatus?: boolean;
}
