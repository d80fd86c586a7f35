/** The state of one path through the script: variables, functions, files, options, and what has led to it. */
import type { Diagnostics } from "./diagnostics.ts";
import type { Streams, Tracing } from "./streams.ts";
import type { Binding } from "../../model/environment.ts";
import type { Fact } from "../../model/invocation.ts";
import { addFact, type Facts } from "./facts.ts";
import { Memory } from "./store.ts";
import type { Source } from "../../values/source.ts";
import type { AbstractString, CallsOfStatus, Piece, UnknownText } from "../../model/value.ts";
import type { CompoundCommand, CompoundList, Redirected, Function as FunctionNode } from "unbash";

export type Flow =
  /**
   * `failed`: `set -e` ends the shell, and its `ERR` trap has still to run. `unwinds`: functions end before the shell does,
   * which restores what they made local and the prefix assignments of their calls; otherwise a trap on `EXIT` sees these.
   * `asSuccess`: the agent treats the status as success though it is not 0.
   */
  | { readonly kind: "exit"; readonly failed?: boolean; readonly unwinds?: boolean; readonly asSuccess?: boolean }
  | { readonly kind: "return" }
  /** bash discards the rest of the line that it is reading and continues with the next. */
  | { readonly kind: "discard" }
  | { readonly kind: "break" | "continue"; readonly levels: number };

/** Whether the shell ends inside the functions that it has called. */
export function endsWithin(flow: Flow | undefined): boolean {
  return flow?.kind === "exit" && flow.unwinds !== true;
}

/** What a path learns when it tests a status, or when another process has ended. */
export type Consequence =
  | { readonly kind: "fact"; readonly fact: Fact }
  | { readonly kind: "variable"; readonly name: string; readonly binding: Binding }
  /** A file that has been written, by its slot. */
  | { readonly kind: "file"; readonly slot: number; readonly content: AbstractString | undefined }
  /** The stage of a call (whether its failure was noticed), by its slot. */
  | { readonly kind: "call"; readonly slot: number; readonly stage: unknown }
  /** The calls whose failure a flag still records, by its slot (`outcomes/flags.ts`). */
  | { readonly kind: "flag"; readonly slot: number; readonly calls: readonly number[] };

/** What a test of the status reveals about calls, by their slots (`outcomes/`). */
export interface StatusInfo extends CallsOfStatus {
  /** Whether the status is a success if these calls failed: `! aws`. */
  readonly inverse?: boolean | undefined;
  /** Whether the failure is that of a comparison of files that differ: `cmp`. */
  readonly ofDifference?: boolean | undefined;
  /** The same for each command of a pipeline. */
  readonly parts?: readonly StatusInfo[] | undefined;
}

/** The status of the last command. */
export type Status = StatusInfo &
  /** `untaken`: of an `if` of which no branch ran. */
  (
    | { readonly kind: "success"; readonly untaken?: boolean }
    | { readonly kind: "failure" }
    | { readonly kind: "unknown"; readonly success: readonly Consequence[]; readonly failure: readonly Consequence[] }
  );

export const SUCCESS: Status = { kind: "success" };
export const UNTAKEN: Status = { kind: "success", untaken: true };
export const FAILURE: Status = { kind: "failure" };
export const EITHER: Status = { kind: "unknown", success: [], failure: [] };

/** Bits of the slot "options". */
export const OPTION = {
  errexit: 1,
  allexport: 2,
  pipefail: 4,
  nounset: 8,
  lastpipe: 16,
  aliases: 32,
  keyword: 64,
  posix: 128,
  errtrace: 256,
  inheritErrexit: 512,
  nocasematch: 1024,
} as const;

export interface FunctionDefinition {
  readonly node: FunctionNode;
  readonly body: CompoundCommand | Redirected | CompoundList;
  readonly source: Source;
  /** Calls so far: how many there were, how those ended that ended the script (`exits`), and whether any returned. */
  readonly calls: {
    count: number;
    /** The script's status in the calls that ended it; `undefined` if none did. */
    exits?: Status["kind"];
    returns: boolean;
    /** Whether a call of it was not evaluated because of the limit of recursive calls. */
    isCut?: boolean;
    /** Whether a call has used what it received about the failure of an earlier call; `undefined` if none received anything. */
    checks?: boolean;
    /** What distinguishes the calls that were evaluated; see `call-circumstances.ts`. */
    readonly seen: Set<string>;
    /** How often each command has called it, by its position. */
    readonly sites: Map<number, number>;
    /** For successful and for failed calls: whether any printed something that was read. */
    printsIf: { success?: boolean; failure?: boolean };
    /** The output of the calls that was read, by their arguments, in an evaluation that records it. */
    readonly printed: Map<string, UnknownText>;
  };
}

/** `$1 …`. */
export interface Positional {
  readonly words: readonly AbstractString[];
  /** Whether there may be more than `words`. */
  readonly open: boolean;
  /** What further words are made of, if known: the output of a program in `set -- $(aws …)`. */
  readonly rest?: AbstractString | undefined;
}

/**
 * Variables that a function call has made local, with their earlier values. The slot "covered" of a variable contains the
 * latest entry that is still to be undone.
 */
export interface Locals {
  readonly name: string;
  readonly slots: readonly (readonly [slot: number, value: unknown])[];
  readonly before: Locals | undefined;
}

/** What a path has printed on a stdout that is read. */
export interface Output {
  readonly pieces: readonly Piece[];
}

export const NO_OUTPUT: Output = { pieces: [] };

export const INHERITED: readonly Binding[] = [{ state: "inherited", exported: true }];

export class Path {
  memory: Memory = Memory.empty;
  status: Status = SUCCESS;
  /** The status of the last command substitution in the command that is being expanded. */
  substituted: Status | undefined = undefined;
  facts: Facts | undefined = undefined;
  flow: Flow | undefined = undefined;
  /** `undefined` if nothing reads stdout. */
  output: Output | undefined = undefined;
  /** Messages of the last program, for a redirection of stderr around it. Only set if calls are followed. */
  diagnostics: Diagnostics | undefined = undefined;
  /** The rest of stdin; `undefined` if it is entirely unknown. */
  input: AbstractString | undefined = undefined;
  /** Where its file descriptors lead; `undefined` if the evaluation does not record what is printed. */
  streams: Streams | undefined = undefined;
  /** What turned `set -x` on. */
  tracing: Tracing | undefined = undefined;
  /** Calls, by their slots, whose failure led here and was not handled since; see `Outcomes.handOnFailure`. */
  failing: readonly number[] | undefined = undefined;

  clone(): Path {
    const copy = new Path();
    copy.memory = this.memory;
    copy.status = this.status;
    copy.facts = this.facts;
    copy.flow = this.flow;
    copy.output = this.output;
    copy.diagnostics = this.diagnostics;
    copy.input = this.input;
    copy.streams = this.streams;
    copy.tracing = this.tracing;
    copy.failing = this.failing;
    return copy;
  }

  learn(fact: Fact): void {
    this.facts = addFact(this.facts, fact);
  }
}
