/**
 * Which calls may have failed with nobody looking, path by path: a typestate analysis (Strom and Yemini 1986). A call is pending
 * from its start until its status or its output is looked at. What is still pending where a path ends with success went unnoticed.
 */
import { announcesAttempts, isSilent, STARTERS, UNKNOWN_PROGRAM } from "./attempts.ts";
import { askedNames, assignedNames } from "../syntax/variable-uses.ts";
import { option } from "../state/variables.ts";
import { joinedStages, stageOf } from "../values/call-stages.ts";
import type { Attempt, Stage } from "../values/worlds.ts";
import type { Jobs, OutcomeTracker } from "../state/outcome-tracker.ts";
import { common, includes, telling, toldOf, union } from "./tells.ts";
import { readFile } from "../state/virtual-files.ts";
import { isBelow, isFileName, mayWrite, unpacksInto } from "./written-files.ts";
import type { Context } from "../state/context.ts";
import type { Loop } from "../state/region.ts";
import type { SyntaxNode } from "unbash";
import { OPTION, type Path, type Status, type Tells } from "../state/path.ts";
import type { Symbols } from "../state/symbols.ts";
import type { Circumstances, Fact, Run, Scope } from "../model/invocation.ts";
import type { OutcomeInterest } from "../model/program-model.ts";
import { knownText, printersOf, type AbstractString } from "../model/value.ts";

const NONE: readonly number[] = [];
const NO_JOBS: Jobs = { all: NONE, last: NONE, about: NONE };

/** How far back it is looked for where an output comes from, and which calls may have written a file. */
const DEPTH = 8;
const RECENT = 512;
/** So many calls are followed in one script. */
const MOST = 4096;

/** The calls of one script that are followed. */
export class Outcomes implements OutcomeTracker {
  /** Calls whose output was compared with something: what it says counts, not only that there is some. */
  readonly examined = new Set<Run>();
  readonly unnoticed = new Map<Run, Circumstances>();
  private readonly circumstances = new Map<Run, Circumstances>();
  private readonly interest: OutcomeInterest | undefined;
  readonly symbols: Symbols;
  /** Whether any call is followed. */
  readonly isOn: boolean;
  private readonly followed: ReadonlySet<string>;
  private readonly isFollowed: (program: string) => boolean;
  private readonly slots = new Map<Run, number>();
  private readonly runs = new Map<number, Run>();
  /** Calls that were attempted in a loop, with the variables that it changes. */
  private readonly attempts = new Map<number, ReadonlySet<string>>();
  /** Loops in which calls were attempted, and whether they print something between two attempts. */
  private readonly announced = new Map<Loop, boolean>();
  /** Archives that were made by calls, and where they were unpacked. */
  private readonly unpacked: { readonly into: string; readonly from: readonly number[] }[] = [];

  constructor(interest: OutcomeInterest | undefined, symbols: Symbols) {
    this.interest = interest;
    this.symbols = symbols;
    const { programs = [], all = false } = interest ?? {};
    this.isOn = all || programs.length > 0;
    this.followed = new Set(programs);
    this.isFollowed = (program) => all || this.followed.has(program);
  }

  /** A program starts on the path; gives what its status tells of. */
  start(path: Path, run: Run, context: Context): Tells {
    if (!this.isOn) return {};
    const read = this.readBy(path, run);
    if (!this.isFollowed(run.invocation.program)) return read;
    const slot = this.slotFor(run);
    if (slot === undefined) return {};
    this.note(path, run, context);
    const stage = this.stage(path, slot);
    const isNew = stage === undefined || isAttempt(stage) || this.jobs(path).all.includes(slot);
    if (stage !== "noticed") this.setStage(path, slot, isNew ? "pending" : "lost");
    return { ...read, of: [slot] };
  }

  /** The path learns how something ended whose status tells of these calls. */
  lookAtStatus(path: Path, { of = NONE, about = NONE, there = NONE }: Tells): void {
    for (const slot of of) {
      const stage = this.stage(path, slot);
      if (stage === "pending" || isAttempt(stage)) this.setStage(path, slot, undefined);
    }
    this.lookAtOutput(path, about, true);
    this.lookAtOutput(path, there, false);
  }

  /** The shell ends with the status that `path` has: it is `end`'s as well. */
  handOn({ status, memory }: Path, end: Path): void {
    for (const slot of toldOf(status)) this.setStage(end, slot, stageOf(memory.get(slot)));
    end.status = telling(end.status, status);
  }

