/** Records what the evaluator meets: invocations and their runs, events, embedded scripts, cuts. */
import type { Command } from "unbash";
import { commonFacts, sameFacts } from "../state/path/facts.ts";
import type { Run } from "../model/invocation.ts";
import {
  NOT_FOLLOWED,
  type Cut,
  type EmbeddedScript,
  type Evaluation,
  type InterpretedText,
  type PrintedText,
  type VariableEvent,
} from "../model/evaluation.ts";
import { sameString, stringKey } from "../values/equality.ts";
import { factKey } from "../state/path/correlation.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Context } from "../state/path/context.ts";
import { environmentsAgree } from "../state/interfaces/program-environment.ts";
import { WrittenCommands } from "./written-commands.ts";
import { RecordedInvocation, RecordedRun } from "./recorded-run.ts";
import { runKind } from "./run-kind.ts";
import type { EventSink, RunDetails } from "../state/interfaces/event-sink.ts";
import type { Span } from "../spans/span.ts";
import type { AbstractString } from "../model/value.ts";

const NO_RUNS: ReadonlySet<Run> = new Set();
const NOTHING: Evaluation["unnoticed"] = new Map();

interface RecordedEvent extends VariableEvent {
  exported: boolean;
  readonly values: AbstractString[];
}

/** Ends an evaluation whose result is not used if it is cut off. */
export class CutShort extends Error {}

export class Recorder implements EventSink {
  /** Whether the program's environments are distinguished. */
  readonly isWatched: (program: string) => boolean;
  readonly #places = new Map<Command, Map<string, RecordedInvocation>>();
  readonly #commands = new WrittenCommands();
  readonly #events: RecordedEvent[] = [];
  /** Events by kind, variable and position. */
  readonly #eventPlaces = new Map<string, RecordedEvent>();
  readonly #cuts: Cut[] = [];
  readonly #cutPlaces = new Map<string, Set<number>>();
  readonly #embedded: EmbeddedScript[] = [];
  readonly #interpreted: InterpretedText[] = [];
  readonly #interpretedPlaces = new Set<string>();
  readonly #printed: PrintedText[] = [];
  readonly #printedPlaces = new Set<string>();

  readonly #endsAtCut: boolean;
  readonly #found: Evaluation["found"];

  /**
   * @param endsAtCut whether `cut` throws `CutShort` where code is not followed
   * @param found see `Evaluation.found`
   */
  constructor(isWatched: (program: string) => boolean, endsAtCut: boolean, found: Evaluation["found"]) {
    this.isWatched = isWatched;
    this.#endsAtCut = endsAtCut;
    this.#found = found;
  }

  /**
   * The run of `command` with these details; an equal run that is already recorded is reused. `key` distinguishes the programs
   * that one command starts.
   */
  run(command: Command, key: string, span: Span, via: readonly string[], program: string, details: RunDetails): Run {
    const written = this.#commands.written(command, program, details.context.source);
    let places = this.#places.get(written);
    if (places === undefined) this.#places.set(written, (places = new Map()));
    const place = `${key} ${program}`;
    let invocation = places.get(place);
    if (invocation === undefined) {
      invocation = new RecordedInvocation(written, span, via, program, details.argv);
      places.set(place, invocation);
    }
    if (!this.isWatched(program)) return this.#like(invocation, details);
    return this.#kept(invocation, details, span);
  }

