/** The followed calls of one script, and the stage of each call on each path. */
import { FileWriters } from "./file-writers.ts";
import { appends, replacedFiles } from "./written-files.ts";
import { isUnequal, stageOf } from "../values/call-stages.ts";
import type { Attempt, Stage } from "../values/worlds.ts";
import { option } from "../state/options.ts";
import { isTested, type Context } from "../state/path/context.ts";
import { OPTION, type Path } from "../state/path/path.ts";
import type { Symbols } from "../state/path/symbols.ts";
import type { Run } from "../model/invocation.ts";
import type { Circumstances } from "../model/circumstances.ts";
import type { OutcomeInterest } from "../model/program-model.ts";

const NONE: readonly number[] = [];

/** How many calls of one script are followed. */
const MOST = 4096;
/** How many calls, and calls that write the same file, are remembered: the latest. */
const RECENT = 64;

export class Calls {
  /** Whether any call is followed. */
  readonly isOn: boolean;
  readonly circumstances = new Map<Run, Circumstances>();
  readonly writers = new FileWriters();
  /** Calls of which all messages, of several starts, are in one file. */
  readonly collected = new Set<Run>();
  /** Calls of which messages on stderr are in their output, or in a file that the script can read. */
  readonly printsErrors = new Set<Run>();
  /** Calls before the end of a pipeline whose failure leads to a response: `aws … | tar … || return 1`. */
  readonly piped = new Set<number>();
  /** Calls whose own status in `PIPESTATUS` something reads. */
  readonly read = new Set<number>();
  readonly #symbols: Symbols;
  readonly #named: ReadonlySet<string>;
  readonly #areAll: boolean;
  readonly #slots = new Map<Run, number>();
  readonly #runs = new Map<number, Run>();
  #latest: readonly (readonly [number, Run])[] = [];
  /** For each file, the slots of the calls that write it. */
  readonly #byFile = new Map<string, readonly number[]>();

  constructor({ programs = [], all = false }: Partial<OutcomeInterest> = {}, symbols: Symbols) {
    this.#symbols = symbols;
    this.isOn = all || programs.length > 0;
    this.#named = new Set(programs);
    this.#areAll = all;
  }

  get size(): number {
    return this.#runs.size;
  }

  /** The calls by their slots, in the order in which they were first met. */
  get bySlot(): ReadonlyMap<number, Run> {
    return this.#runs;
  }

  /** The calls that were met last. */
  get latest(): readonly (readonly [slot: number, run: Run])[] {
    return this.#latest;
  }

  isFollowed(program: string): boolean {
    return this.#areAll || this.#named.has(program);
  }

  /**
   * Whether the failure of this particular program must be noticed; `false` if it is only followed because all programs are.
   */
  isNamed(program: string): boolean {
    return this.#named.has(program);
  }

  /** Whether calls of the program can require another iteration of a loop. If programs are named, only calls of these can. */
  bringsRounds(program: string): boolean {
    return this.#named.size === 0 || this.#named.has(program);
  }

  runOf(slot: number): Run | undefined {
    return this.#runs.get(slot);
  }

  slotOf(run: Run): number | undefined {
    return this.#slots.get(run);
  }

  /** The slot of a call, which is created if the call is new; `undefined` if there are too many. */
  slotFor(run: Run): number | undefined {
    let slot = this.#slots.get(run);
    if (slot === undefined && this.#slots.size < MOST) {
      slot = this.#symbols.slotOf("call", String(this.#slots.size));
      this.#slots.set(run, slot);
      this.#runs.set(slot, run);
      this.#latest = [...this.#latest.slice(1 - RECENT), [slot, run]];
      this.addFiles(slot, run);
    }
    return slot;
  }

  /** Adds the files that a call writes. @param run its words */
  addFiles(slot: number, run: Run): void {
    this.writers.add(slot, run);
    for (const file of replacedFiles(run)) {
      const others = this.writersOfFile(file);
      if (!others.includes(slot)) this.#byFile.set(file, [...others.slice(-RECENT), slot]);
    }
  }

  /** Records how a call was started on the path. */
  noteStart(slot: number, path: Path, context: Context): void {
    const before = this.circumstances.get(this.#runs.get(slot)!);
    const tested = isTested(context);
    this.note(slot, {
      errexit: before?.errexit === true || option(path, OPTION.errexit),
      errexitAround: before?.errexitAround === true || context.errexitAround,
      pipefail: before?.pipefail === true || option(path, OPTION.pipefail),
      tested: before?.tested === true || tested,
      untested: before?.untested === true || !tested,
      isCallTested: before?.isCallTested !== false && context.callDecides === true,
    });
  }

  /** Records how the failure of a call was handled. */
  note(slot: number, more: Partial<Circumstances>): void {
    const run = this.#runs.get(slot)!;
    this.circumstances.set(run, { ...this.circumstances.get(run)!, ...more });
  }

  stage({ memory }: Path, slot: number): Stage | undefined {
    return stageOf(memory.get(slot));
  }

  setStage(path: Path, slot: number, stage: Stage | undefined): void {
    path.memory = path.memory.set(slot, stage, false);
  }

  /**
   * The call replaces what other calls wrote to its file: a check of the file now checks this run, and no longer the others.
   * @param own the slot of the call
   * @param readable the slots of calls whose status can still be read
   */
  replaceOutput(path: Path, own: number, run: Run, readable: readonly number[]): void {
    // If it may be one of two files, only what was written to both is replaced.
    const [file, ...more] = replacedFiles(run).map((one) => this.writersOfFile(one));
    const others = file?.filter((slot) => more.every((one) => one.includes(slot))) ?? NONE;
    for (const slot of others) {
      if (slot !== own && this.isUnchecked(path, slot) && !readable.includes(slot)) this.setStage(path, slot, "lost");
    }
  }

  /** What these calls wrote is replaced. */
  lose(path: Path, runs: readonly Run[], readable: readonly number[]): void {
    for (const run of runs) {
      const slot = this.#slots.get(run);
      this.collected.delete(run);
      if (slot === undefined || readable.includes(slot)) continue;
      if (this.isUnchecked(path, slot)) this.setStage(path, slot, "lost");
    }
  }

  /** The latest calls that replace the file. */
  writersOfFile(file: string): readonly number[] {
    return this.#byFile.get(file) ?? NONE;
  }

  /** Whether nothing has checked yet if the call failed. */
  isUnchecked(path: Path, slot: number): boolean {
    const stage = this.stage(path, slot);
    return stage === "pending" || stage === "dropped";
  }

  /** Whether a test of the output can still notice the call's failure. */
  isOpen(path: Path, slot: number): boolean {
    return this.isUnchecked(path, slot) || isUnequal(this.stage(path, slot));
  }

  /** The path learns something about what these calls printed or wrote. */
  lookAt(path: Path, slots: readonly number[]): void {
    for (const slot of slots) {
      const stage = this.stage(path, slot);
      const run = this.#runs.get(slot)!;
      const isGone = stage === "lost" && !appends(run) && !this.collected.has(run);
      if (stage !== undefined && !isGone && stage !== "noticed" && stage !== "equal")
        this.setStage(path, slot, undefined);
    }
  }
}

export function isAttempt(stage: Stage | undefined): stage is Attempt {
  return stage === "tried" || stage === "tried alone";
}
