/** What the evaluation of a script reports to the analysis of which failures the script notices; see `outcomes/`. */
import type { SyntaxNode } from "unbash";
import type { Span } from "../../spans/span.ts";
import type { Fact, Run, Scope } from "../../model/invocation.ts";
import type { Circumstances } from "../../model/circumstances.ts";
import type { AbstractString, CallsOfStatus } from "../../model/value.ts";
import type { Loop } from "../../syntax/loops.ts";
import type { Context } from "../path/context.ts";
import type { Stage } from "../../values/worlds.ts";
import type { Memory } from "../path/store.ts";
import type { Consequence, Path, Status, StatusInfo } from "../path/path.ts";
import type { FlagTracker } from "./flag-tracker.ts";

export interface OutcomeTracker {
  /** Whether any call is followed. */
  readonly isOn: boolean;
  readonly examined: ReadonlySet<Run>;
  readonly tolerated: ReadonlySet<Run>;
  readonly unnoticed: ReadonlyMap<Run, Circumstances>;
  readonly isOverruled: boolean;
  readonly attempts: AttemptTracker;
  readonly files: FileTracker;
  readonly flags: FlagTracker;
  readonly jobs: JobTracker;
  readonly messages: MessageTracker;
  readonly joins: JoinTracker;
  readonly received: ReceivedAnswerTracker;
  readonly variables: StatusVariableTracker;
  readonly statuses: ReadStatusTracker;
  readonly pipelines: PipelineStatusTracker;
  /**
   * A program starts on the path; returns the calls about which its status reveals something.
   * @param now the run with the words of this start: the recorded run may stand for starts with other words
   */
  start(path: Path, run: Run, now: Run, context: Context): StatusInfo;
  /** The path learns a status that reveals something about these calls. */
  lookAtStatus(path: Path, tells: StatusInfo): void;
  /**
   * The path compares the status of a failure with a number other than 0. Returns what it learns if they are equal; otherwise, the
   * calls may have failed with another status.
   */
  compareStatus(path: Path, tells: CallsOfStatus, number: string): readonly Consequence[];
  /**
   * A program has succeeded or failed that fails if its input is empty, or a comparison of files.
   * @param before the path to the test of its status
   * @param status what the status reveals about the calls that provide the input
   */
  judge(before: Path, [success, failure]: readonly [Path, Path], status: StatusInfo): void;
  /** The shell ends with the status of `path`, which becomes the status of `end`. @param scope `undefined` for the script's own */
  handOn(path: Path, end: Path, scope: Scope | undefined): void;
  /**
   * The path leaves this function or shell as a consequence of failed calls.
   * @param number the status that the script specifies
   * @param isBare whether it specifies no status
   */
  handOnFailure(path: Path, scope: Scope | undefined, number?: string, isBare?: boolean): void;
  /**
   * The path leaves this function or process with a failure: whoever checks its status does not continue on this path, whatever the
   * calls in it have done.
   */
  fail(path: Path, scope: Scope | undefined): void;
  /** Because of these failures, the path leaves with the status of this program, which prints a message or cleans up. */
  announce(path: Path, failing: readonly number[], last: string): void;
  /** The path learns something about the output of a program. */
  learn(path: Path, fact: Fact): void;
  /** The path replaces a file, of this name, with the text. */
  store(path: Path, name: AbstractString, text: AbstractString): void;
  /** The messages of these runs on stderr go to this file. */
  keepErrors(path: Path, runs: readonly Run[], name: AbstractString, append: boolean): void;
  /** The messages of the run on stderr are a part of its output. */
  mergeErrors(run: Run): void;
  /** The calls revealed by a status that depends on whether the file exists, or is not empty unless it `mayBeEmpty`. */
  writersOf(path: Path, name: AbstractString, mayBeEmpty: boolean): StatusInfo;
  /** Unknown text from the calls that write the file. */
  textIn(path: Path, name: AbstractString): AbstractString;
  /** The calls revealed by a status that depends on whether there was such input. */
  printersOf(path: Path, input: AbstractString): StatusInfo;
  /** The `EXIT` trap of the shell ends it with success, perhaps whatever its status was. @param shell its scopes; none for the script */
  overrule(shell: readonly Scope[]): void;
  /** The shell ends on this path, and its `EXIT` trap may change the status. */
  leave(path: Path): void;
  /** The script ends on this path; it reports success if its status does. */
  finish(path: Path): void;
  /** Whether a call may have failed on the path, and nothing has noticed it. */
  hasOpenCall(path: Path): boolean;
  /** Whether a call is pending on one of the paths and on none of the others. */
  hasNews(paths: readonly Path[], others: readonly Path[]): boolean;
}