  /** `|| return 1`: who has called has to look instead. */
  handOnFailure(path: Path, scope: Scope | undefined): void {
    const { failing, status } = path;
    if (failing === undefined) return;
    const asSuccess = status.kind === "success";
    for (const slot of failing) {
      const stage = this.stage(path, slot);
      if (stage !== undefined && (!isAttempt(stage) || asSuccess)) continue;
      // `if ! aws; then exit $?`: that is the status of `!`.
      this.setStage(path, slot, asSuccess ? "dropped" : "pending");
      const run = this.runs.get(slot)!;
      const circumstances = this.circumstances.get(run)!;
      // Where the script itself ends, nobody is left who gets it; a loop before may still have lost it.
      if (circumstances.retried && scope === undefined) continue;
      this.circumstances.set(run, { ...circumstances, handedOn: { scope, asSuccess } });
    }
    if (!asSuccess) path.status = telling(status, { of: failing });
  }

  attempt(path: Path, slots: readonly number[], attempt: Attempt, { region: { loop } }: Context): void {
    const { failing } = path;
    if (failing === undefined || loop === undefined || this.isAnnounced(loop)) return;
    for (const slot of slots) {
      if (!includes(failing, slot) || this.stage(path, slot) !== undefined || !this.runs.has(slot)) continue;
      if (!this.attempts.has(slot)) this.attempts.set(slot, assignedNames(loop));
      this.setStage(path, slot, attempt);
      if (path.status.kind === "failure") path.status = telling(path.status, { of: [slot] });
      const run = this.runs.get(slot)!;
      this.circumstances.set(run, { ...this.circumstances.get(run)!, retried: true });
    }
  }

  goOn(path: Path, program: string | undefined): void {
    const { failing } = path;
    if (failing === undefined) return;
    const silent = isSilent(program);
    const attempts = failing.filter((slot) => isAttempt(this.stage(path, slot)));
    const isAgain = program === UNKNOWN_PROGRAM || this.isFollowed(program!) || STARTERS.has(program!);
    if (!silent) for (const slot of attempts) this.setStage(path, slot, isAgain ? undefined : "noticed");
    path.failing = silent && attempts.length > 0 ? attempts : undefined;
  }

  isTrying(path: Path): boolean {
    return this.attempts.size > 0 && (path.failing ?? NONE).some((slot) => isAttempt(this.stage(path, slot)));
  }

  private isAnnounced(loop: Loop): boolean {
    let known = this.announced.get(loop);
    if (known === undefined) this.announced.set(loop, (known = announcesAttempts(loop)));
    return known;
  }

  ask(path: Path, question: SyntaxNode): void {
    if (this.attempts.size === 0) return;
    const asked = askedNames(question);
    for (const [slot, names] of this.attempts)
      if (isAttempt(this.stage(path, slot)) && !includes(path.failing, slot) && isAnyOf(asked, names)) {
        this.setStage(path, slot, undefined);
        path.failing = union(path.failing ?? NONE, [slot]);
      }
  }

  joinedFailing(a: Path, b: Path): readonly number[] | undefined {
    return this.stillFailing(a, this.stillFailing(b, common([a.failing, b.failing])));
  }

  stillFailing(path: Path, all: readonly number[] | undefined): readonly number[] | undefined {
    if (this.attempts.size === 0 || path.failing === undefined) return all;
    const alone = path.failing.filter((slot) => this.stage(path, slot) === "tried alone");
    return alone.length === 0 ? all : union(all ?? NONE, alone);
  }

  leave(path: Path): void {
    const { failing } = path;
    if (failing === undefined || this.attempts.size === 0) return;
    for (const slot of failing)
      if (isAttempt(this.stage(path, slot)))
        this.setStage(path, slot, includes(path.status.of, slot) ? "pending" : "tried");
    path.failing = undefined;
  }

  /** The path learns something of what a program printed. */
  learn(path: Path, { run, is, by, of = [] }: Fact): void {
    if (!this.isOn || by !== undefined || is === "succeeded" || is === "failed") return;
    if (is === "either") for (const one of of) this.learn(path, one);
    else this.lookAtOutput(path, this.sources(path, [run], is !== "compared"), is === "compared" || this.selects(run));
  }

  /** What a status tells of that says whether a file is there. */
  writersOf(path: Path, name: AbstractString): Tells {
    if (!this.isOn) return {};
    const there = this.fileWriters(path, name);
    return there.length === 0 ? {} : { there };
  }

