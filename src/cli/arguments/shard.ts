/** One of the parts that a run is split into, as in `--shard 1/4`. */
export interface Shard {
  /** Starts at 1. */
  readonly index: number;
  readonly total: number;
}
