/** Background jobs: the calls that they contain, and what their statuses reveal. */
import {
  callsOfStatus,
  common,
  differenceOfSlots,
  includesSlot,
  intersectionOfSlots,
  unionOfSlots,
} from "./status-info.ts";
import type { Calls } from "./calls.ts";
import type { Jobs, JobTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path, Status, StatusInfo } from "../state/path/path.ts";
import type { Symbols } from "../state/path/symbols.ts";
import type { Loop } from "../syntax/loops.ts";

const NONE: readonly number[] = [];
const NO_JOBS: Jobs = {
  all: NONE,
  last: NONE,
  about: NONE,
  count: 0,
  each: [],
  several: NONE,
  loops: [],
  unread: NONE,
};

/** How many jobs are known one by one. */
const MOST = 16;

export class BackgroundJobs implements JobTracker {
  readonly #calls: Calls;
  readonly #symbols: Symbols;

  constructor(calls: Calls, symbols: Symbols) {
    this.#calls = calls;
    this.#symbols = symbols;
  }

  start(path: Path, statuses: readonly Status[], loops: readonly Loop[]): void {
    if (!this.#calls.isOn) return;
    // `! aws … &` fails if the call succeeds.
    const last = [...new Set(statuses.flatMap((status) => (status.inverse === true ? NONE : callsOfStatus(status))))];
    const before = this.of(path);
    const again = last.filter((slot) => before.all.includes(slot));
    this.#set(path, {
      all: unionOfSlots(before.all, last),
      last,
      about: unionOfSlots(before.about, [...new Set(statuses.flatMap(({ about = NONE }) => about))]),
      count: before.count + 1,
      each: before.each !== undefined && before.each.length < MOST ? [...before.each, last] : undefined,
      several: unionOfSlots(before.several, again),
      loops: unionOfLoops(before.loops, loops),
      unread: differenceOfSlots(before.unread, again),
    });
  }

  keep(path: Path, calls: readonly number[] = NONE): void {
    const before = this.of(path);
    if (calls.length > 0) this.#set(path, { ...before, all: unionOfSlots(before.all, calls) });
  }

  waitFor(path: Path, job: readonly number[] | undefined, loops: readonly Loop[]): StatusInfo {
    const { several, loops: startedIn } = this.of(path);
    const replaced = job ?? (isRepeated(loops, startedIn) ? several : NONE);
    for (const slot of this.#unread(path))
      if (includesSlot(replaced, slot)) this.#calls.setStage(path, slot, "dropped");
    const info = this.#wait(path, job, loops);
    const jobs = this.of(path);
    const unread = unionOfSlots(jobs.unread, [info.of ?? NONE, jobs.several].reduce(intersectionOfSlots, replaced));
    if (unread !== jobs.unread) this.#set(path, { ...jobs, unread });
    return info;
  }

  waitForAny(path: Path, loops: readonly Loop[]): StatusInfo {
    const jobs = this.of(path);
    if (jobs.count > 1) {
      this.#set(path, { ...jobs, count: jobs.count - 1, each: undefined });
      return loops.length > 0 ? this.#wait(path, undefined, loops) : {};
    }
    const info = this.#wait(path, undefined, loops);
    const left = this.of(path);
    if (left.count > 0) this.#set(path, { ...left, count: 0, each: undefined });
    return info;
  }

  reap(path: Path): void {
    const jobs = this.of(path);
    if (jobs.count > 0 || jobs.all.length > 0) this.#set(path, { ...NO_JOBS, last: jobs.last, about: jobs.about });
  }

  areOpen(path: Path, loops: readonly Loop[]): boolean {
    const { all, loops: startedIn } = this.of(path);
    return all.length > 0 && (startedIn.length === 0 || startedIn.some((loop) => !loops.includes(loop)));
  }

  /** Whether there is another call on the path than on the others that several jobs have started, or whose next `wait` matters. */
  isNew(path: Path, others: readonly Path[]): boolean {
    const { several } = this.of(path);
    if (several.length === 0) return false;
    return (
      several.some((slot) => others.every((one) => !includesSlot(this.of(one).several, slot))) ||
      this.#unread(path).some((slot) => others.every((one) => !includesSlot(this.#unread(one), slot)))
    );
  }

  of(path: Path): Jobs {
    const slot = this.#symbols.existing("jobs", "");
    return slot === undefined ? NO_JOBS : ((path.memory.get(slot) as Jobs | undefined) ?? NO_JOBS);
  }

  joined(a: Path, b: Path): Jobs {
    const [mine, theirs] = [this.of(a), this.of(b)];
    return {
      all: unionOfSlots(mine.all, theirs.all),
      last: unionOfSlots(mine.last, theirs.last),
      about: unionOfSlots(mine.about, theirs.about),
      count: Math.min(mine.count, theirs.count),
      each: isSameList(mine.each, theirs.each) ? mine.each : undefined,
      several: unionOfSlots(mine.several, theirs.several),
      loops: unionOfLoops(mine.loops, theirs.loops),
      unread: unionOfSlots(this.#unread(a), this.#unread(b)),
    };
  }

  #wait(path: Path, job: readonly number[] | undefined, loops: readonly Loop[]): StatusInfo {
    const jobs = this.of(path);
    const each = job === undefined ? undefined : withoutFirst(jobs.each, job);
    // The calls of this job that others have started, too.
    const shared = (job ?? jobs.all).filter((slot) => includesSlot(jobs.several, slot) && mayRemain(each, slot));
    const of = isRepeated(loops, jobs.loops) ? (job ?? jobs.all) : differenceOfSlots(job ?? jobs.all, shared);
    // A job whose status was read is gone: if the call is started again, that is another job.
    const all = jobs.all.filter(
      (slot) => (job !== undefined && !includesSlot(job, slot)) || includesSlot(shared, slot),
    );
    if (jobs.count > 0 && (all.length < jobs.all.length || job?.length === 0)) {
      const [several, unread] = [intersectionOfSlots(jobs.several, all), intersectionOfSlots(jobs.unread, all)];
      this.#set(path, { ...jobs, all, count: jobs.count - 1, each, several, unread });
    } else if (each !== jobs.each) this.#set(path, { ...jobs, each });
    return { of, about: common([of, jobs.about]) };
  }

  /** The calls of several jobs of which nothing has read the status of the last `wait`: the next one replaces it. */
  #unread(path: Path): readonly number[] {
    return this.of(path).unread.filter((slot) => this.#calls.stage(path, slot) === "pending");
  }

  #set(path: Path, jobs: Jobs): void {
    path.memory = path.memory.set(this.#symbols.slotOf("jobs", ""), jobs, false);
  }
}

/** The jobs without the first that has these calls. */
function withoutFirst(each: Jobs["each"], job: readonly number[]): Jobs["each"] {
  const index = each?.findIndex((one) => isSameJob(one, job)) ?? -1;
  return index === -1 ? undefined : each!.toSpliced(index, 1);
}

function unionOfLoops(a: readonly Loop[], b: readonly Loop[]): readonly Loop[] {
  return b.every((loop) => a.includes(loop)) ? a : [...new Set([...a, ...b])];
}

/** Whether a loop waits that starts none of the jobs. */
function isRepeated(loops: readonly Loop[], startedIn: readonly Loop[]): boolean {
  return loops.some((loop) => !startedIn.includes(loop));
}

/** Whether one of these jobs may have started the call. */
function mayRemain(each: Jobs["each"], slot: number): boolean {
  return each === undefined || each.some((job) => includesSlot(job, slot));
}

function isSameJob(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((slot) => includesSlot(b, slot)));
}

function isSameList(a: Jobs["each"], b: Jobs["each"]): boolean {
  return a === b || (a?.length === b?.length && a!.every((one, index) => isSameJob(one, b![index]!)));
}
