/** What the evaluation of a script asks of its liveness analysis. */
import type { Region } from "../path/region.ts";

export interface LivenessOracle {
  /** Whether the variable may be read at or after `pos` before it is given another value. */
  isLive(variable: string, region: Region, pos: number): boolean;
  /** How far from the place the name is written again. */
  distance(variable: string, pos: number): number;
  /** How far after `pos` the text stands again. */
  distanceInText(text: string, pos: number): number;
  /** Whether the file's name stands in the script after the place. */
  isFileLive(key: string, region: Region, pos: number): boolean;
}
