/** What all parts of the evaluator share: the tables of one script, and where in it they are. */
import type { Command, Statement } from "unbash";
import type { Choices } from "../path/choices.ts";
import type { Argument } from "../../model/invocation.ts";
import type { ProgramTable } from "../../model/program-model.ts";
import type { AbstractString } from "../../model/value.ts";
import type { Context } from "../path/context.ts";
import type { Decisions } from "../path/decisions.ts";
import type { FunctionDefinition, Path } from "../path/path.ts";
import type { OutcomeTracker } from "./outcome-tracker.ts";
import type { Symbols } from "../path/symbols.ts";
import type { EventSink } from "./event-sink.ts";
import type { LivenessOracle } from "./liveness.ts";
import type { Slice } from "./slice.ts";
import type { ValueNumbers } from "./value-numbers.ts";

/** An evaluation that records what the script prints. */
export interface Printing {
  /** Variables whose values keep the variable's name. */
  readonly labelled: ReadonlySet<string>;
  /** What is evaluated now does not run by itself: a function that nobody calls. */
  isMuted: boolean;
}

export interface Machine {
  readonly programs: ProgramTable;
  /** Names in the agent's environment. */
  readonly environment: ReadonlySet<string>;
  /** Of a variable of the environment: which other is there exactly where it is. */
  readonly together: ReadonlyMap<string, string>;
  readonly interpreter: string;
  readonly symbols: Symbols;
  readonly numbers: ValueNumbers;
  readonly record: EventSink;
  readonly outcomes: OutcomeTracker;
  readonly liveness: LivenessOracle;
  readonly relevance: Slice;
  /** What is printed on the step's own streams is recorded; `undefined` where nobody asks. */
  readonly printing: Printing | undefined;
  /** `undefined` where nobody asks which conditions there are. */
  readonly decisions: Decisions | undefined;
  /** Whether it is kept how each program ended: see `Interest`. */
  readonly keepsFacts: boolean;
  /** Functions that were called. */
  readonly called: Set<FunctionDefinition>;
  readonly definitions: Map<object, FunctionDefinition>;
  /** Keys of files that keep paths apart which differ in them. */
  readonly decisiveFiles: Set<string>;
  /** Keys of files whose content may reach something of interest. */
  readonly followedFiles: Set<string>;
  /** The paths that the script's last statement ended on; none if no path has come as far. */
  readonly last: { readonly of: readonly Statement[]; ends: readonly Path[] };
  /** Statements that are read one by one: a script, a string that is run, a substitution. */
  readonly wholes: WeakSet<readonly Statement[]>;
  /** Simple commands that were evaluated, and how many may be. */
  spent: number;
  readonly allowed: number;
  /** Of these, the same for commands on which nothing of interest depends; as many of them may be evaluated. */
  spentAside: number;
  /** What is left of `LIMITS.worldsApart`. */
  worldsLeft: number;
  /** How many paths that agree on credentials are kept apart at present. */
  similar(): number;
  /** From now on fewer are. */
  hurry(): void;
  /** Evaluates statements in order on each path. */
  run(statements: readonly Statement[], paths: readonly Path[], context: Context): readonly Path[];
  /** The same in a subshell of this path, which is not changed: gives the paths that it ended on. */
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

/** What the first word of a command cannot name there. */
export interface Skipped {
  readonly functions?: boolean;
  readonly builtins?: boolean;
  readonly programs?: boolean;
}

/** One way through one command. */
export interface Frame {
  readonly machine: Machine;
  readonly context: Context;
  readonly choices: Choices;
  readonly path: Path;
  /** Takes the values that an expression reads and that are not known. */
  readonly notKnown?: AbstractString[];
}
