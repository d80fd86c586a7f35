/** The stretch of the step's script that is being evaluated: what counts as still to be read. */
import type { ArithmeticFor, For, Select, While } from "unbash";
import type { Span } from "../../syntax/span.ts";

export type Loop = ArithmeticFor | For | Select | While;

export interface Region {
  /** Starts of the loops around: from their ends it goes on there. */
  readonly loops: readonly number[];
  /** The innermost of these loops. */
  readonly loop: Loop | undefined;
  /** The body of a function; the whole script where it is `undefined`. */
  readonly body: Span | undefined;
  /** The place is not known: whatever is read anywhere counts. */
  readonly anywhere: boolean;
}

export const WHOLE_SCRIPT: Region = { loops: [], loop: undefined, body: undefined, anywhere: false };
export const ANYWHERE: Region = { loops: [], loop: undefined, body: undefined, anywhere: true };
