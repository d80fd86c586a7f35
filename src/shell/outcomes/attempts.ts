/** Tracks attempts on a path: calls that failed in a loop that their success ends, and tests of how that loop ended. */
import type { SyntaxNode } from "unbash";
import { printsBetweenAttempts } from "./attempt-messages.ts";
import { attemptKey, givesUp, isNoResponse, STARTERS, tidiesUp, UNKNOWN_PROGRAM } from "./attempt-syntax.ts";
import type { Run } from "../model/invocation.ts";
import { isAttempt, type Calls } from "./calls.ts";
import { isUnequal } from "../values/call-stages.ts";
import { common, includesSlot, withStatusInfo, unionOfSlots } from "./status-info.ts";
import { askedNames, assignedNames } from "../syntax/variable-uses.ts";
import type { StatusVariables } from "./status-variables.ts";
import type { Span } from "../spans/span.ts";
import type { Context } from "../state/path/context.ts";
import type { AttemptTracker } from "../state/interfaces/outcome-tracker.ts";
import { option } from "../state/options.ts";
import { FAILURE, OPTION, type Path } from "../state/path/path.ts";
import type { Loop } from "../syntax/loops.ts";

const NONE: readonly number[] = [];
const TIMED_OUT: ReadonlySet<string> = new Set(["124"]);

export class Attempts implements AttemptTracker {
  readonly #calls: Calls;
  readonly #variables: Pick<StatusVariables, "respond">;
  /** For each attempted call, the variables that the loop changes. */
  readonly #changed = new Map<number, ReadonlySet<string>>();
  /** For each attempted call, the context of its loop, and how many loops of the function are around it: a success ends the innermost. */
  readonly #loops = new Map<number, { readonly around: Context; readonly depth: number }>();
  /** Whether the loops print something between two attempts. */
  readonly #announced = new Map<Loop, boolean>();

  constructor(calls: Calls, variables: Pick<StatusVariables, "respond">) {
    this.#calls = calls;
    this.#variables = variables;
  }

