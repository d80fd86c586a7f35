/** Options of the shell on a path: `set -e`, `shopt -s nullglob` and so on. */
import { SLOT } from "./path/symbols.ts";
import type { Path } from "./path/path.ts";

export function option(path: Path, bit: number): boolean {
  return (((path.memory.get(SLOT.options) as number | undefined) ?? 0) & bit) !== 0;
}

export function setOption(path: Path, bit: number, on: boolean): void {
  const slot = SLOT.options;
  const before = (path.memory.get(slot) as number | undefined) ?? 0;
  path.memory = path.memory.set(slot, on ? before | bit : before & ~bit, false);
}
