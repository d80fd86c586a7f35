/** What a path knows of the messages of a program. */
import type { Run } from "../../model/invocation.ts";

/** Messages that the programs on a path may have printed since stderr was redirected. */
export interface Diagnostics {
  /** The last program. */
  readonly run: Run;
  /** The programs before it. */
  readonly earlier: readonly Run[];
  /** Whether the program prints nothing to the stdout that they are printed to. */
  readonly isAlone: boolean;
}

/** How many programs are remembered: the latest. */
const MOST = 16;

/** What the path knows after one more program. */
export function withProgram(before: Diagnostics | undefined, run: Run, isAlone: boolean): Diagnostics {
  return { run, earlier: before === undefined ? [] : earlierThan(run, before), isAlone };
}

/** What the path that results from joining two knows. */
export function joinedDiagnostics(a: Diagnostics | undefined, b: Diagnostics | undefined): Diagnostics | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  return { ...a, earlier: earlierThan(a.run, b, a.earlier) };
}

function earlierThan(run: Run, { earlier, run: last }: Diagnostics, more: readonly Run[] = []): readonly Run[] {
  return [...new Set([...more, ...earlier, last])].filter((one) => one !== run).slice(-MOST);
}
