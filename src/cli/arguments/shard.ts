/** One of the parts that a run is split into: `--shard 1/4`. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly total: number;
}
