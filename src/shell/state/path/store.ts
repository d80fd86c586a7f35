/**
 * The state of a path as a persistent array. A write copies a few short arrays (a leaf of eight slots, a branch of sixteen leaves).
 * States with a common origin share the unchanged arrays, so that comparing two states visits only the arrays that differ.
 */
import { weigh } from "../../limits/effort.ts";

type Leaf = readonly unknown[];
/** A leaf is only ever replaced by a leaf with equal content. */
type Branch = (Leaf | undefined)[];

const EMPTY: never[] = [];

function replaced<T>(array: readonly T[], index: number, value: T): T[] {
  const copy = array.slice();
  while (copy.length < index) copy.push(undefined as T);
  copy[index] = value;
  return copy;
}

/** Like `replaced`, but writes into an array that is in `own`; a copy is added to it. */
function written<T>(array: readonly T[], index: number, value: T, own: Set<unknown>): readonly T[] {
  if (!own.has(array)) {
    const copy = replaced(array, index, value);
    own.add(copy);
    return copy;
  }
  const same = array as T[];
  while (same.length < index) same.push(undefined as T);
  same[index] = value;
  return same;
}

export class Memory {
  static readonly empty = new Memory(EMPTY, 0);
  static #lastVersion = 0;
  readonly #root: readonly (Branch | undefined)[];
  /** Memories of one version agree on everything that was set as visible. */
  readonly version: number;

  private constructor(root: readonly (Branch | undefined)[], version: number) {
    this.#root = root;
    this.version = version;
  }

  get(slot: number): unknown {
    return this.#root[slot >> 7]?.[(slot >> 3) & 15]?.[slot & 7];
  }

  /** `visible`: programs see the value, or saw the value that it replaces. */
  set(slot: number, value: unknown, visible = true): Memory {
    const branch = this.#root[slot >> 7] ?? EMPTY;
    const leaf = branch[(slot >> 3) & 15] ?? EMPTY;
    if (leaf[slot & 7] === value) return this;
    const newLeaf = replaced<unknown>(leaf, slot & 7, value);
    const newBranch = replaced<Leaf | undefined>(branch, (slot >> 3) & 15, newLeaf);
    return new Memory(replaced(this.#root, slot >> 7, newBranch), visible ? ++Memory.#lastVersion : this.version);
  }

  /** Like `set` for each of the values, but copies each array once. */
  setAll(values: Iterable<readonly [slot: number, value: unknown]>, visible = true): Memory {
    const own = new Set<unknown>();
    let root = this.#root;
    for (const [slot, value] of values) {
      const branch = root[slot >> 7] ?? EMPTY;
      const leaf = branch[(slot >> 3) & 15] ?? EMPTY;
      if (leaf[slot & 7] === value) continue;
      const newLeaf = written<unknown>(leaf, slot & 7, value, own);
      const newBranch = written<Leaf | undefined>(branch, (slot >> 3) & 15, newLeaf as Leaf, own);
      root = written(root, slot >> 7, newBranch as Branch, own);
    }
    return own.size === 0 ? this : new Memory(root, visible ? ++Memory.#lastVersion : this.version);
  }

  /** Calls `visit` for each slot whose values are not identical. */
  differences(other: Memory, visit: (slot: number) => void): void {
    this.agrees(other, (slot) => {
      visit(slot);
      return true;
    });
  }

  /**
   * Whether `same` returns `true` for each slot whose values are not identical. Arrays that are found to be equal are shared from then
   * on, so that they are not compared again.
   */
  agrees(other: Memory, same: (slot: number, mine: unknown, theirs: unknown) => boolean): boolean {
    if (this.#root === other.#root) return true;
    const branches = Math.max(this.#root.length, other.#root.length);
    for (let i = 0; i < branches; i++) {
      const mine = this.#root[i] ?? EMPTY;
      const theirs = other.#root[i] ?? EMPTY;
      if (mine === theirs) continue;
      const leaves = Math.max(mine.length, theirs.length);
      for (let j = 0; j < leaves; j++) {
        const a = mine[j] ?? EMPTY;
        const b = theirs[j] ?? EMPTY;
        if (a === b) continue;
        const length = Math.max(a.length, b.length);
        weigh("differing", length);
        let isEqual = true;
        for (let k = 0; k < length; k++) {
          if (a[k] === b[k]) continue;
          isEqual = false;
          if (!same((i << 7) | (j << 3) | k, a[k], b[k])) return false;
        }
        if (isEqual && theirs !== EMPTY) theirs[j] = a;
      }
    }
    return true;
  }

  /** Calls `visit` for each slot that has a value. */
  forEach(visit: (slot: number, value: unknown) => void): void {
    this.#root.forEach((branch, i) =>
      branch?.forEach((leaf, j) => {
        weigh("visited", leaf?.length);
        leaf?.forEach((value, k) => {
          if (value !== undefined) visit((i << 7) | (j << 3) | k, value);
        });
      }),
    );
  }
}
