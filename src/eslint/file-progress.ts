/** How far the work on one file is: a large one takes long, and whoever waits for it wants to know. */

export interface FileProgress {
  /** Evaluating scripts, or visiting nodes with rules. */
  readonly stage: "script" | "rules";
  /** How many of `total` are done, or at work. */
  readonly done: number;
  readonly total: number;
}

/** Who is told, in this thread; nobody by default. */
export const fileProgress: { listener: ((progress: FileProgress) => void) | undefined } = { listener: undefined };

/** Items between two reports. */
const INTERVAL = 64;

/** The items, with a report from time to time as they are taken. */
export function* reported<Item>(items: readonly Item[], listener: (progress: FileProgress) => void): Generator<Item> {
  for (let index = 0; index < items.length; index++) {
    if (index % INTERVAL === 0) listener({ stage: "rules", done: index, total: items.length });
    yield items[index]!;
  }
}
