/** The part of the step's script that is being evaluated, which determines the code that may still run. */
import type { Loop } from "../../syntax/loops.ts";
import type { Span } from "../../spans/span.ts";

export interface Region {
  /** Starts of the enclosing loops: evaluation continues there from their ends. */
  readonly loops: readonly number[];
  /** The innermost of these loops. */
  readonly loop: Loop | undefined;
  /** The body of a function; `undefined` for the whole script. */
  readonly body: Span | undefined;
  /** The position is unknown: whatever is read anywhere counts. */
  readonly anywhere: boolean;
}

export const WHOLE_SCRIPT: Region = { loops: [], loop: undefined, body: undefined, anywhere: false };
export const ANYWHERE: Region = { loops: [], loop: undefined, body: undefined, anywhere: true };
