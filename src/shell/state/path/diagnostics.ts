/** What a path knows of the messages of a program. */
import type { Run } from "../../model/invocation.ts";

/** Messages that the last program on a path may have printed. */
export interface Diagnostics {
  readonly run: Run;
  /** Whether the program prints nothing to the stdout that they are printed to. */
  readonly isAlone: boolean;
}
