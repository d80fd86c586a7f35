/** What a command line of an HTTP client asks for. */
import type { Argument, AbstractString } from "../../shell/index.ts";

/** One header line as it was given, `Name: value`, and the argument that gave it. */
export interface HeaderLine {
  readonly text: AbstractString;
  readonly from: Argument;
}

/** One request that a command line sends. */
export interface HttpRequest {
  /** As written: with or without a scheme. */
  readonly url: AbstractString;
  readonly urlFrom: Argument;
  readonly method: AbstractString;
  /** The user's own headers, in order. */
  readonly headers: readonly HeaderLine[];
  /** Where the answer goes. */
  readonly output: AbstractString | "stdout" | "remote name";
  /** Whether an answer of 400 or more is a failure (curl's `-f`; always for wget). */
  readonly failOnError: boolean;
  /** Whether it says nothing if it fails: curl's `-s` without `-S`, wget's `-q`. */
  readonly silent: boolean;
  /** The format of what is printed after the answer (curl's `-w`). */
  readonly writeOut: AbstractString | undefined;
}

/** Why a program refuses its command line and sends nothing. */
export interface Refusal {
  readonly argument: Argument;
  /**
   * equals: `--header=…`, where the program knows the option but wants its value in a word of its own; unknown: no such
   * option; value: the option's value is missing; conflict: options that exclude one another.
   */
  readonly because: "equals" | "unknown" | "value" | "conflict";
  /** The option as it was written, without its value; `""` where no single one is to blame. */
  readonly option: string;
}

export interface HttpCommandLine {
  /** In the order in which they are sent. Where the line is refused: what it was meant to send. */
  readonly requests: readonly HttpRequest[];
  /** Whether text that is not known may hold options, so that no header can be said to be missing. */
  readonly open: boolean;
  /** The first reason for which the program stops before it sends anything. */
  readonly refusal: Refusal | undefined;
}

/** A command line that sends nothing: `curl --version`. */
export const NOTHING: HttpCommandLine = { requests: [], open: false, refusal: undefined };