/** Tracks calls in retry loops: loops that end when the call succeeds. */
export interface AttemptTracker {
  /** These calls failed on the path. Their success leaves so many loops; `Infinity`: the function or the script. */
  fail(path: Path, slots: readonly number[], left: number, context: Context): void;
  /** The loop of the context begins another iteration on the path: how the loops inside it ended can no longer be tested. */
  repeat(path: Path, context: Context): void;
  /** The loop of the context has ended on the path: no attempt is left. */
  exhaust(path: Path, context: Context): void;
  /**
   * The path on which a shell ends that began on this one, if `timeout` kills it while loops in the command wait for a call to
   * succeed; `undefined` if there are none.
   */
  cutOff(start: Path, command: Span): Path | undefined;
  /** The rest of the loop is not evaluated: how it ends is unknown. */
  forget(path: Path): void;
  /** The path runs this program next (`undefined`: none), possibly in response to a failure. */
  goOn(path: Path, program: string | undefined, context: Context): void;
  /** What follows is no response to failures, except to those of these calls and of attempts. */
  setAside(path: Path, but: readonly number[]): void;
  /** Whether the path is about to make another attempt. */
  isTrying(path: Path): boolean;
  /** The path evaluates a condition, which may test how a retry loop ended by naming what the loop changed. Returns the loop's calls. */
  ask(path: Path, question: SyntaxNode): readonly number[];
  /**
   * The path does not run the command that depends on a condition: what follows is no response to how a retry loop ended.
   * @param before the failing calls before the condition was evaluated
   */
  skip(path: Path, before: Path["failing"]): void;
  /**
   * The path's status is the result of this condition, from which a reader of the status learns how a retry loop ended.
   * @param tested whether `set -e` does not test the status
   * @param isRead whether anything else may read it
   */
  answer(path: Path, question: SyntaxNode, tested: boolean, isRead: boolean): void;
  /** The calls whose failure led to the path that results from joining `a` and `b`. */
  joinedFailing(a: Path, b: Path): readonly number[] | undefined;
  /** `all`, and the calls of the path whose attempts are in stage "tried alone". */
  stillFailing(path: Path, all: readonly number[] | undefined): readonly number[] | undefined;
  /** The path leaves a function: what follows is no longer a response to an attempt. */
  leave(path: Path): void;
}

/** Tracks files that earlier calls have left. */
export interface FileTracker {
  /** The file may be gone, or any file. */
  forget(path: Path, file?: string): void;
  /** The path changes the directory: relative names are those of other files. */
  changeDirectory(path: Path): void;
  /** Whether the stage in this slot is that of a file with a relative name, and a process on the path ended in another directory. */
  isElsewhere(start: Pick<Path, "memory">, end: Path, slot: number): boolean;
  /** What a path learns if a status that reveals this about calls is a success. */
  found(tells: StatusInfo): readonly Consequence[];
  /** What a path learns if a test for files that calls write fails. */
  missing(tells: StatusInfo): readonly Consequence[];
}

/** Determines the stages of calls on a path that results from joining several paths. */
export interface JoinTracker {
  /** The stage of a call on the path that results from joining `a` and `b`. */
  stage(a: Path, b: Path, slot: number): unknown;
  /** The stage of a call on a path that is about to be joined with others. */
  stageOf(path: Path, slot: number): Stage | undefined;
  /** Gives a call, by its slot, the same stage on all paths: the join of its stages. */
  settle(paths: readonly Path[], slot: number): void;
  /** The status of the joined path, without information about outputs that only one of the two statuses reveals. */
  status(a: Path, b: Path, status: Status): Status;
}

/** Tracks messages that contain the output of calls. */
export interface MessageTracker {
  /** Whether a call was started whose output shows how it ended: see `states` of `OutcomeInterest`. */
  readonly canShow: boolean;
  /** The text appears in the script's output. */
  show(path: Path, text: AbstractString): void;
}

/** What a function receives that may check whether calls have failed: its arguments and input, and the variables that it reads. */
export interface Received {
  readonly values: readonly AbstractString[];
  readonly names: readonly string[];
  /** Whether the function may read the statuses of background jobs. */
  readonly waits: boolean;
}

/** Determines what function calls receive about earlier calls, and whether they use it. */
export interface ReceivedAnswerTracker {
  /** The calls, by their slots, whose failure nothing has noticed yet and what is received reveals. */
  unnoticed(path: Path, received: Received): readonly number[];
  /**
   * Whether the function that ends on the path has noticed the failure of one of these calls, or passes on what reveals it.
   * @param results what the function prints and assigns
   */
  areUsed(end: Path, slots: readonly number[], results: readonly AbstractString[]): boolean;
  /** The function is not evaluated: it counts as a check of what it receives, because a finding says that nothing checks it. */
  assume(path: Path, received: Received): void;
  /** The code that receives it is cut off: it counts as a check even of what the calls print. */
  assumeExamined(path: Path, received: Received): void;
}

