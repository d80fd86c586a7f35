/** Finds the nodes around positions. */
import type { Span } from "../spans/span.ts";

/** Finds the innermost of nested spans around a position; the positions must be requested in ascending order. */
export class Innermost<One extends { readonly span: Span }> {
  readonly #open: One[] = [];
  readonly #all: readonly One[];
  #next = 0;

  /** @param all in order of their starts, the outer one first */
  constructor(all: readonly One[]) {
    this.#all = all;
  }

  at(pos: number): One | undefined {
    const open = this.#open;
    for (;;) {
      while (open.length > 0 && open.at(-1)!.span.end <= pos) open.pop();
      const next = this.#all[this.#next];
      if (next === undefined || next.span.pos > pos) return open.at(-1);
      open.push(next);
      this.#next++;
    }
  }
}
