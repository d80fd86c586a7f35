/** Numbers the slots of a path's memory: variables by name, and other entries by kind and name. */

/** Slots that every path has. */
export const SLOT = {
  options: 0,
  positional: 1,
  locals: 2,
  /** Variables that have no slot of their own. */ others: 3,
} as const;

export type Kind =
  | "function"
  | "exported function"
  | "readonly"
  | "before call"
  | "getopts"
  | "file"
  | "alias"
  | "aliases of function"
  | "trap"
  | "reference"
  | "keyed"
  | "integer"
  | "case"
  | "covered"
  | "element"
  /** The stage of a call: whether its failure was noticed (`outcomes/`). */
  | "call"
  | "jobs"
  /** What the statuses in variables reveal: `RC=$?`. */
  | "statuses"
  /** The calls whose failure a variable records: `aws … || FAILED=1`. */
  | "flag"
  /** Differs after each change of the directory. */
  | "directory";

interface Entry {
  readonly kind: Kind | "variable" | "fixed";
  readonly name: string;
  /** A variable whose changes are of interest even if it is not exported. */
  readonly watched: boolean;
}

interface Watched {
  has(variable: string): boolean;
}

export class Symbols {
  readonly #variables = new Map<string, number>();
  readonly #others = new Map<Kind, Map<string, number>>();
  readonly #entries: Entry[] = Object.keys(SLOT).map((name) => ({
    kind: "fixed",
    name,
    watched: false,
  }));
  readonly #watched: Watched | undefined;

  /** @param watched the variables whose changes are of interest even if they are not exported. */
  constructor(watched: Watched | undefined) {
    this.#watched = watched;
  }

  /** The slots of variables whose changes are of interest even if they are not exported. */
  readonly watched: number[] = [];

  /** The slot of a variable. */
  slot(name: string): number {
    let slot = this.#variables.get(name);
    if (slot === undefined) {
      slot = this.#entries.length;
      this.#variables.set(name, slot);
      const watched = this.#watched?.has(name) ?? false;
      if (watched) this.watched.push(slot);
      this.#entries.push({ kind: "variable", name, watched });
    }
    return slot;
  }

  /** The names of this kind that have a slot, in order of their slots. */
  names(kind: Kind): readonly string[] {
    return [...(this.#others.get(kind)?.keys() ?? [])];
  }

  slotOf(kind: Kind, name: string): number {
    let slots = this.#others.get(kind);
    if (slots === undefined) this.#others.set(kind, (slots = new Map()));
    let slot = slots.get(name);
    if (slot === undefined) {
      slot = this.#entries.length;
      slots.set(name, slot);
      this.#entries.push({ kind, name, watched: false });
    }
    return slot;
  }

  /** The slot, if it was ever assigned. */
  existing(kind: Kind, name: string): number | undefined {
    return this.#others.get(kind)?.get(name);
  }

  /** Whether a slot of the kind was ever assigned. */
  hasAny(kind: Kind): boolean {
    return this.#others.has(kind);
  }

  entry(slot: number): Entry {
    return this.#entries[slot]!;
  }

  /** The slot's variable; `undefined` for a slot of another kind. */
  variable(slot: number): string | undefined {
    const entry = this.#entries[slot]!;
    return entry.kind === "variable" ? entry.name : undefined;
  }
}
