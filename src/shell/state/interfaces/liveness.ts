/** What the evaluation of a script asks of its liveness analysis. */
import type { ParsedScript } from "unbash";
import type { Span } from "../../spans/span.ts";
import type { Region } from "../path/region.ts";

export interface LivenessOracle {
  /** Whether the variable's value may matter: it may be read at or after `pos` before it is assigned again. */
  isLive(variable: string, region: Region, pos: number): boolean;
  /** The same for a variable on whose value, as far as known, nothing of interest depends. */
  isReadLater(variable: string, region: Region, pos: number): boolean;
  /**
   * Whether the variable may be read in this range (`undefined`: the script) outside of `own`, in a function that the range may
   * call, or in the environment of a program.
   */
  isReadBeside(variable: string, own: Span, range: Span | undefined): boolean;
  /** Whether a declaration in the script exports the variable. */
  isExported(variable: string): boolean;
  /** Whether code that is not in the script, or that names no variables, may read variables. */
  readonly readsUnnamed: boolean;
  /** Tells it what code in a string defines, which may be called after that string. */
  addEmbedded(text: string, tree: ParsedScript): void;
  /** The distance from `pos` to the next occurrence of the name. */
  distance(variable: string, pos: number): number;
  /** The distance from `pos` to the next occurrence of the text. */
  distanceInText(text: string, pos: number): number;
  /** Whether the file's name occurs in the script after `pos`. */
  isFileLive(key: string, region: Region, pos: number): boolean;
  /** Whether the script may remove the file before `pos`, or run there what may remove it. */
  mayRemoveFile(name: string, region: Region, pos: number): boolean;
}
