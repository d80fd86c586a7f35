/**
 * Milliseconds that scripts have taken so far in this thread. Measured separately, because scripts are parsed and evaluated
 * while a rule runs.
 */
export const elapsed = { parsing: 0, evaluating: 0 };

/** The commands that have been evaluated so far in this thread: unlike the time, the same in each run. */
export const evaluations = { commands: 0 };

/** Runs `work`, and adds the time that it takes. */
export function measure<Result>(on: keyof typeof elapsed, work: () => Result): Result {
  const start = performance.now();
  try {
    return work();
  } finally {
    elapsed[on] += performance.now() - start;
  }
}