  /** A job was started in the background that ends with one of these statuses. */
  startJob(path: Path, statuses: readonly Status[]): void {
    if (!this.isOn) return;
    const last = [...new Set(statuses.flatMap((status) => toldOf(status)))];
    const before = this.jobs(path);
    this.setJobs(path, {
      all: union(before.all, last),
      last,
      about: union(before.about, [...new Set(statuses.flatMap(({ about = NONE }) => about))]),
    });
  }

  private setJobs(path: Path, jobs: Jobs): void {
    path.memory = path.memory.set(this.symbols.slotOf("jobs", ""), jobs, false);
  }

  waitFor(path: Path, job: readonly number[] | undefined): Tells {
    const { all, about } = this.jobs(path);
    const of = job ?? all;
    return { of, about: common([of, about]) };
  }

  /** `wait` alone: how they have ended can no longer be asked, but for the last one. */
  reapJobs(path: Path): void {
    const jobs = this.jobs(path);
    if (jobs.all.length > 0) this.setJobs(path, { ...jobs, all: NONE });
  }

  /** The jobs that the path has started. */
  jobs(path: Path): Jobs {
    const slot = this.symbols.existing("jobs", "");
    return slot === undefined ? NO_JOBS : ((path.memory.get(slot) as Jobs | undefined) ?? NO_JOBS);
  }

  /** The script ends on this path, and reports success if its status does. */
  finish(path: Path): void {
    if (!this.isOn || (path.status.kind === "failure" && !reportsSuccess(path))) return;
    const { of = NONE, about = NONE, there = NONE } = path.status;
    for (const [slot, run] of this.runs) {
      const stage = this.stage(path, slot);
      if (stage === undefined || stage === "noticed") continue;
      const isSeen =
        ((stage === "pending" || isAttempt(stage)) && includes(of, slot)) ||
        includes(about, slot) ||
        includes(there, slot);
      if (!isSeen || stage === "lost") this.unnoticed.set(run, this.circumstances.get(run)!);
    }
  }

  private note(path: Path, run: Run, { tested }: Context): void {
    const before = this.circumstances.get(run);
    this.circumstances.set(run, {
      errexit: before?.errexit === true || option(path, OPTION.errexit),
      pipefail: before?.pipefail === true || option(path, OPTION.pipefail),
      tested: before?.tested === true || tested,
      untested: before?.untested === true || !tested,
      handedOn: before?.handedOn,
      retried: before?.retried === true,
    });
  }

  /** What is known of a call on a path that stands for two. */
  joinedStage(a: Path, b: Path, slot: number): Stage | undefined {
    return joinedStages([this.stageAtJoin(a, slot), this.stageAtJoin(b, slot)]);
  }

  /** What is known of a call on a path that is about to be joined with others: their statuses are told apart no more. */
  stageAtJoin(path: Path, slot: number): Stage | undefined {
    const stage = this.stage(path, slot);
    const isTold = includes(path.status.of, slot) || includes(this.jobs(path).all, slot);
    return stage === "pending" && !isTold ? "dropped" : stage;
  }

  /** The jobs of a path that stands for two. */
  joinedJobs(a: Path, b: Path): Jobs {
    const [mine, theirs] = [this.jobs(a), this.jobs(b)];
    return {
      all: union(mine.all, theirs.all),
      last: union(mine.last, theirs.last),
      about: union(mine.about, theirs.about),
    };
  }

  /** Whether on one of the paths a call is pending that is not on any of the others. */
  hasNews(paths: readonly Path[], others: readonly Path[]): boolean {
    if (this.runs.size === 0) return false;
    for (const [slot, run] of this.runs) {
      // Other programs bring a loop to no further round, so that the command line, which does not follow them, goes through as many.
      if (!this.followed.has(run.invocation.program)) continue;
      const stages = new Set(others.map((path) => this.stage(path, slot)));
      if (paths.some((path) => this.stage(path, slot) !== undefined && !stages.has(this.stage(path, slot))))
        return true;
    }
    return false;
  }

  private stage({ memory }: Path, slot: number): Stage | undefined {
    return stageOf(memory.get(slot));
  }

  private setStage(path: Path, slot: number, stage: Stage | undefined): void {
    path.memory = path.memory.set(slot, stage, false);
  }

