/** What joining paths asks of value numbering. */
import type { Path } from "./path.ts";

export interface ValueNumbers {
  /** The number of what the path holds in the slot: the same for what is the same to all who look at it. */
  of(path: Path, slot: number): number;
}
