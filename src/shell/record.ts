/** Collects what the evaluator meets: invocations and their runs, events, embedded scripts, cuts. */
import type { Command } from "unbash";
import { environmentsAgree, type ProgramEnvironment } from "./program-environment.ts";
import { fileKey } from "./files.ts";
import { sameString } from "./identity.ts";
import type {
  Argument,
  Cut,
  EmbeddedScript,
  Evaluation,
  Fact,
  Invocation,
  Run,
  Scope,
  VariableEvent,
} from "./invocation.ts";
import { LIMITS } from "./limits.ts";
import { Memory } from "./memory.ts";
import type { Context } from "./machine.ts";
import type { Span } from "./span.ts";
import { commonFacts, sameFacts } from "./facts.ts";
import type { Facts } from "./state.ts";
import type { AbstractString } from "./value.ts";

export interface RunDetails {
  readonly argv: readonly Argument[];
  readonly environment: ProgramEnvironment;
  readonly stdin: AbstractString | undefined;
  readonly stdoutFile: string | undefined;
  readonly facts: Facts | undefined;
  readonly context: Context;
}

/** A run of a watched program as it was recorded. */
export interface StartedRun {
  readonly command: Command;
  readonly key: string;
  readonly span: Span;
  readonly via: readonly string[];
  readonly program: string;
  readonly details: RunDetails;
  readonly run: Run;
}

class RecordedRun implements Run {
  readonly invocation: RecordedInvocation;
  readonly argv: readonly Argument[];
  readonly environment: ProgramEnvironment;
  readonly stdin: AbstractString | undefined;
  readonly stdoutFile: string | undefined;
  readonly calls: readonly Span[];
  readonly scopes: readonly Scope[];
  learnt: Facts | undefined;
  /** Runs that do not differ but in what their paths have found out. */
  variants: RecordedRun[] | undefined;

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
  }

  /** What its words name, of the files that the script wrote. */
  get files(): readonly (AbstractString | undefined)[] {
    return this.environment.filesNamed(this.argv);
  }

  file(path: string): AbstractString | undefined {
    return this.environment.file(fileKey([{ kind: "text", text: path }]));
  }

  get facts(): readonly Fact[] {
    const all: Fact[] = [];
    for (let one = this.learnt; one !== undefined && all.length < LIMITS.facts; one = one.before) all.push(one.fact);
    return all.toReversed();
  }

  /** Whether a run with these details is the same to look at, whatever its path has found out. */
  agrees(details: RunDetails): boolean {
    return (
      sameArguments(this.argv, details.argv) &&
      nameAt(this.argv) === nameAt(details.argv) &&
      sameString(this.stdin, details.stdin) &&
      this.stdoutFile === details.stdoutFile &&
      environmentsAgree(this.environment, details.environment, this.argv)
    );
  }
}

class RecordedInvocation implements Invocation {
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

/** Where the program's name stands: commands that a function is called with are told apart by it. */
function nameAt([name]: readonly Argument[]): number | undefined {
  const [only] = name!.value;
  return only?.kind === "text" ? only.at : undefined;
}

/** The run as it was started this time: one that was recorded before had its words from elsewhere, and other files. */
export function startedWith({ invocation }: Run, details: RunDetails): Run {
  return new RecordedRun(invocation as RecordedInvocation, details);
}

function sameArguments(a: readonly Argument[], b: readonly Argument[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => one.split === b[index]!.split && sameString(one.value, b[index]!.value))
  );
}

export class Recorder {
  private readonly watched: (program: string) => boolean;
  private readonly places = new Map<Command, Map<string, RecordedInvocation>>();
  private readonly commands = new Map<string, Command>();
  private readonly events: VariableEvent[] = [];
  private readonly eventPlaces = new Set<string>();
  private readonly cuts: Cut[] = [];
  private readonly cutPlaces = new Set<string>();
  private readonly embedded: EmbeddedScript[] = [];

  /** `watched`: whether a program's environments are told apart. */
  constructor(watched: (program: string) => boolean) {
    this.watched = watched;
  }

