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

/** Yields the items, and reports progress from time to time if their number is known. */
export function* reported<Item>(items: Iterable<Item>, listener: (progress: FileProgress) => void): Generator<Item> {
  if (!isList(items)) return yield* items;
  for (let index = 0; index < items.length; index++) {
    if (index % INTERVAL === 0) listener({ stage: "rules", done: index, total: items.length });
    yield items[index]!;
  }
}

function isList<Item>(items: Iterable<Item>): items is readonly Item[] {
  return Array.isArray(items);
}
