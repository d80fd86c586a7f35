/** Reports the progress of the work on one file, because a large file can take a long time. */

export interface FileProgress {
  /** `script`: evaluating scripts. `rules`: visiting nodes with rules. */
  readonly stage: "script" | "rules";
  /** How many of `total` are done or in progress. */
  readonly done: number;
  readonly total: number;
}

/** The listener of this thread; `undefined` by default. */
export const fileProgress: { listener: ((progress: FileProgress) => void) | undefined } = { listener: undefined };

/** Number of items between two reports. */
const INTERVAL = 64;

/** Yields the items, and reports progress to the listener from time to time. */
export function* reported<Item>(items: readonly Item[]): Generator<Item> {
  const { listener } = fileProgress;
  for (const [index, item] of items.entries()) {
    if (index % INTERVAL === 0) listener?.({ stage: "rules", done: index, total: items.length });
    yield item;
  }
}
