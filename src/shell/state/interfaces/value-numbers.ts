/** What the joining of paths asks of value numbering. */
import type { Choice, World } from "../../values/worlds.ts";
import type { Path } from "../path/path.ts";

export interface ValueNumbers {
  /** The number of the path's value in the slot: equal for values that no reader can distinguish. */
  of(path: Path, slot: number): number;
  /**
   * The choice between these worlds: what the paths had in these slots when they met at `pos`.
   * @param calls the slots of the calls that the worlds describe.
   */
  choice(
    pos: number,
    paths: readonly Path[],
    slots: readonly number[],
    calls: readonly number[],
    worlds: readonly World[],
  ): Choice;
}
