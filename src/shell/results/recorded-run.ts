/** Recorded invocations and runs, and the comparison of runs. */
import type { Command } from "unbash";
import { fileKey, isStdin } from "../values/file-key.ts";
import { sameString } from "../values/equality.ts";
import type { Binding } from "../model/environment.ts";
import type { Argument, Fact, Invocation, Run, Scope } from "../model/invocation.ts";
import { LIMITS } from "../limits/limits.ts";
import type { RunDetails } from "../state/interfaces/event-sink.ts";
import {
  environmentsAgree,
  filesAgree,
  type Compared,
  type ProgramEnvironment,
} from "../state/interfaces/program-environment.ts";
import type { Span } from "../spans/span.ts";
import type { Facts } from "../state/path/facts.ts";
import { printersOf, type AbstractString } from "../model/value.ts";

export class RecordedRun implements Run {
  readonly invocation: RecordedInvocation;
  readonly argv: readonly Argument[];
  readonly environment: ProgramEnvironment;
  readonly stdin: AbstractString | undefined;
  readonly stdoutFile: string | undefined;
  readonly calls: readonly Span[];
  readonly scopes: readonly Scope[];
  learnt: Facts | undefined;
  /** Runs that differ only in what their paths have found out. */
  variants: RecordedRun[] | undefined;
  /**
   * The first of the runs that do not differ in anything on which something of interest depends: values and facts refer to that
   * run.
   */
  standsFor: RecordedRun;
  /** The environments of other paths that start the same program: the shell's own variables may differ. */
  readonly #others: ProgramEnvironment[] = [];
  /** Whether further paths start it, whose environments are not kept. */
  #startsElsewhere = false;

  constructor(invocation: RecordedInvocation, details: RunDetails) {
    this.invocation = invocation;
    this.argv = details.argv;
    this.environment = details.environment;
    this.stdin = details.stdin;
    this.stdoutFile = details.stdoutFile;
    this.calls = details.context.calls;
    this.scopes = details.context.scopes;
    this.learnt = details.facts;
    this.variants = undefined;
    this.standsFor = this;
  }

  bindings(name: string): readonly Binding[] {
    const all = [this.environment, ...this.#others].flatMap((one) => one.get(name));
    if (!this.#startsElsewhere) return all;
    return [...all, { state: "unknown", exported: false, span: this.invocation.programSpan }];
  }

  /** Another path starts the same program. */
  merge({ environment }: RunDetails): void {
    const isSame = (one: ProgramEnvironment): boolean => one.memory === environment.memory;
    if ([this.environment, ...this.#others].some(isSame)) return;
    if (this.#others.length < LIMITS.runs) this.#others.push(environment);
    else this.#startsElsewhere = true;
  }

  file(path: string): AbstractString | undefined {
    if (isStdin(path)) return this.stdin;
    return this.environment.file(fileKey([{ kind: "text", text: path }]));
  }

  get facts(): readonly Fact[] {
    const all: Fact[] = [];
    for (let one = this.learnt; one !== undefined && all.length < LIMITS.facts; one = one.before) all.push(one.fact);
    return all.toReversed();
  }

  /** Whether a run with these details has the same arguments, stdin and files, whatever its variables. */
  isLike({ argv, stdin, environment }: RunDetails): boolean {
    return (
      sameArguments(this.argv, argv) &&
      sameText(this.stdin, stdin) &&
      filesAgree(this.environment, environment, this.argv)
    );
  }

  /**
   * Whether a run with these details looks the same, whatever its path has found out.
   * @param variables the exported variables that are compared besides those of AWS.
   */
  agrees(details: RunDetails, variables: Compared = "all"): boolean {
    return (
      sameArguments(this.argv, details.argv) &&
      nameAt(this.argv) === nameAt(details.argv) &&
      sameText(this.stdin, details.stdin) &&
      this.stdoutFile === details.stdoutFile &&
      environmentsAgree(this.environment, details.environment, this.argv, details.slice, variables)
    );
  }
}

export class RecordedInvocation implements Invocation {
  readonly type = "Invocation";
  readonly command: Command;
  readonly via: readonly string[];
  readonly pos: number;
  readonly end: number;
  readonly programSpan: Span;
  readonly argumentsSpan: Span;
  readonly runs: RecordedRun[] = [];
  readonly program: string;

  constructor(command: Command, span: Span, via: readonly string[], program: string, argv: readonly Argument[]) {
    this.command = command;
    this.via = via;
    this.program = program;
    const first = argv[0]!;
    this.programSpan = { pos: first.pos, end: first.end };
    let end = first.end;
    for (const argument of argv) if (argument.end > end) end = argument.end;
    this.argumentsSpan = { pos: first.pos, end };
    const whole = via.length === 0 ? span : this.argumentsSpan;
    this.pos = whole.pos;
    this.end = whole.end;
  }
}

/** The position of the program's name, which distinguishes commands that are passed to a function as arguments. */
function nameAt([name]: readonly Argument[]): number | undefined {
  const [only] = name!.value;
  return only?.kind === "text" ? only.at : undefined;
}

/** The run as it was started this time: the recorded run may have its words from another position, and other files. */
export function startedWith({ invocation }: Run, details: RunDetails): Run {
  return new RecordedRun(invocation as RecordedInvocation, details);
}

/** Whether the recorded run has the words and the file of this start; it may stand for starts with others (`LIMITS.runs`). */
export function isLike({ argv, stdoutFile }: Run, details: RunDetails): boolean {
  return stdoutFile === details.stdoutFile && sameArguments(argv, details.argv);
}

function sameArguments(a: readonly Argument[], b: readonly Argument[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => one.split === b[index]!.split && sameText(one.value, b[index]!.value))
  );
}

/**
 * Whether two texts are the same and may contain the outputs of the same programs: what a program prints of one text reveals nothing
 * about the programs behind another.
 */
function sameText(a: AbstractString | undefined, b: AbstractString | undefined): boolean {
  if (a === b) return true;
  if (!sameString(a, b)) return false;
  const mine = new Set(printersOf(a));
  const theirs = new Set(printersOf(b));
  return mine.size === theirs.size && [...mine].every((run) => theirs.has(run));
}
