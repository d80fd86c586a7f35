/** `$1 …`: of the script, of a function's call, as `set --` and `shift` leave them. */
import { SLOT } from "./symbols.ts";
import type { Frame } from "./evaluator.ts";
import type { Positional } from "./path.ts";

/** The script's own: the agent gives none, but who runs it by hand may. */
const OPEN: Positional = { words: [], open: true };

export function positional(frame: Pick<Frame, "machine" | "path">): Positional {
  return (frame.path.memory.get(SLOT.positional) as Positional | undefined) ?? OPEN;
}

export function setPositional(frame: Pick<Frame, "machine" | "path">, to: Positional): void {
  frame.path.memory = frame.path.memory.set(SLOT.positional, to, false);
}
