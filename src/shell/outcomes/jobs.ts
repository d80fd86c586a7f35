/** Background jobs: the calls that they contain, and what their statuses reveal. */
import { common, includesSlot, callsOfStatus, unionOfSlots } from "./status-info.ts";
import type { Jobs, JobTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path, Status, StatusInfo } from "../state/path/path.ts";
import type { Symbols } from "../state/path/symbols.ts";

const NONE: readonly number[] = [];
const NO_JOBS: Jobs = { all: NONE, last: NONE, about: NONE, count: 0, each: [] };

/** How many jobs are known one by one. */
const MOST = 16;

export class BackgroundJobs implements JobTracker {
  readonly #symbols: Symbols;
  readonly #isOn: boolean;

  constructor(symbols: Symbols, isOn: boolean) {
    this.#symbols = symbols;
    this.#isOn = isOn;
  }

  start(path: Path, statuses: readonly Status[]): void {
    if (!this.#isOn) return;
    // `! aws … &` fails if the call succeeds.
    const last = [...new Set(statuses.flatMap((status) => (status.inverse === true ? NONE : callsOfStatus(status))))];
    const before = this.of(path);
    this.#set(path, {
      all: unionOfSlots(before.all, last),
      last,
      about: unionOfSlots(before.about, [...new Set(statuses.flatMap(({ about = NONE }) => about))]),
      count: before.count + 1,
      each: before.each !== undefined && before.each.length < MOST ? [...before.each, last] : undefined,
    });
  }

  keep(path: Path, calls: readonly number[] = NONE): void {
    const before = this.of(path);
    if (calls.length > 0) this.#set(path, { ...before, all: unionOfSlots(before.all, calls) });
  }

  waitFor(path: Path, job: readonly number[] | undefined): StatusInfo {
    const jobs = this.of(path);
    const of = job ?? jobs.all;
    // A job whose status was read is gone: if the call is started again, that is another job.
    const all = jobs.all.filter((slot) => job === undefined || !includesSlot(job, slot));
    const isGone = jobs.count > 0 && (all.length < jobs.all.length || job?.length === 0);
    const each = job === undefined ? undefined : withoutFirst(jobs.each, job);
    if (isGone) this.#set(path, { ...jobs, all, count: jobs.count - 1, each });
    return { of, about: common([of, jobs.about]) };
  }

  waitForAny(path: Path, isRepeated: boolean): StatusInfo {
    const jobs = this.of(path);
    if (jobs.count > 0) this.#set(path, { ...jobs, count: jobs.count - 1, each: undefined });
    return jobs.count <= 1 || isRepeated ? this.waitFor(path, undefined) : {};
  }

  reap(path: Path): void {
    const jobs = this.of(path);
    if (jobs.count > 0 || jobs.all.length > 0) this.#set(path, { ...jobs, all: NONE, count: 0, each: [] });
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
    };
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

function isSameJob(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((slot) => includesSlot(b, slot)));
}

function isSameList(a: Jobs["each"], b: Jobs["each"]): boolean {
  return a === b || (a?.length === b?.length && a!.every((one, index) => isSameJob(one, b![index]!)));
}
