/** The stages of calls on a path that results from joining several paths. */
import type { Calls } from "./calls.ts";
import type { BackgroundJobs } from "./jobs.ts";
import type { StatusVariables } from "./status-variables.ts";
import { includesSlot, tellsOfOutput } from "./status-info.ts";
import { joinedStages } from "../values/call-stages.ts";
import type { JoinTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path, Status } from "../state/path/path.ts";
import type { Stage } from "../values/worlds.ts";

export class Joins implements JoinTracker {
  readonly #calls: Calls;
  readonly #jobs: BackgroundJobs;
  readonly #variables: StatusVariables;

  constructor(calls: Calls, jobs: BackgroundJobs, variables: StatusVariables) {
    this.#calls = calls;
    this.#jobs = jobs;
    this.#variables = variables;
  }

  stage(a: Path, b: Path, slot: number): Stage | undefined {
    return joinedStages([this.stageOf(a, slot), this.stageOf(b, slot)]);
  }

  /**
   * A pending call that neither the status, the jobs nor a variable of the path reveal becomes dropped: joined statuses are not
   * distinguished.
   */
  stageOf(path: Path, slot: number): Stage | undefined {
    const stage = this.#calls.stage(path, slot);
    if (stage !== "pending") return stage;
    const { of, parts, tested } = path.status;
    const isTold =
      includesSlot(of, slot) ||
      includesSlot(tested, slot) ||
      parts?.some((part) => includesSlot(part.of, slot)) === true ||
      includesSlot(this.#jobs.of(path).all, slot) ||
      includesSlot(this.#variables.held(path).of, slot);
    return isTold ? stage : "dropped";
  }

  settle(paths: readonly Path[], slot: number): void {
    const stage = joinedStages(paths.map((path) => this.#calls.stage(path, slot)));
    for (const path of paths) this.#calls.setStage(path, slot, stage);
  }

  status(a: Path, b: Path, status: Status): Status {
    const { about, there, tested } = status;
    if (about === undefined && there === undefined && tested === undefined) return status;
    const isTold = (slot: number): boolean => [a, b].every((path) => this.#isTold(path, slot));
    return { ...status, about: about?.filter(isTold), there: there?.filter(isTold), tested: tested?.filter(isTold) };
  }

  /** Whether the path's status reveals something about the call's output, or does not have to. */
  #isTold(path: Path, slot: number): boolean {
    const stage = this.#calls.stage(path, slot);
    return stage === undefined || stage === "noticed" || tellsOfOutput(path.status, slot);
  }
}
