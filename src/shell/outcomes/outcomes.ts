/**
 * Which calls may have failed without being noticed, path by path: a typestate analysis (Strom and Yemini 1986). A call is
 * pending from its start until its status or its output is checked. A call that is still pending when a path ends with success
 * is unnoticed.
 */
import { Attempts } from "./attempts.ts";
import { Calls, isAttempt } from "./calls.ts";
import { Comparisons, wasCompared } from "./comparisons.ts";
import { EarlierFiles } from "./earlier-files.ts";
import { Flags } from "./flags.ts";
import { BackgroundJobs } from "./jobs.ts";
import { Joins } from "./joins.ts";
import { handOnFailure } from "./failure-responses.ts";
import { lookIfEqual } from "./one-status.ts";
import { ReceivedAnswers } from "./received-answers.ts";
import { PipelineStatuses } from "./pipeline-statuses.ts";
import { ReadStatuses } from "./read-statuses.ts";
import { Sources, type Judges } from "./sources.ts";
import { ShownCalls } from "./shown-calls.ts";
import { StatusVariables } from "./status-variables.ts";
import { includesSlot, withStatusInfo, callsOfStatus, tellsOfOutput, unionOfSlots } from "./status-info.ts";
import type { Context } from "../state/path/context.ts";
import type { OutcomeTracker } from "../state/interfaces/outcome-tracker.ts";
import { SUCCESS, type Consequence, type Path, type StatusInfo } from "../state/path/path.ts";
import { Memory } from "../state/path/store.ts";
import type { Symbols } from "../state/path/symbols.ts";
import type { Fact, Run, Scope } from "../model/invocation.ts";
import type { Circumstances } from "../model/circumstances.ts";
import type { OutcomeInterest } from "../model/program-model.ts";
import { printersOf, type AbstractString, type CallsOfStatus } from "../model/value.ts";
import { COMPUTED, EMPTY_STRING } from "../values/pieces.ts";

const NONE: readonly number[] = [];

/** The interest if no call is followed. */
const NO_INTEREST: Judges = {
  judges: () => undefined,
  rejectsErrorPages: () => undefined,
  counts: () => false,
  states: () => false,
  printsZero: () => false,
  isMissing: () => false,
};

