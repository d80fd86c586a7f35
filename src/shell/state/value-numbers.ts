/** What joining paths asks of value numbering. */
import type { Choice, World } from "../values/worlds.ts";
import type { Path } from "./path.ts";

export interface ValueNumbers {
  /** The number of what the path holds in the slot: the same for what is the same to all who look at it. */
  of(path: Path, slot: number): number;
  /** The choice between these worlds, which the paths held in these slots when they met at `pos`. */
  choice(pos: number, paths: readonly Path[], slots: readonly number[], worlds: readonly World[]): Choice;
}
