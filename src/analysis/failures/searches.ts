/** Programs that also fail if they find nothing: with `set -o pipefail`, so does their pipeline. */
import type { PipelineNode } from "unbash";

/** Programs whose status is 1 if they find nothing, or a difference. */
const SEARCHES = /^(?:\S*\/)?(?:[efpz]?grep|rg|diff|cmp)$/;

/** The name of the first of these commands whose status is not 0 if it finds nothing; `undefined` if there is none. */
export function searchAmong(commands: readonly PipelineNode[]): string | undefined {
  const names = commands.map((one) => (one.type === "Command" ? one.name?.value : undefined));
  return names.find((name) => name !== undefined && SEARCHES.test(name));
}