/** Tracks the outcomes of the calls of one script. */
export class Outcomes implements OutcomeTracker {
  /** Calls whose output was compared with something, so that its content was checked, not only its existence. */
  readonly examined = new Set<Run>();
  readonly tolerated = new Set<Run>();
  /** Calls whose failure ends a shell because of `set -e`. */
  readonly #ending = new Set<Run>();
  isOverruled = false;
  readonly #comparisons: Comparisons;
  readonly #found = new Map<Run, Circumstances>();
  readonly isOn: boolean;
  readonly attempts: Attempts;
  readonly jobs: BackgroundJobs;
  readonly messages: ShownCalls;
  readonly joins: Joins;
  readonly received: ReceivedAnswers;
  readonly variables: StatusVariables;
  readonly statuses: ReadStatuses;
  readonly pipelines: PipelineStatuses;
  readonly #calls: Calls;
  readonly files: EarlierFiles;
  readonly flags: Flags;
  readonly #sources: Sources;
  constructor(interest: OutcomeInterest | undefined, symbols: Symbols) {
    this.#calls = new Calls(interest, symbols);
    this.isOn = this.#calls.isOn;
    this.jobs = new BackgroundJobs(this.#calls, symbols);
    this.flags = new Flags(this.#calls, symbols);
    this.variables = new StatusVariables(this.#calls, symbols, this.flags, (path, tells) =>
      this.lookAtStatus(path, tells),
    );
    this.pipelines = new PipelineStatuses(this.#calls);
    this.statuses = new ReadStatuses(this.#calls, this.variables);
    this.attempts = new Attempts(this.#calls, this.variables);
    this.joins = new Joins(this.#calls, this.jobs, this.variables);
    this.files = new EarlierFiles(this.#calls, symbols);
    const judges = interest ?? NO_INTEREST;
    this.#sources = new Sources(this.#calls, this.files, judges, symbols);
    this.#comparisons = new Comparisons(this.#calls, this.#sources, judges);
    this.messages = new ShownCalls(this.#calls, this.#sources, judges.states);
    this.received = new ReceivedAnswers(
      this.#calls,
      this.jobs,
      this.#sources,
      this.variables,
      this.examined,
      (path, tells) => this.lookAtStatus(path, tells),
    );
  }

  get unnoticed(): ReadonlyMap<Run, Circumstances> {
    const { circumstances } = this.#calls;
    return new Map([
      ...Array.from(this.flags.unread, ([run, flag]) => [run, { ...circumstances.get(run)!, flag }] as const),
      ...this.#found,
      ...this.#comparisons.unnoticed.map((run) => [run, circumstances.get(run)!] as const),
    ]);
  }

  start(path: Path, run: Run, now: Run, context: Context): StatusInfo {
    if (!this.isOn) return {};
    const read = this.#sources.readBy(path, now);
    this.files.start(path, now);
    if (!this.#calls.isFollowed(run.invocation.program)) return read;
    const slot = this.#calls.slotFor(run);
    if (slot === undefined) return {};
    if (now !== run) this.#calls.addFiles(slot, now);
    this.#calls.noteStart(slot, path, context);
    this.attempts.replace(path, run);
    this.#comparisons.repeat(path, run);
    const stage = this.#calls.stage(path, slot);
    const isNew =
      stage === undefined || isAttempt(stage) || wasCompared(stage) || this.jobs.of(path).all.includes(slot);
    if (this.messages.isShown(run)) this.#calls.setStage(path, slot, "noticed");
    else if (stage !== "noticed") this.#calls.setStage(path, slot, isNew ? "pending" : "lost");
    this.#calls.replaceOutput(path, slot, now, this.#readable(path));
    return { ...read, of: [slot] };
  }

  lookAtStatus(path: Path, { of = NONE, about = NONE, there = NONE, tested = NONE, ofDifference }: StatusInfo): void {
    for (const slot of of) {
      const stage = this.#calls.stage(path, slot);
      if (stage === "pending" || isAttempt(stage)) this.#calls.setStage(path, slot, undefined);
    }
    this.flags.notice(path, of);
    // An error page differs from the file that is there.
    this.#lookAtOutput(path, about, ofDifference !== true);
    this.#lookAtOutput(path, there, false);
    this.#calls.lookAt(path, tested);
  }

  compareStatus(path: Path, tells: CallsOfStatus, number: string): readonly Consequence[] {
    return lookIfEqual(this.#calls, path, tells, number, (seen) => this.lookAtStatus(path, seen));
  }

  judge(before: Path, outcomes: readonly [Path, Path], { about = NONE, ofDifference }: StatusInfo): void {
    const open = about.filter((slot) => this.#calls.isOpen(before, slot));
    if (ofDifference === true) this.#comparisons.judgeDifference(outcomes, open);
    else this.#comparisons.judge(outcomes, open);
  }

  handOn(path: Path, end: Path, scope: Scope | undefined): void {
    const calls = this.#calls;
    for (const slot of callsOfStatus(path.status)) {
      calls.setStage(end, slot, calls.stage(path, slot));
      calls.note(slot, { ends: scope });
      this.#ending.add(calls.runOf(slot)!);
    }
    end.status = withStatusInfo(end.status, path.status);
  }

  handOnFailure(path: Path, scope: Scope | undefined, number?: string, isBare = false): void {
    handOnFailure(this.#calls, path, scope, number, isBare);
  }

  fail(path: Path, scope: Scope | undefined): void {
    if (!this.isOn || scope === undefined || path.status.kind !== "failure") return;
    const isOwn = (one: Scope): boolean => one.kind === scope.kind && one.pos === scope.pos;
    const tested = this.#calls.latest
      .filter(([slot, { scopes }]) => this.#calls.isUnchecked(path, slot) && scopes.some(isOwn))
      .map(([slot]) => slot);
    if (tested.length > 0) path.status = withStatusInfo(path.status, { tested });
  }

  announce(path: Path, failing: readonly number[], last: string): void {
    path.failing = failing;
    path.status = SUCCESS;
    for (const slot of failing) this.#calls.note(slot, { message: last });
  }

  learn(path: Path, fact: Fact): void {
    const { run, is, by, ofEmpty, ofZero, of = [] } = fact;
    if (is === "either") for (const one of of) this.learn(path, one);
    if (!this.isOn || by !== undefined || is === "succeeded" || is === "failed" || is === "either") return;
    const isCompared = is === "compared";
    const slots = this.#sources.callsBehind(path, [run], !isCompared);
    const isDecided = ofEmpty !== undefined || ofZero !== undefined;
    const open = isDecided ? slots.filter((slot) => this.#calls.isOpen(path, slot)) : NONE;
    const stages = new Map(open.map((slot) => [slot, this.#calls.stage(path, slot)]));
    this.#lookAtOutput(path, slots, isCompared || this.#sources.selects(run));
    if (open.length > 0) this.#comparisons.learn(path, fact, stages);
  }

  store(path: Path, name: AbstractString, text: AbstractString): void {
    this.#comparisons.store(path, name, text);
  }

  keepErrors(path: Path, runs: readonly Run[], name: AbstractString, append: boolean): void {
    this.#sources.errorFiles.keep(path, runs, name, append, this.#readable(path));
  }

  mergeErrors(run: Run): void {
    this.#calls.printsErrors.add(run);
  }

  writersOf(path: Path, name: AbstractString, mayBeEmpty: boolean): StatusInfo {
    if (!this.isOn) return {};
    const sources = this.#sources;
    const all = mayBeEmpty ? sources.creatorsOfTested(path, name) : sources.writersOf(path, name, true, true);
    const about = sources.archivesOf(name);
    const there = all.filter((slot) => this.#calls.stage(path, slot) !== undefined && !about.includes(slot));
    return about.length + there.length === 0 ? {} : { about, there };
  }

  textIn(path: Path, name: AbstractString): AbstractString {
    if (!this.isOn) return EMPTY_STRING;
    const printedBy = this.#sources.writersOf(path, name).map((slot) => this.#calls.runOf(slot)!);
    return printedBy.length === 0 ? EMPTY_STRING : [{ ...COMPUTED, printedBy }];
  }

  printersOf(path: Path, input: AbstractString): StatusInfo {
    if (!this.isOn) return {};
    const calls = this.#sources.callsBehind(path, printersOf(input), true);
    const there = calls.filter((slot) => this.#calls.isOpen(path, slot));
    return there.length === 0 ? {} : { there };
  }

  overrule(shell: readonly Scope[]): void {
    const own = shell.at(-1);
    if (own === undefined) {
      this.isOverruled = true;
      return;
    }
    for (const [slot, { scopes }] of this.#calls.bySlot)
      if (scopes[shell.length - 1]?.pos === own.pos) this.#calls.note(slot, { overruled: true });
  }

  leave(path: Path): void {
    if (path.status.kind !== "failure") return;
    for (const slot of this.#calls.bySlot.keys())
      if (this.#calls.stage(path, slot) === "equal") this.#calls.setStage(path, slot, undefined);
  }

  finish(path: Path): void {
    if (!this.isOn || (path.status.kind === "failure" && !reportsSuccess(path))) return;
    const { of = NONE, about = NONE, ofDifference } = path.status;
    this.flags.finish(path);
    for (const slot of ofDifference === true ? NONE : about) this.examined.add(this.#calls.runOf(slot)!);
    for (const [slot, run] of this.#calls.bySlot) {
      const stage = this.#calls.stage(path, slot);
      if (stage === undefined || stage === "noticed" || this.#comparisons.finish(run, stage)) continue;
      const isOpen = stage === "pending" || isAttempt(stage);
      const isSeen = (isOpen && includesSlot(of, slot)) || tellsOfOutput(path.status, slot);
      if (!isSeen || stage === "lost") this.#found.set(run, this.#calls.circumstances.get(run)!);
    }
  }

  hasOpenCall(path: Path): boolean {
    return this.#calls.latest.some(([slot]) => this.#calls.isUnchecked(path, slot));
  }

  hasNews(paths: readonly Path[], others: readonly Path[]): boolean {
    if (this.#calls.size === 0) return false;
    const before = others[0]?.memory ?? Memory.empty;
    return paths.some((path) => {
      let isNew = this.flags.isNew(path, others) || this.jobs.isNew(path, others);
      // Entries that both have are not news.
      path.memory.differences(before, (slot) => {
        const run = this.#calls.runOf(slot);
        // A file has no run.
        if (isNew || (run !== undefined && !this.#calls.bringsRounds(run.invocation.program))) return;
        const stage = this.#calls.stage(path, slot);
        isNew = stage !== undefined && others.every((other) => this.#calls.stage(other, slot) !== stage);
      });
      return isNew;
    });
  }

  /** The calls about which a status reveals something that can still be read: `wait` reads it, or a variable contains it. */
  #readable(path: Path): readonly number[] {
    return unionOfSlots(this.jobs.of(path).all, this.variables.held(path).all);
  }

  #lookAtOutput(path: Path, slots: readonly number[], compared: boolean): void {
    this.#calls.lookAt(path, slots);
    this.flags.notice(path, slots);
    for (const slot of slots) {
      const run = this.#calls.runOf(slot)!;
      if (compared) this.examined.add(run);
      else if (this.#ending.has(run)) this.tolerated.add(run);
    }
  }
}

/** Whether the agent treats the status as success: it does for 194 and 168. */
function reportsSuccess({ flow }: Path): boolean {
  return flow?.kind === "exit" && flow.asSuccess === true;
}