  private slotFor(run: Run): number | undefined {
    let slot = this.slots.get(run);
    if (slot === undefined && this.slots.size < MOST) {
      slot = this.symbols.slotOf("call", String(this.slots.size));
      this.slots.set(run, slot);
      this.runs.set(slot, run);
    }
    return slot;
  }

  private lookAtOutput(path: Path, slots: readonly number[], compared: boolean): void {
    for (const slot of slots) {
      const stage = this.stage(path, slot);
      if (stage !== undefined && stage !== "lost" && stage !== "noticed") this.setStage(path, slot, undefined);
      if (compared) this.examined.add(this.runs.get(slot)!);
    }
  }

  /** Whether the program picks something out of what it reads, and prints nothing if that is not there. */
  private selects({ invocation: { program } }: Run): boolean {
    return /^(?:jq|[ef]?grep|awk|gawk|sed|cut|xmllint|python3?)$/.test(program);
  }

  /**
   * The calls that the outputs of these programs are made of.
   * @param emptiness only those without whose output these print nothing.
   * @param named also those that have written the files that the programs' words name.
   */
  private sources(path: Path, runs: readonly Run[], emptiness: boolean, named = true): readonly number[] {
    const found = new Set<number>();
    let open = runs;
    for (let depth = 0; depth < DEPTH && open.length > 0; depth++) {
      const next: Run[] = [];
      for (const run of open) {
        const slot = this.slots.get(run);
        if (slot !== undefined) found.add(slot);
        if (named && !this.followed.has(run.invocation.program))
          for (const one of this.writersNamedBy(path, run)) found.add(one);
        if (emptiness && this.interest!.counts(run)) continue;
        next.push(...printersOf(run.stdin));
        if (!emptiness) for (const { value } of run.argv) next.push(...printersOf(value));
      }
      open = next;
    }
    return [...found];
  }

  /** The calls that have made what the program cannot do without: what it reads, files that its words name. */
  private readBy(path: Path, run: Run): Tells {
    if (this.runs.size === 0) return {};
    const judged = this.interest!.judges(run);
    if (judged === undefined) return {};
    if (typeof judged === "object") {
      const there = this.sources(
        path,
        judged.flatMap(({ value }) => printersOf(value)),
        false,
      );
      return there.length === 0 ? {} : { there };
    }
    if (judged === "presence") {
      const there = this.creatorsNamedBy(path, run);
      return there.length === 0 ? {} : { there };
    }
    const files = this.writersNamedBy(path, run);
    const own = run.argv[0] === undefined ? NONE : this.fileWriters(path, run.argv[0].value);
    const read = judged === "input" ? this.sources(path, printersOf(run.stdin), false) : NONE;
    const about = union(union(read, files), own);
    this.noteUnpacked(run, about);
    return about.length === 0 ? {} : { about };
  }

  private noteUnpacked(run: Run, from: readonly number[]): void {
    const into = from.length === 0 ? undefined : unpacksInto(run);
    if (into !== undefined && this.unpacked.length < RECENT) this.unpacked.push({ into, from });
  }

  /** Those without which a file is not there: the shell itself creates that of a redirection. */
  private creatorsNamedBy(path: Path, run: Run): readonly number[] {
    return this.writersNamedBy(path, run).filter((slot) =>
      run.argv.every(({ value }) => this.runs.get(slot)!.stdoutFile !== knownText(value)),
    );
  }

  private writersNamedBy(path: Path, run: Run): readonly number[] {
    return run.argv.slice(1).reduce((all, { value }) => union(all, this.fileWriters(path, value)), NONE);
  }

  private fileWriters(path: Path, name: AbstractString): readonly number[] {
    const found = new Set(this.sources(path, printersOf(readFile(this, path, name)), false, false));
    if (this.runs.size > 0 && isFileName(name)) {
      for (const [slot, run] of [...this.runs].slice(-RECENT))
        if (this.stage(path, slot) !== undefined && mayWrite(run, name)) found.add(slot);
      for (const { into, from } of this.unpacked)
        if (isBelow(into, name)) for (const slot of from) if (this.stage(path, slot) !== undefined) found.add(slot);
    }
    return [...found];
  }
}

/** Whether the agent takes the status for success: 194 and 168 are. */
function reportsSuccess({ flow }: Path): boolean {
  return flow?.kind === "exit" && flow.asSuccess === true;
}

function isAnyOf(some: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  for (const name of some) if (names.has(name)) return true;
  return false;
}

function isAttempt(stage: Stage | undefined): boolean {
  return stage === "tried" || stage === "tried alone";
}