/** Determines which calls a path has learnt something about by reading statuses. */
export interface ReadStatusTracker {
  /** The calls whose failure nothing had noticed before, and of which the path has read a status since. */
  readSince(before: Memory, path: Path): readonly number[];
  /** All that the path has evaluated since is a test: what it has asked is only noticed if something uses the status of the test. */
  keepUnused(before: Memory, path: Path): void;
}

/** Determines what the failure of a pipeline reveals about the commands before its last. */
export interface PipelineStatusTracker {
  /** The path goes on because a pipeline has failed whose commands have these statuses: each of them may have failed. */
  fail(path: Path, parts: readonly StatusInfo[]): void;
  /** Something reads the status of a command of the pipeline. */
  read(part: StatusInfo): void;
}

/** Tracks variables that contain a status (`RC=$?`), or that are empty because of a failure (`X=$(f)`). */
export interface StatusVariableTracker {
  /** The variable is assigned a status that reveals this about calls, or another value (`undefined`). */
  assign(path: Path, name: string, status: CallsOfStatus | undefined): void;
  /** The variable was assigned the output of a substitution that has failed with this status, and that printed nothing. */
  assignEmpty(path: Path, name: string, status: StatusInfo): void;
  /** The variable was assigned the value of another one, which is empty. */
  copyEmpty(path: Path, name: string, from: string): void;
  /** The script tests the value of the variable. */
  test(path: Path, name: string): void;
  /** The value of the variable is read. */
  read(path: Path, name: string): void;
  /** The values of all variables may be read. */
  readAll(path: Path): void;
  /** The calls about which the status in the variable reveals something, and whose failure nothing has noticed yet. */
  unread(path: Path, name: string): readonly number[];
  /** The failed calls of which `!` turned the failure into the 0 that the variable contains, if nothing else has responded to it. */
  inverted(path: Path, name: string): readonly number[];
  /** The path does something that may be a response to any failure before it. */
  respond(path: Path): void;
  /** The calls whose status is in a variable of one of the paths only. */
  differing(a: Path, b: Path): readonly number[];
  /** The variables of the path that results from joining `a` and `b`. */
  joined(a: Path, b: Path): unknown;
}

/** Background jobs that a path has started: the calls in all of them, and those in the last one. */
export interface Jobs {
  readonly all: readonly number[];
  readonly last: readonly number[];
  /** Calls whose output the status of a job depends on. */
  readonly about: readonly number[];
  /** How many jobs with calls of their own nothing has waited for. */
  readonly count: number;
  /** The calls of each of these jobs, in the order in which they were started; `undefined` if that is unknown. */
  readonly each: readonly (readonly number[])[] | undefined;
  /** Calls that several of these jobs have started. */
  readonly several: readonly number[];
  /** The loops in which the jobs were started. */
  readonly loops: readonly Loop[];
  /** Of these calls, those of which nothing has read the status that the last `wait` for a single job had. */
  readonly unread: readonly number[];
}

export interface JobTracker {
  /** A background job was started that ends with one of these statuses. */
  start(path: Path, statuses: readonly Status[], loops: readonly Loop[]): void;
  /** In a pipeline, the calls of the commands before this one: the status of the pipeline will reveal theirs. */
  keep(path: Path, calls?: readonly number[]): void;
  /**
   * The path waits for the job with these calls (`undefined`: an unknown job); returns what the status of `wait` reveals. If several
   * jobs have started a call, the status of one of them reveals nothing about the others, unless a loop waits.
   * @param loops the loops around `wait`. One that starts no jobs is assumed to wait as often as there are jobs.
   */
  waitFor(path: Path, job: readonly number[] | undefined, loops: readonly Loop[]): StatusInfo;
  /** The same for the job that ends first: once the path has waited as often as there are jobs, it has waited for all. */
  waitForAny(path: Path, loops: readonly Loop[]): StatusInfo;
  /** Whether the path has started jobs, not all of them inside of these loops, and has not waited for them. */
  areOpen(path: Path, loops: readonly Loop[]): boolean;
  /** `wait` without operands: afterwards only the status of the last job can still be read. */
  reap(path: Path): void;
  /** The jobs that the path has started. */
  of(path: Path): Jobs;
  /** The jobs of the path that results from joining `a` and `b`. */
  joined(a: Path, b: Path): Jobs;
}
