/** What function calls receive about earlier calls whose failure nothing has noticed yet, and whether they use it. */
import { callsOfStatus, includesSlot, unionOfSlots } from "./status-info.ts";
import type { Calls } from "./calls.ts";
import type { BackgroundJobs } from "./jobs.ts";
import type { Sources } from "./sources.ts";
import type { StatusVariables } from "./status-variables.ts";
import type { Received, ReceivedAnswerTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path, StatusInfo } from "../state/path/path.ts";
import type { Run } from "../model/invocation.ts";
import { printersOf, type AbstractString } from "../model/value.ts";

const NONE: readonly number[] = [];

export class ReceivedAnswers implements ReceivedAnswerTracker {
  readonly #calls: Calls;
  readonly #jobs: BackgroundJobs;
  readonly #sources: Sources;
  readonly #variables: StatusVariables;
  readonly #examined: Set<Run>;
  readonly #look: (path: Path, tells: StatusInfo) => void;

  /**
   * @param examined collects calls whose output is checked
   * @param look is called if the path learns what a status reveals.
   */
  constructor(
    calls: Calls,
    jobs: BackgroundJobs,
    sources: Sources,
    variables: StatusVariables,
    examined: Set<Run>,
    look: (path: Path, tells: StatusInfo) => void,
  ) {
    this.#calls = calls;
    this.#jobs = jobs;
    this.#sources = sources;
    this.#variables = variables;
    this.#examined = examined;
    this.#look = look;
  }

  unnoticed(path: Path, received: Received): readonly number[] {
    return this.#revealed(path, received).filter((slot) => !this.#isNoticed(path, slot));
  }

  /** The calls, by their slots, about which what is received reveals something. */
  #revealed(path: Path, { values, names, waits }: Received): readonly number[] {
    if (this.#calls.size === 0) return NONE;
    const stored = names.flatMap((name) => this.#variables.unread(path, name));
    const started = waits ? this.#jobs.of(path).all : NONE;
    return [callsOfStatus(path.status), stored, started, this.#behind(path, values)].reduce(unionOfSlots);
  }

  areUsed(end: Path, slots: readonly number[], results: readonly AbstractString[]): boolean {
    const told = callsOfStatus(end.status);
    if (slots.some((slot) => includesSlot(told, slot) || this.#isNoticed(end, slot))) return true;
    const shown = this.#sources.callsBehind(end, runsOfStatus(end), false);
    const behind = unionOfSlots(shown, this.#behind(end, results));
    return slots.some((slot) => includesSlot(behind, slot));
  }

  assume(path: Path, received: Received): void {
    const slots = this.unnoticed(path, received);
    for (const name of received.names) this.#variables.use(path, name);
    this.#look(path, { of: slots, there: slots });
  }

  assumeExamined(path: Path, received: Received): void {
    for (const slot of this.#revealed(path, received)) this.#examined.add(this.#calls.runOf(slot)!);
    this.assume(path, received);
  }

  /** The calls about which the values, or the files that they name, reveal something. */
  #behind(path: Path, values: readonly AbstractString[]): readonly number[] {
    return values.reduce<readonly number[]>((all, value) => {
      const statuses = value.flatMap((piece) => ("status" in piece ? callsOfStatus(piece.status ?? {}) : NONE));
      const printing = this.#sources.callsBehind(path, printersOf(value), false);
      return [statuses, printing, this.#sources.writersOf(path, value)].reduce(unionOfSlots, all);
    }, NONE);
  }

  #isNoticed(path: Path, slot: number): boolean {
    const stage = this.#calls.stage(path, slot);
    return stage === undefined || stage === "noticed" || stage === "equal";
  }
}

/** The programs of which the path learns something when it learns whether its status is a success. */
function runsOfStatus({ status }: Path): readonly Run[] {
  if (status.kind !== "unknown") return [];
  return [...status.success, ...status.failure].flatMap((one) => (one.kind === "fact" ? [one.fact.run] : []));
}
