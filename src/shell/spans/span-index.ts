/**
 * Finds spans by containment: an interval tree over the spans in order of their starts, with the largest end of each subtree.
 */
import { lowerBound } from "../../sorted/lower-bound.ts";
import { lastUpTo } from "./sorted-positions.ts";
import type { Span } from "./span.ts";

export class SpanIndex<Item extends Span> {
  readonly #sorted: readonly Item[];
  /** A complete binary tree: the largest end among the leaves below each node. Leaves start at `#size`. */
  readonly #ends: Float64Array;
  readonly #size: number;

  constructor(items: readonly Item[]) {
    this.#sorted = items.toSorted((a, b) => a.pos - b.pos);
    this.#size = 1;
    while (this.#size < items.length) this.#size *= 2;
    this.#ends = new Float64Array(2 * this.#size).fill(-1);
    for (const [index, { end }] of this.#sorted.entries()) this.#ends[this.#size + index] = end;
    for (let node = this.#size - 1; node > 0; node--)
      this.#ends[node] = Math.max(this.#ends[2 * node]!, this.#ends[2 * node + 1]!);
  }

  /** The items whose span contains all of `span`, in order of their starts. */
  holding({ pos, end }: Span): Item[] {
    const found: Item[] = [];
    const last = lastUpTo(this.#sorted, pos);
    const visit = (node: number, from: number, size: number): void => {
      if (from > last || this.#ends[node]! < end) return;
      if (size === 1) {
        found.push(this.#sorted[from]!);
        return;
      }
      visit(2 * node, from, size / 2);
      visit(2 * node + 1, from + size / 2, size / 2);
    };
    if (last >= 0) visit(1, 0, this.#size);
    return found;
  }

  /** The items inside `span`, in order of their starts. */
  within({ pos, end }: Span): Item[] {
    const from = lowerBound(this.#sorted.length, (index) => this.#sorted[index]!.pos < pos);
    return this.#sorted.slice(from, lastUpTo(this.#sorted, end) + 1).filter((item) => item.end <= end);
  }
}
