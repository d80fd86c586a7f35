/** The handlers of signals that a script has set, with the states in which a signal may run them. */
import type { Context } from "./context.ts";
import type { Path } from "./path.ts";
import type { Trap } from "./traps.ts";

/** How many handlers are evaluated, and how many of the same command. */
const MOST = 16;
const MOST_OF_ONE = 4;

/** How many paths are kept for one handler. */
const MOST_PATHS = 16;

export interface SignalHandler {
  readonly trap: Trap;
  readonly signal: string;
  /** Where it may run. */
  readonly paths: Path[];
  readonly context: Context;
}

export class SignalHandlers {
  readonly #all = new Map<Trap, SignalHandler>();
  readonly #ofCommands = new Map<object, number>();

  /** Records that the trap is set on the path until here: where it is removed or replaced, or where its shell ends. */
  add(trap: Trap, signal: string, path: Path, context: Context): void {
    const known = this.#all.get(trap);
    if (known !== undefined) {
      if (known.paths.length < MOST_PATHS) known.paths.push(path.clone());
      return;
    }
    const ofCommand = this.#ofCommands.get(trap.command) ?? 0;
    if (this.#all.size >= MOST || ofCommand >= MOST_OF_ONE) return;
    this.#ofCommands.set(trap.command, ofCommand + 1);
    this.#all.set(trap, { trap, signal, paths: [path.clone()], context });
  }

  [Symbol.iterator](): Iterator<SignalHandler> {
    return this.#all.values();
  }
}
