/**
 * Comparisons of outputs with texts: `[ "$X" = done ] && exit 1`, or of counts with numbers: `[ $(aws … | wc -l) -gt 9 ] && exit 1`.
 * If the call fails, its empty output takes the unequal path. That
 * is a response to the failure only if the script can also succeed on the equal path. It is none if the text is what programs print
 * for a missing value, or the message of a failure: in `[ "$X" = None ] && X=$(create)`, the script continues as if X was a value.
 * Nor is it one if two files are compared: in `cmp -s old new || mv new old`, a difference is what the script expects.
 */
import type { Redirection } from "unbash";
import { attemptKey } from "./attempt-syntax.ts";
import type { Calls } from "./calls.ts";
import { isOfErrors } from "./error-files.ts";
import { includesSlot } from "./status-info.ts";
import type { Sources } from "./sources.ts";
import type { Path } from "../state/path/path.ts";
import { isUnequal } from "../values/call-stages.ts";
import type { Stage } from "../values/worlds.ts";
import type { OutcomeInterest } from "../model/program-model.ts";
import type { Fact, Run } from "../model/invocation.ts";
import { knownText, printersOf, type AbstractString } from "../model/value.ts";

export class Comparisons {
  readonly #calls: Calls;
  readonly #sources: Pick<Sources, "callsBehind" | "counts">;
  readonly #judges: Pick<OutcomeInterest, "printsZero" | "isMissing">;
  /** The calls that were on such a path when the script ended with success. */
  readonly #equal = new Set<Run>();
  readonly #unequal = new Set<Run>();
  readonly #existing = new Set<Run>();
  /** Whether a comparison had the outcome of a failure on any path. */
  #isAnyUnequal = false;
  /** The slots of calls whose output was compared with the text of a missing value, by the words of the calls. */
  readonly #sought = new Map<string, Set<number>>();

  constructor(
    calls: Calls,
    sources: Pick<Sources, "callsBehind" | "counts">,
    judges: Pick<OutcomeInterest, "printsZero" | "isMissing">,
  ) {
    this.#calls = calls;
    this.#judges = judges;
    this.#sources = sources;
  }

  /**
   * The path learns the outcome of a comparison of the run's output.
   * @param open the calls behind the output whose failure the path could still notice, and how it could before
   */
  learn(
    path: Path,
    { run, ofEmpty, byPattern, ofZero, text, seeksFailure }: Fact,
    open: ReadonlyMap<number, Stage | undefined>,
  ): void {
    const silent = this.#sources.callsBehind(path, [run], true);
    const ofCount = ofZero !== undefined && this.#sources.counts(run) ? ofZero : undefined;
    const isMissing = seeksFailure === true || (text !== undefined && this.#judges.isMissing(text));
    for (const [slot, before] of open) {
      const call = this.#calls.runOf(slot)!;
      const isPrinting = this.#printsErrors(call);
      // Without an answer, curl prints the HTTP status 000. Compared with an unknown number, either outcome is possible.
      if (ofZero === undefined && text === undefined && this.#judges.printsZero(call)) continue;
      const ofNothing = ofZero !== undefined && this.#judges.printsZero(call) ? ofZero : ofEmpty;
      const ofSilence = byPattern === true && isPrinting ? undefined : ofNothing;
      const isOutcomeOfFailure = includesSlot(silent, slot) ? ofSilence : isPrinting ? undefined : ofCount;
      if (isOutcomeOfFailure === undefined) continue;
      const other = isMissing && before !== "unequal" ? "exists" : "unequal";
      this.#calls.setStage(path, slot, isOutcomeOfFailure ? other : "equal");
      this.#isAnyUnequal ||= isOutcomeOfFailure;
      if (other === "exists") this.#seek(attemptKey(call), slot);
    }
  }

  /** The run asks again: `X=$(aws …); while [ "$X" != None ]; do X=$(aws …); done`. */
  repeat(path: Path, run: Run): void {
    for (const slot of this.#sought.get(attemptKey(run)) ?? [])
      if (this.#calls.stage(path, slot) === "exists") this.#calls.setStage(path, slot, undefined);
  }

  /**
   * The path replaces a file with the text. If that is the output of a call that has failed, it is empty: the script takes a difference
   * for a new value, as in `[ "$NEW" != "$OLD" ] && echo "$NEW" > version`.
   */
  store(path: Path, name: AbstractString, text: AbstractString): void {
    if (!this.#isAnyUnequal || knownText(name)?.startsWith("/dev/") === true) return;
    for (const slot of this.#sources.callsBehind(path, printersOf(text), true))
      if (this.#calls.stage(path, slot) === "unequal") this.#calls.setStage(path, slot, "exists");
  }

  #seek(words: string, slot: number): void {
    const slots = this.#sought.get(words);
    if (slots === undefined) this.#sought.set(words, new Set([slot]));
    else slots.add(slot);
  }

  /**
   * A program that fails if its input is empty has succeeded or failed.
   * @param open the calls that provide the input
   */
  judge([success, failure]: readonly [Path, Path], open: readonly number[]): void {
    for (const slot of open) {
      if (this.#printsErrors(this.#calls.runOf(slot)!)) continue;
      this.#calls.setStage(success, slot, "equal");
      this.#calls.setStage(failure, slot, "unequal");
    }
  }

  /**
   * A program has compared a file of the calls with another. The file of a failed call is missing or empty, and differs as a new one does.
   * @param open the calls that were to write the file
   */
  judgeDifference([, difference]: readonly [Path, Path], open: readonly number[]): void {
    for (const slot of open) this.#calls.setStage(difference, slot, "exists");
  }

  /** Whether what the script counts contains the messages of the run. */
  #printsErrors(run: Run): boolean {
    return this.#calls.printsErrors.has(run) || run.invocation.command.redirects.some(mergesErrors);
  }

  /** The script ends with success. Returns whether the stage is that of a comparison. */
  finish(run: Run, stage: Stage): boolean {
    if (!wasCompared(stage)) return false;
    const runs = { equal: this.#equal, unequal: this.#unequal, exists: this.#existing };
    runs[stage].add(run);
    return true;
  }

  /** The calls whose failure no comparison notices. */
  get unnoticed(): readonly Run[] {
    return [...this.#existing, ...[...this.#unequal].filter((run) => !this.#equal.has(run))];
  }
}

/** `2>&1`, `&> file`. */
function mergesErrors(redirection: Redirection): boolean {
  const { operator } = redirection;
  return operator.startsWith("&>") || (operator === ">&" && isOfErrors(redirection));
}

/** The stages after a comparison. */
type Compared = "equal" | "unequal" | "exists";

export function wasCompared(stage: Stage | undefined): stage is Compared {
  return stage === "equal" || isUnequal(stage);
}
