/** Splits a run between several machines: `--shard 1/4`. */
import { createHash } from "node:crypto";
import type { Shard } from "../arguments/shard.ts";
import { shownPath } from "../support/shown-path.ts";

/**
 * Whether a file belongs to the shard. Only its path relative to the current directory decides, so that every file is in
 * exactly one shard even if the machines have different files beside it.
 */
export function isInShard({ index, total }: Shard, cwd: string, path: string): boolean {
  const digest = createHash("sha1").update(shownPath(cwd, path)).digest();
  return digest.readUInt32BE(0) % total === index - 1;
}
