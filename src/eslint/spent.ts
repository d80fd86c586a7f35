/** What scripts have cost so far in this thread, in milliseconds: they are parsed and evaluated in the middle of a rule's work. */
export const spent = { parsing: 0, evaluating: 0 };

/** Does the work, and adds what it takes. */
export function spending<Result>(on: keyof typeof spent, work: () => Result): Result {
  const start = performance.now();
  try {
    return work();
  } finally {
    spent[on] += performance.now() - start;
  }
}
