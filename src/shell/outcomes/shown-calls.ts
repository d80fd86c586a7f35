/** Calls whose output shows how they ended (`curl -w '%{http_code}'`): printing this output counts as a check. */
import type { Calls } from "./calls.ts";
import type { Sources } from "./sources.ts";
import type { MessageTracker } from "../state/interfaces/outcome-tracker.ts";
import type { Path } from "../state/path/path.ts";
import type { Run } from "../model/invocation.ts";
import type { OutcomeInterest } from "../model/program-model.ts";
import { printersOf, type AbstractString } from "../model/value.ts";

export class ShownCalls implements MessageTracker {
  readonly #calls: Calls;
  readonly #sources: Sources;
  readonly #states: OutcomeInterest["states"];
  readonly #stating = new Set<Run>();

  constructor(calls: Calls, sources: Sources, states: OutcomeInterest["states"]) {
    this.#calls = calls;
    this.#sources = sources;
    this.#states = states;
  }

  get canShow(): boolean {
    return this.#stating.size > 0;
  }

  /** A call starts. Returns whether its output shows how it ended and goes directly to the script's own output. */
  isShown(run: Run): boolean {
    if (!this.#stating.has(run) && !this.#states(run)) return false;
    this.#stating.add(run);
    return run.scopes.every(({ kind }) => kind !== "substitution" && kind !== "pipeline");
  }

  show(path: Path, text: AbstractString): void {
    const behind = this.#sources.callsBehind(path, printersOf(text), true);
    const shown = behind.filter((slot) => this.#stating.has(this.#calls.runOf(slot)!));
    this.#calls.lookAt(path, shown);
  }
}
