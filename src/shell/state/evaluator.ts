/** What all parts of the evaluator share: the tables of one script, and where in it they are. */
import type { Command, Statement } from "unbash";
import type { Embedded } from "../embedded/embedded-script.ts";
import type { Choices } from "./choices.ts";
import type { Argument, Scope } from "../model/invocation.ts";
import type { ProgramTable } from "../model/program-model.ts";
import type { AbstractString } from "../model/value.ts";
import type { Recorder } from "../results/recorder.ts";
import type { Source } from "../values/source.ts";
import type { Relevance } from "../slice/slice.ts";
import type { Span } from "../syntax/span.ts";
import type { FunctionDefinition, Path } from "./path.ts";
import type { SlotNumbers } from "../paths/value-numbering.ts";
import type { Symbols } from "./symbols.ts";
import type { Liveness, Region } from "../paths/liveness.ts";

/** Where code stands and what it is evaluated for. */
export interface Context {
  readonly source: Source;
  readonly scopes: readonly Scope[];
  readonly calls: readonly Span[];
  /** How deep functions, substitutions and embedded scripts are nested. */
  readonly depth: number;
  /** Its status is looked at (`if`, `&&`, `!`): `set -e` does not end the script here. */
  readonly tested: boolean;
  /** What counts as still to be read. */
  readonly region: Region;
  readonly active: Active | undefined;
  /** Where the command ends that the shell has read last: it reads a compound command whole. */
  readonly read?: number;
}

/** The functions that are being called. */
export interface Active {
  readonly definition: FunctionDefinition;
  readonly before: Active | undefined;
}

export interface Machine {
  readonly programs: ProgramTable;
  /** Names in the agent's environment. */
  readonly environment: ReadonlySet<string>;
  /** Of a variable of the environment: which other is there exactly where it is. */
  readonly together: Readonly<Record<string, string>>;
  readonly interpreter: string;
  readonly symbols: Symbols;
  readonly numbers: SlotNumbers;
  readonly record: Recorder;
  readonly liveness: Liveness;
  readonly relevance: Relevance;
  /** Functions that were called. */
  readonly called: Set<FunctionDefinition>;
  readonly definitions: Map<object, FunctionDefinition>;
  /** Keys of files that keep paths apart which differ in them. */
  readonly decisiveFiles: Set<string>;
  /** Statements that are read one by one: a script, a string that is run, a substitution. */
  readonly wholes: WeakSet<readonly Statement[]>;
  /** Embedded scripts that were parsed, by place and text. */
  readonly parsed: Map<string, Embedded>;
  /** Simple commands that were evaluated, and how many may be. */
  spent: number;
  readonly allowed: number;
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
}

export function within(context: Context, kind: Scope["kind"], span: Span, name?: string): Context {
  return {
    ...context,
    scopes: [...context.scopes, { kind, name, pos: span.pos, end: span.end }],
    depth: context.depth + 1,
  };
}