  fail(path: Path, slots: readonly number[], left: number, around: Context): void {
    const { loop, loops } = around.region;
    const calls = this.#calls;
    const { failing } = path;
    if (failing === undefined || loop === undefined || this.#isAnnounced(loop)) return;
    const { pos, end } = around.source.span(loop.pos, loop.end);
    // `aws …; for …; do [ -s file ] && break; done` makes no other attempt.
    const isInside = (one: Span): boolean => pos <= one.pos && one.end <= end;
    for (const slot of slots) {
      const run = calls.runOf(slot);
      const stage = calls.stage(path, slot);
      // After `aws … | grep -q x && break`, the stage is "unequal".
      const isSeen = stage === undefined || isUnequal(stage);
      if (!includesSlot(failing, slot) || !isSeen || run === undefined) continue;
      if (![run.invocation.argumentsSpan, ...run.calls].some(isInside)) continue;
      if (!this.#changed.has(slot)) this.#changed.set(slot, assignedNames(loop));
      this.#loops.set(slot, { around, depth: loops.length + 1 - left });
      calls.setStage(path, slot, left === Infinity ? "tried alone" : "tried");
      if (path.status.kind === "failure") path.status = withStatusInfo(path.status, { of: [slot] });
      const { handedOn } = calls.circumstances.get(run)!;
      const { scope } = handedOn ?? {};
      // If a function in the loop passed the failure on, the loop has checked its status.
      const isAround = scope !== undefined && scope.pos <= pos && end <= scope.end;
      calls.note(slot, { retried: true, handedOn: isAround ? handedOn : undefined });
    }
  }

  /** The run is another attempt of calls with the same words, apart from options that only decide what is printed. */
  replace(path: Path, run: Run): void {
    for (const slot of this.#loops.keys())
      if (isAttempt(this.#calls.stage(path, slot)) && attemptKey(this.#calls.runOf(slot)!) === attemptKey(run))
        this.#calls.setStage(path, slot, undefined);
  }

  repeat(path: Path, { region: { loops } }: Context): void {
    for (const [slot, { depth }] of this.#loops)
      if (depth > loops.length && this.#calls.stage(path, slot) === "tried") this.#calls.setStage(path, slot, "lost");
  }

  exhaust(path: Path, { region: { loop } }: Context): void {
    if (this.#changed.size === 0 || loop === undefined || !givesUp(loop)) return;
    this.forget(path, assignedNames(loop));
  }

  cutOff(start: Path, command: Span): Path | undefined {
    const calls = this.#calls;
    const slots = [...this.#changed.keys()].filter((slot) => {
      const { argumentsSpan } = calls.runOf(slot)!.invocation;
      return command.pos <= argumentsSpan.pos && argumentsSpan.end <= command.end;
    });
    if (slots.length === 0) return undefined;
    const path = start.clone();
    for (const slot of slots) {
      calls.setStage(path, slot, "pending");
      calls.note(slot, { handedOn: { scope: undefined, asSuccess: false, program: "timeout" }, turned: TIMED_OUT });
    }
    path.status = withStatusInfo(FAILURE, { of: slots });
    return path;
  }

  forget(path: Path, of?: ReadonlySet<string>): void {
    for (const [slot, names] of this.#changed)
      if ((of === undefined || names === of) && isAttempt(this.#calls.stage(path, slot)))
        this.#calls.setStage(path, slot, undefined);
  }

  goOn(path: Path, program: string | undefined, context: Context): void {
    const { failing } = path;
    const { region, scopes, exitStatus } = context;
    const { body, loops } = region;
    if (!tidiesUp(program)) this.#variables.respond(path);
    if (failing === undefined) return;
    const attempts = failing.filter((slot) => isAttempt(this.#calls.stage(path, slot)));
    const isOpen = program === UNKNOWN_PROGRAM || STARTERS.has(program!);
    const isAgain = isOpen || this.#calls.bringsRounds(program!);
    // What `$(date)` in the loop's condition prints is not a message.
    const isCaptured = (slot: number): boolean =>
      scopes.slice(this.#loops.get(slot)?.around.scopes.length).some(({ kind }) => kind === "substitution");
    const silent = tidiesUp(program) || (!isOpen && !this.#calls.isNamed(program!) && attempts.every(isCaptured));
    // `for …; do aws … && return 0; done; FAILED=1` is the same as `aws … || FAILED=1`.
    const isAlternative = (slot: number): boolean =>
      program !== "sleep" &&
      loops.length === 0 &&
      this.#calls.stage(path, slot) === "tried alone" &&
      this.#loops.get(slot)?.around.region.body === body;
    for (const slot of attempts)
      if (!silent || isAlternative(slot)) this.#calls.setStage(path, slot, isAgain ? undefined : "noticed");
    // What follows a test of how a retry loop ended need not be a response to its failure. A trap on EXIT is none, and nor is what a loop
    // that prints messages does if it gives up.
    const isAnnounced = region.loop !== undefined && this.#isAnnounced(region.loop);
    const mayFollow = (slot: number): boolean =>
      isNoResponse(program) && exitStatus === undefined && !isAnnounced && !this.#loops.has(slot);
    path.failing = common([failing.filter((slot) => (silent && attempts.includes(slot)) || mayFollow(slot))]);
  }

  setAside(path: Path, but: readonly number[]): void {
    const isKept = (slot: number): boolean => includesSlot(but, slot) || isAttempt(this.#calls.stage(path, slot));
    path.failing = common([path.failing?.filter(isKept)]);
  }

  isTrying(path: Path): boolean {
    return this.#changed.size > 0 && (path.failing ?? NONE).some((slot) => isAttempt(this.#calls.stage(path, slot)));
  }

  ask(path: Path, question: SyntaxNode): readonly number[] {
    const slots = this.#askedFor(path, question);
    if (slots.length === 0) return slots;
    for (const slot of slots) this.#calls.setStage(path, slot, undefined);
    path.failing = unionOfSlots(path.failing ?? NONE, slots);
    return slots;
  }

  skip(path: Path, before: Path["failing"]): void {
    const isKept = (slot: number): boolean => includesSlot(before, slot) || isAttempt(this.#calls.stage(path, slot));
    path.failing = common([path.failing?.filter(isKept)]);
  }

  answer(path: Path, question: SyntaxNode, tested: boolean, isRead: boolean): void {
    // `set -e` has tested the status already.
    if (!tested && option(path, OPTION.errexit)) this.ask(path, question);
    const slots = isRead ? this.#askedFor(path, question) : NONE;
    if (slots.length === 0) return;
    for (const slot of slots) this.#calls.setStage(path, slot, "pending");
    path.status = withStatusInfo(path.status, { of: slots });
  }

  /** The attempts about whose end the condition asks. */
  #askedFor(path: Path, question: SyntaxNode): readonly number[] {
    if (this.#changed.size === 0) return NONE;
    const asked = [...askedNames(question)];
    const isAsked = (slot: number, names: ReadonlySet<string>): boolean =>
      isAttempt(this.#calls.stage(path, slot)) &&
      !includesSlot(path.failing, slot) &&
      asked.some((name) => names.has(name));
    return [...this.#changed].flatMap(([slot, names]) => (isAsked(slot, names) ? [slot] : []));
  }

  joinedFailing(a: Path, b: Path): readonly number[] | undefined {
    return this.stillFailing(a, this.stillFailing(b, common([a.failing, b.failing])));
  }

  stillFailing(path: Path, all: readonly number[] | undefined): readonly number[] | undefined {
    if (this.#changed.size === 0 || path.failing === undefined) return all;
    const alone = path.failing.filter((slot) => this.#calls.stage(path, slot) === "tried alone");
    return alone.length === 0 ? all : unionOfSlots(all ?? NONE, alone);
  }

  leave(path: Path): void {
    const { failing } = path;
    if (failing === undefined || this.#changed.size === 0) return;
    for (const slot of failing)
      if (isAttempt(this.#calls.stage(path, slot)))
        this.#calls.setStage(path, slot, includesSlot(path.status.of, slot) ? "pending" : "tried");
    path.failing = undefined;
  }

  #isAnnounced(loop: Loop): boolean {
    let known = this.#announced.get(loop);
    if (known === undefined) this.#announced.set(loop, (known = printsBetweenAttempts(loop)));
    return known;
  }
}