  /**
   * The run of `command` with these details; one that was recorded before and does not differ is used again. `key` tells
   * the programs that the command starts from one another.
   */
  run(command: Command, key: string, span: Span, via: readonly string[], program: string, details: RunDetails): Run {
    const written = this.written(command, program, details.context);
    let places = this.places.get(written);
    if (places === undefined) this.places.set(written, (places = new Map()));
    const place = `${key} ${program}`;
    let invocation = places.get(place);
    if (invocation === undefined) {
      invocation = new RecordedInvocation(written, span, via, program, details.argv);
      places.set(place, invocation);
    }
    if (!this.watched(program)) return this.like(invocation, details);
    const { reads } = Memory;
    // What it is compared with does not decide what comes of it.
    Memory.reads = undefined;
    const run = this.kept(invocation, details, span);
    Memory.reads = reads;
    reads?.runs.push({ command, key, span, via, program, details, run });
    return run;
  }

  /** The command as it was met first: text of the script that is run as code elsewhere (`declare -f`) is parsed again. */
  private written(command: Command, program: string, { source }: Context): Command {
    const at = source.locate(command.pos, command.end);
    if (at === undefined) return command;
    const place = `${at} ${command.end - command.pos} ${program}`;
    const first = this.commands.get(place);
    if (first === undefined) this.commands.set(place, command);
    return first ?? command;
  }

  /** The run that starts the same with the same stdin and files, whatever its variables; a few are kept. */
  private like(invocation: RecordedInvocation, details: RunDetails): Run {
    const { runs } = invocation;
    const { argv, stdin, environment } = details;
    const files = environment.filesNamed(argv);
    for (const run of runs)
      if (
        sameArguments(run.argv, argv) &&
        sameString(run.stdin, stdin) &&
        files.every((one, index) => sameString(one, run.files[index]))
      )
        return run;
    const run = new RecordedRun(invocation, details);
    if (runs.length < 2 * LIMITS.runs) runs.push(run);
    return run;
  }

  /** Keeps a run for each set of facts, and gives the first of those that are the same otherwise. */
  private kept(invocation: RecordedInvocation, details: RunDetails, span: Span): Run {
    const { runs } = invocation;
    const first = runs.find((run) => run.agrees(details));
    if (first !== undefined) {
      if (sameFacts(first.learnt, details.facts)) return first;
      const variants = (first.variants ??= []);
      if (variants.some((run) => sameFacts(run.learnt, details.facts))) return first;
      if (runs.length < 2 * LIMITS.runs) {
        const variant = new RecordedRun(invocation, details);
        variants.push(variant);
        runs.push(variant);
      } else {
        const last = variants.at(-1) ?? first;
        last.learnt = commonFacts(last.learnt, details.facts);
      }
      return first;
    }
    const run = new RecordedRun(invocation, details);
    if (runs.length < LIMITS.runs) {
      runs.push(run);
      return run;
    }
    this.cut("runs", span);
    const like = runs.find((one) => environmentsAgree(one.environment, details.environment, details.argv));
    // What another environment tells is not lost to what paths have found out.
    if (like === undefined && runs.length < 3 * LIMITS.runs) runs.push(run);
    return like ?? run;
  }

  event(
    name: string,
    kind: VariableEvent["kind"],
    exported: boolean,
    value: AbstractString | undefined,
    span: Span,
    context: Context,
    prefix: boolean,
  ): void {
    const place = `${span.pos} ${name} ${kind}`;
    if (this.eventPlaces.has(place)) return;
    this.eventPlaces.add(place);
    const { pos, end } = span;
    this.events.push({ name, kind, exported, value, scopes: context.scopes, prefix, pos, end });
  }

  cut(limit: keyof typeof LIMITS, span: Span): void {
    const place = `${limit} ${span.pos}`;
    if (this.cutPlaces.has(place)) return;
    this.cutPlaces.add(place);
    this.cuts.push({ limit, pos: span.pos, end: span.end });
  }

  embed(script: EmbeddedScript): void {
    this.embedded.push(script);
  }

  result(): Evaluation {
    const invocations = [...this.places.values()].flatMap((places) => [...places.values()]);
    invocations.sort((a, b) => a.pos - b.pos || a.via.length - b.via.length || a.end - b.end);
    return { invocations, events: this.events, cuts: this.cuts, embedded: this.embedded };
  }
}
