/** What joining paths asks of value numbering. */
import type { Choice, World } from "../../values/worlds.ts";
import type { Path } from "../path/path.ts";

export interface ValueNumbers {
  /** The number of what the path holds in the slot: the same for what is the same to all who look at it. */
  of(path: Path, slot: number): number;
  /**
   * The choice between these worlds, which the paths held in these slots when they met at `pos`.
   * @param calls the slots of calls of which the worlds tell.
   */
  choice(
    pos: number,
    paths: readonly Path[],
    slots: readonly number[],
    calls: readonly number[],
    worlds: readonly World[],
  ): Choice;
}
