/** What the evaluation of a script reports to whoever follows which failures are noticed; see `outcomes/`. */
import type { SyntaxNode } from "unbash";
import type { Circumstances, Fact, Run, Scope } from "../../model/invocation.ts";
import type { AbstractString } from "../../model/value.ts";
import type { Context } from "../path/context.ts";
import type { Attempt, Stage } from "../../values/worlds.ts";
import type { Path, Status, Tells } from "../path/path.ts";

export interface OutcomeTracker {
  /** Whether any call is followed. */
  readonly isOn: boolean;
  readonly examined: ReadonlySet<Run>;
  readonly unnoticed: ReadonlyMap<Run, Circumstances>;
  readonly attempts: AttemptTracker;
  readonly jobs: JobTracker;
  /** A program starts on the path; gives what its status tells of. */
  start(path: Path, run: Run, context: Context): Tells;
  /** The path learns how something ended whose status tells of these calls. */
  lookAtStatus(path: Path, tells: Tells): void;
  /** The shell ends with the status that `path` has: it is `end`'s as well. */
  handOn(path: Path, end: Path): void;
  /** The path leaves a function or a shell, this scope, and what has led here is that calls have failed. */
  handOnFailure(path: Path, scope: Scope | undefined): void;
  /** The path learns something of what a program printed. */
  learn(path: Path, fact: Fact): void;
  /** What a status tells of that says whether a file is there. */
  writersOf(path: Path, name: AbstractString): Tells;
  /** What a status tells of that says whether there was such an input. */
  printersOf(path: Path, input: AbstractString): Tells;
  /** The script ends on this path, and reports success if its status does. */
  finish(path: Path): void;
  /** What is known of a call on a path that stands for two. */
  joinedStage(a: Path, b: Path, slot: number): unknown;
  /** What is known of a call on a path that is about to be joined with others. */
  stageAtJoin(path: Path, slot: number): Stage | undefined;
  /** Has all paths know of a call, by its slot, what any of them does. */
  settle(paths: readonly Path[], slot: number): void;
  /** Whether on one of the paths a call is pending that is not on any of the others. */
  hasNews(paths: readonly Path[], others: readonly Path[]): boolean;
}

/** Calls in loops that their success leaves. */
export interface AttemptTracker {
  /** These calls failed on the path, in a loop that their success leaves. */
  fail(path: Path, slots: readonly number[], attempt: Attempt, context: Context): void;
  /** The loop of the context has come to its end on the path: no attempt is left. */
  exhaust(path: Path, context: Context): void;
  /** The rest of the loop is not evaluated: how it ends is not known. */
  forget(path: Path): void;
  /** The path runs this program next, or none: that may be done on account of a failure. */
  goOn(path: Path, program: string | undefined): void;
  /** Whether the path is about to make one more attempt. */
  isTrying(path: Path): boolean;
  /** The path asks a question: of how a loop ended, if that names what the loop has changed. */
  ask(path: Path, question: SyntaxNode): void;
  /** The path's status is the answer to this question. */
  answer(path: Path, question: SyntaxNode): void;
  /** The calls whose failure has led to the path that `a` and `b` are joined to. */
  joinedFailing(a: Path, b: Path): readonly number[] | undefined;
  /** Those of all, and those whose attempts have been left alone on the path. */
  stillFailing(path: Path, all: readonly number[] | undefined): readonly number[] | undefined;
  /** The path leaves a function: what follows is no longer on account of an attempt. */
  leave(path: Path): void;
}

/** Jobs in the background that a path has started: their calls, and those of the last one. */
export interface Jobs {
  readonly all: readonly number[];
  readonly last: readonly number[];
  /** Of these, those whose output the status of a job tells of. */
  readonly about: readonly number[];
}

export interface JobTracker {
  /** A job was started in the background that ends with one of these statuses. */
  start(path: Path, statuses: readonly Status[]): void;
  /** The path waits for the job that has these calls, or for one that is not known; gives what the status of `wait` tells. */
  waitFor(path: Path, job: readonly number[] | undefined): Tells;
  /** `wait` alone: how all have ended can no longer be asked, but for the last one. */
  reap(path: Path): void;
  /** The jobs that the path has started. */
  of(path: Path): Jobs;
  /** The jobs of the path that `a` and `b` are joined to. */
  joined(a: Path, b: Path): Jobs;
}
