/** What one path through the script knows: variables, functions, files, options, and how it came here. */
import type { Streams, Tracing } from "./streams.ts";
import type { Binding } from "../../model/environment.ts";
import type { Fact } from "../../model/invocation.ts";
import { learning, type Facts } from "./facts.ts";
import { Memory } from "./store.ts";
import type { Source } from "../../values/source.ts";
import type { AbstractString, Piece, UnknownText } from "../../model/value.ts";
import type { CompoundCommand, CompoundList, Redirected, Function as FunctionNode } from "unbash";

export type Flow =
  /**
   * `failed`: `set -e` ends the shell, and its `ERR` trap is still to run. `unwinds`: functions end before the shell does, and
   * with them what they made local and what stood before their call; else a trap on `EXIT` sees it.
   * `asSuccess`: the agent takes the status for success though it is not 0.
   */
  | { readonly kind: "exit"; readonly failed?: boolean; readonly unwinds?: boolean; readonly asSuccess?: boolean }
  | { readonly kind: "return" }
  /** bash gives up the rest of the line that it is reading, and goes on with the next. */
  | { readonly kind: "discard" }
  | { readonly kind: "break" | "continue"; readonly levels: number };

/** Whether the shell ends within the functions that it has called. */
export function endsWithin(flow: Flow | undefined): boolean {
  return flow?.kind === "exit" && flow.unwinds !== true;
}

/** What a path learns when somebody looks at a status, or another process has ended. */
export type Consequence =
  | { readonly kind: "fact"; readonly fact: Fact }
  | { readonly kind: "variable"; readonly name: string; readonly binding: Binding }
  /** A file that has been written, by its slot. */
  | { readonly kind: "file"; readonly slot: number; readonly content: AbstractString | undefined }
  /** What is known of whether a call was noticed to fail, by its slot. */
  | { readonly kind: "call"; readonly slot: number; readonly stage: unknown };

/** Calls, by their slots, of which who looks at a status learns whether they failed (`outcomes/`). */
export interface Tells {
  /** It is their status. */
  readonly of?: readonly number[] | undefined;
  /** It says something of what they printed. */
  readonly about?: readonly number[] | undefined;
  /** It says whether there is a file that they were to write, and nothing of what is in it. */
  readonly there?: readonly number[] | undefined;
  /** It is a success if they failed: `! aws`. */
  readonly inverse?: boolean | undefined;
  /** The same of each element of a pipeline. */
  readonly parts?: readonly Tells[] | undefined;
}

/** The status of the last command. */
export type Status = Tells &
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
} as const;

export interface FunctionDefinition {
  readonly node: FunctionNode;
  readonly body: CompoundCommand | Redirected | CompoundList;
  readonly source: Source;
  /** Of its calls so far: how many there were, and whether any ended the script (`exits`), and any did not. */
  readonly calls: {
    count: number;
    /** How the script ends with those that have ended it; `undefined` if none has. */
    exits?: Status["kind"];
    returns: boolean;
    /** Of those that succeeded, and of those that failed, whether any printed something where somebody read it. */
    printsIf: { success?: boolean; failure?: boolean };
    /** What they have printed where somebody read it, in an evaluation that keeps that. */
    printed?: UnknownText;
  };
}

/** `$1 …`. `open`: there may be more than those that are known. */
export interface Positional {
  readonly words: readonly AbstractString[];
  /** Whether there may be more. */
  readonly open: boolean;
  /** What further words are made of, if that is known: the output of a program in `set -- $(aws …)`. */
  readonly rest?: AbstractString | undefined;
}

/**
 * Variables that a function's call has made local, with what they were before. The slot "covered" of a variable holds the
 * latest one that is still to be undone.
 */
export interface Locals {
  readonly name: string;
  readonly slots: readonly (readonly [slot: number, value: unknown])[];
  readonly before: Locals | undefined;
}

/** What a path has printed on a stdout that somebody reads; the newest piece first. */
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
  /** `undefined` where nobody reads stdout. */
  output: Output | undefined = undefined;
  /** What is left on stdin; `undefined` where it is not known at all. */
  input: AbstractString | undefined = undefined;
  /** Where its file descriptors lead; `undefined` where nobody asks what is printed. */
  streams: Streams | undefined = undefined;
  /** What has turned `set -x` on. */
  tracing: Tracing | undefined = undefined;
  /** Calls, by their slots, whose failure has led here, with nothing done about it since; see `Outcomes.handOnFailure`. */
  failing: readonly number[] | undefined = undefined;

  clone(): Path {
    const copy = new Path();
    copy.memory = this.memory;
    copy.status = this.status;
    copy.facts = this.facts;
    copy.flow = this.flow;
    copy.output = this.output;
    copy.input = this.input;
    copy.streams = this.streams;
    copy.tracing = this.tracing;
    copy.failing = this.failing;
    return copy;
  }

  learn(fact: Fact): void {
    this.facts = learning(this.facts, fact);
  }
}
