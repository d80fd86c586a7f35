/** Splits a run between several machines: `--shard 1/4`. */
import type { Shard } from "../arguments/shard.ts";
import { digest } from "../support/digest.ts";
import { shownPath } from "../support/shown-path.ts";

/**
 * Whether a file belongs to the shard. Only its path relative to the current directory decides, so that every file is in
 * exactly one shard even if the machines have different files beside it.
 */
export function isInShard({ index, total }: Shard, cwd: string, path: string): boolean {
  return digest("sha1", shownPath(cwd, path)).readUInt32BE(0) % total === index - 1;
}
