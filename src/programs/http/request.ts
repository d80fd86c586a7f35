/** The requests of an HTTP client's command line. */
import { type Argument, type AbstractString, baseName, UNKNOWN_TEXT } from "../../shell/index.ts";

/** One header line as given, `Name: value`, and the argument that it comes from. */
export interface HeaderLine {
  readonly text: AbstractString;
  readonly from: Argument;
}

/** One request that a command line sends. */
export interface HttpRequest {
  /** As written, with or without a scheme. */
  readonly url: AbstractString;
  readonly urlFrom: Argument;
  readonly method: AbstractString;
  /** The headers given on the command line, in order. */
  readonly headers: readonly HeaderLine[];
  /** The destination of the response. */
  readonly output: AbstractString | "stdout" | "remote name";
  /** Whether a response status of 400 or more is a failure (curl's `-f`; always for wget). */
  readonly failOnError: boolean;
  /** Whether the program prints no error message if it fails: curl's `-s` without `-S`, wget's `-q`. */
  readonly silent: boolean;
  /** The format of the text that is printed after the response (curl's `-w`). */
  readonly writeOut: AbstractString | undefined;
}

/** The reason for which a program rejects its command line and sends nothing. */
export interface Refusal {
  readonly argument: Argument;
  /**
   * equals: `--header=…` for a known option whose value must be a separate word. unknown: the option does not exist. value:
   * the option's value is missing. conflict: the options exclude each other.
   */
  readonly because: "equals" | "unknown" | "value" | "conflict";
  /** The option as written, without its value; `""` if the cause is not a single option. */
  readonly option: string;
}

export interface HttpCommandLine {
  /** In the order in which they are sent. If the command line is rejected, the requests that were intended. */
  readonly requests: readonly HttpRequest[];
  /** Whether unknown text may contain options, so that no header is certainly missing. */
  readonly open: boolean;
  /** The first reason for which the program stops before it sends a request. */
  readonly refusal: Refusal | undefined;
}

/** A command line that sends nothing: `curl --version`. */
export const NOTHING: HttpCommandLine = { requests: [], open: false, refusal: undefined };

/** The last component of a file's name; `undefined` if it is unknown. Only the directory may be unknown, as in `$DIR/file`. */
export function knownFileName(outlined: string): string | undefined {
  const base = baseName(outlined);
  return base === "" || base.includes(UNKNOWN_TEXT) ? undefined : base;
}