  /** The recorded run with the same arguments, stdin and files, whatever its variables; only a few are kept. */
  #like(invocation: RecordedInvocation, details: RunDetails): Run {
    const { runs } = invocation;
    const known = runs.find((run) => run.isLike(details));
    if (known !== undefined) {
      known.merge(details);
      return known;
    }
    const run = new RecordedRun(invocation, details);
    if (runs.length < 2 * LIMITS.runs || isOfNewKind(run, runs)) runs.push(run);
    return run;
  }

  /** Keeps a run for each set of facts, and returns the first run that is otherwise the same. */
  #kept(invocation: RecordedInvocation, details: RunDetails, span: Span): Run {
    const { runs } = invocation;
    const first = runs.find((run) => run.agrees(details));
    if (first !== undefined) {
      const variants = (first.variants ??= []);
      const known = [first, ...variants].find((run) => sameFacts(run.learnt, details.facts));
      if (known !== undefined) {
        known.merge(details);
        return first.standsFor;
      }
      if (runs.length < 2 * LIMITS.runs) {
        const variant = new RecordedRun(invocation, details);
        variant.standsFor = first.standsFor;
        variants.push(variant);
        runs.push(variant);
      } else {
        const last = variants.at(-1) ?? first;
        last.merge(details);
        last.learnt = commonFacts(last.learnt, details.facts);
      }
      return first.standsFor;
    }
    const run = new RecordedRun(invocation, details);
    if (runs.length < LIMITS.runs) {
      // A variable on which nothing depends must not make the output another value: ssmlint's command line does not evaluate
      // such variables at all.
      run.standsFor = runs.find((one) => one.agrees(details, "relevant"))?.standsFor ?? run;
      runs.push(run);
      return run.standsFor;
    }
    // Variables that neither the AWS CLI reads nor the command names do not count towards the limit.
    const same = runs.find((one) => one.agrees(details, "named"));
    if (same !== undefined) {
      same.merge(details);
      same.learnt = commonFacts(same.learnt, details.facts);
      return same.standsFor;
    }
    this.cut("runs", span);
    if (isOfNewKind(run, runs)) {
      runs.push(run);
      return run;
    }
    const like = runs.find((one) =>
      environmentsAgree(one.environment, details.environment, details.argv, details.slice),
    );
    // A run with another environment is still kept, so that the facts of paths do not crowd it out.
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
    const { pos, end } = span;
    const place = `${kind} ${name} ${pos}`;
    const known = this.#eventPlaces.get(place);
    // The result does not depend on which path is followed first.
    if (known !== undefined) {
      known.exported &&= exported;
      addValue(known.values, value);
    } else {
      const values = value === undefined ? [] : [value];
      const event = { name, kind, exported, values, scopes: context.scopes, prefix, pos, end };
      this.#eventPlaces.set(place, event);
      this.#events.push(event);
    }
  }

  cut(limit: keyof typeof LIMITS, span: Span): void {
    if (!isFirst(this.#cutPlaces, limit, span)) return;
    this.#cuts.push({ limit, pos: span.pos, end: span.end });
    if (this.#endsAtCut && NOT_FOLLOWED.has(limit)) throw new CutShort();
  }

  embed(script: EmbeddedScript): void {
    this.#embedded.push(script);
  }

  print(printed: PrintedText): void {
    const { value, facts, stream, by, pos, end } = printed;
    if (this.#printed.length >= LIMITS.printed || value.every(({ kind }) => kind === "text")) return;
    const place = `${stream} ${typeof by === "string" ? by : (by.span?.pos ?? "")} ${pos} ${end} ${facts.map(factKey).join()} ${stringKey(value)}`;
    if (this.#printedPlaces.has(place)) return;
    this.#printedPlaces.add(place);
    this.#printed.push(printed);
  }

  /** Records text with placeholders that is read a second time. */
  interpret(as: InterpretedText["as"], value: AbstractString, span: Span, command?: Command, isSplit = false): void {
    if (!value.some((piece) => piece.kind === "unknown" && piece.reason === "placeholder")) return;
    const place = `${as} ${span.pos} ${span.end} ${stringKey(value)}`;
    if (this.#interpretedPlaces.has(place) || this.#interpretedPlaces.size >= LIMITS.interpreted) return;
    this.#interpretedPlaces.add(place);
    this.#interpreted.push({ as, value, isSplit, command, pos: span.pos, end: span.end });
  }

  /** Records text with placeholders that is written to a file. */
  store(file: string, value: AbstractString, { pos, end }: Span): void {
    if (!value.some((piece) => piece.kind === "unknown" && piece.reason === "placeholder")) return;
    const place = `${file} ${pos} ${end} ${stringKey(value)}`;
    if (this.#interpretedPlaces.has(place) || this.#interpretedPlaces.size >= LIMITS.interpreted) return;
    this.#interpretedPlaces.add(place);
    this.#interpreted.push({ as: "file", value, isSplit: false, command: undefined, file, pos, end });
  }

  /** @param evaluator with what it found out about failing calls; `undefined` if there was nothing to evaluate. */
  result(evaluator?: Finished): Evaluation {
    const invocations = [...this.#places.values()].flatMap((places) => [...places.values()]);
    invocations.sort((a, b) => a.pos - b.pos || a.via.length - b.via.length || a.end - b.end);
    return {
      invocations,
      events: this.#events,
      cuts: this.#cuts,
      commands: evaluator?.spent ?? 0,
      embedded: this.#embedded,
      interpreted: this.#interpreted,
      printed: this.#printed,
      unnoticed: evaluator?.outcomes.unnoticed ?? NOTHING,
      isOverruled: evaluator?.outcomes.isOverruled === true,
      examined: evaluator === undefined ? NO_RUNS : withAlike(evaluator.outcomes.examined, invocations),
      tolerated: evaluator?.outcomes.tolerated ?? NO_RUNS,
      found: this.#found,
      left: evaluator?.left ?? this.#found,
    };
  }
}

/** The results of an evaluator at its end. */
interface Finished {
  readonly outcomes: Pick<Evaluation, "unnoticed" | "isOverruled" | "examined" | "tolerated">;
  readonly spent: number;
  readonly left?: Evaluation["left"];
}

/** These runs, and those that they stand for. */
function withAlike(runs: ReadonlySet<Run>, invocations: readonly RecordedInvocation[]): ReadonlySet<Run> {
  if (runs.size === 0) return NO_RUNS;
  return new Set(invocations.flatMap((one) => one.runs.filter((run) => runs.has(run) || runs.has(run.standsFor))));
}

/** Records the position; returns whether it was not recorded under this name before. */
function isFirst(places: Map<string, Set<number>>, name: string, { pos }: Span): boolean {
  const known = places.get(name);
  if (known === undefined) places.set(name, new Set([pos]));
  else if (known.has(pos)) return false;
  else known.add(pos);
  return true;
}

function addValue(values: AbstractString[], value: AbstractString | undefined): void {
  if (value === undefined || values.length >= LIMITS.eventValues) return;
  if (!values.some((one) => one === value || sameString(one, value))) values.push(value);
}

/** Whether the run is of a kind that is not among the runs, and few runs are kept for their kind. */
function isOfNewKind(run: RecordedRun, runs: readonly RecordedRun[]): boolean {
  if (runs.length >= 4 * LIMITS.runs) return false;
  const kind = runKind(run);
  return runs.every((one) => runKind(one) !== kind);
}
