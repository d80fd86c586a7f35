/**
 * Liveness: whether the value of a variable at some position is read later. It determines which differences keep paths apart
 * and cause another iteration of a loop.
 */
import { baseName } from "../syntax/base-name.ts";
import type { ParsedScript } from "unbash";
import { assignedIn, type Assigned } from "./definite-assignment.ts";
import { firstFrom } from "../syntax/lower-bound.ts";
import { FileRemovals } from "../syntax/file-removals.ts";
import { NameReads } from "./name-reads.ts";
import { identifiers } from "../syntax/names.ts";
import { questionOperand } from "../syntax/machine-question.ts";
import { functionsIn, type FunctionSpans } from "../syntax/function-definitions.ts";
import type { LivenessOracle } from "../state/interfaces/liveness.ts";
import type { Region } from "../state/path/region.ts";
import type { Slice } from "../state/interfaces/slice.ts";
import type { Span } from "../syntax/span.ts";

interface Occurrences {
  readonly positions: number[];
  /**
   * For each position where the name is assigned: the innermost branch around it, or the whole script. The previous value is
   * lost for all paths that come from inside that range. `undefined` for other positions.
   */
  readonly assigned: (Span | undefined)[];
  /** How many of the positions are in the bodies of functions. */
  readonly inFunctions: number;
  /** Functions that are defined in other functions and whose bodies read the name: it is read where they are called. */
  readonly nestedIn: ReadonlySet<string>;
}

export class Liveness implements LivenessOracle {
  readonly #text: string;
  readonly #functions: FunctionSpans;
  #names: Map<string, Occurrences> | undefined;
  #reads: NameReads | undefined;
  #removals: FileRemovals | undefined;
  readonly #last = new Map<string, number>();
  /** By text: the first occurrence at or after `from`, of the last search. */
  readonly #inText = new Map<string, { readonly from: number; readonly next: number }>();

  /** Names in functions that code in strings defines: they are read wherever these are called. */
  readonly #embedded = new Set<string>();

  readonly #relevance: Slice;

  readonly #tree: ParsedScript;

  constructor(text: string, tree: ParsedScript, relevance: Slice) {
    this.#relevance = relevance;
    this.#text = text;
    this.#tree = tree;
    this.#functions = functionsIn(tree.commands);
  }

  #occurrences(name: string): Occurrences | undefined {
    return (this.#names ??= this.#scan(assignedIn(this.#tree, this.#text))).get(name);
  }

  /** The occurrences of all variables that can matter. */
  #scan({ branches, names: given }: Assigned): Map<string, Occurrences> {
    const text = this.#text;
    const functions = this.#functions;
    const relevance = this.#relevance;
    const names = new Map<string, Occurrences>();
    const [outer, nested] = [new Bodies(functions.outer), new Bodies(functions.nested)];
    const around = new Around(branches, text.length);
    for (const match of text.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) {
      const pos = match.index;
      const name = match[0];
      if (!relevance.has(name)) continue;
      const before = names.get(name);
      const inside = outer.holding(pos) === undefined ? 0 : 1;
      const holder = given.has(pos) ? undefined : nested.holding(pos)?.name.text;
      const branch = around.at(pos);
      const assigned = given.has(pos) ? branch : undefined;
      if (before === undefined)
        names.set(name, {
          positions: [pos],
          assigned: [assigned],
          inFunctions: inside,
          nestedIn: new Set(holder === undefined ? [] : [holder]),
        });
      else {
        before.positions.push(pos);
        before.assigned.push(assigned);
        if (inside === 1)
          names.set(name, {
            ...before,
            inFunctions: before.inFunctions + 1,
            nestedIn: holder === undefined ? before.nestedIn : new Set([...before.nestedIn, holder]),
          });
      }
    }
    return names;
  }

  /** Whether the variable may be read at or after `pos` before it is assigned again. */
  isLive(name: string, region: Region, pos: number): boolean {
    if (!this.#relevance.has(name)) return false;
    if (this.#relevance.isWatched(name) || this.#relevance.isKept(name)) return true;
    const operand = this.#relevance.isRepeated(name) ? questionOperand(name) : undefined;
    if (operand !== undefined) return operand === "" || this.isFileLive(operand, region, pos);
    const all = this.#occurrences(name);
    if (all === undefined) return false;
    if (region.anywhere || this.#embedded.has(name)) return true;
    const { nestedIn, positions, inFunctions } = all;
    const { body } = region;
    if (body !== undefined && nestedIn.size > 0) {
      const from = Math.min(pos, ...region.loops);
      for (const holder of nestedIn) if (this.#lastPlace(holder) >= from) return true;
    }
    if (body === undefined ? inFunctions > 0 : positions[0]! < body.pos || positions.at(-1)! >= body.end) return true;
    return isReadFrom(all, pos) || region.loops.some((start) => isReadFrom(all, start, true));
  }

  addEmbedded(text: string, tree: ParsedScript): void {
    for (const { pos, end } of functionsIn(tree.commands).outer)
      for (const name of identifiers(text.slice(pos, end))) this.#embedded.add(name);
  }

  isReadBeside(name: string, own: Span, range: Span | undefined): boolean {
    const reads = (this.#reads ??= new NameReads(this.#text));
    const { pos, end } = range ?? { pos: 0, end: this.#text.length };
    if (range === undefined && reads.runsOtherCode) return true;
    const bodies = this.#functions.outer.filter((one) => one.end <= pos || end <= one.pos);
    const parts = [{ pos, end: own.pos }, { pos: own.end, end }, ...bodies];
    return reads.isExported(name) || parts.some((part) => reads.isIn(name, part));
  }

  /** The last occurrence of the text. */
  #lastPlace(name: string): number {
    let last = this.#last.get(name);
    if (last === undefined) this.#last.set(name, (last = this.#text.lastIndexOf(name)));
    return last;
  }

  /** The distance from `pos` to the next occurrence of the name. */
  distance(name: string, pos: number): number {
    const positions = this.#occurrences(name)?.positions ?? [];
    const next = positions[firstFrom(positions, pos)];
    return next === undefined ? this.#text.length : next - pos;
  }

  /** The distance from `pos` to the next occurrence of the text. */
  distanceInText(name: string, pos: number): number {
    let last = this.#inText.get(name);
    if (last === undefined || pos < last.from || pos > last.next) {
      const next = this.#text.indexOf(name, pos);
      last = { from: pos, next: next === -1 ? Number.POSITIVE_INFINITY : next };
      this.#inText.set(name, last);
    }
    return last.next === Number.POSITIVE_INFINITY ? this.#text.length : last.next - pos;
  }

  mayRemoveFile(name: string, { anywhere, body, loops }: Region, pos: number): boolean {
    const isInOrder = !anywhere && body === undefined && loops.length === 0;
    return (this.#removals ??= new FileRemovals(this.#text)).mayRemove(name, isInOrder ? pos : undefined);
  }

  /** Whether the file's name occurs in the script after `pos`. */
  isFileLive(key: string, region: Region, pos: number): boolean {
    if (region.anywhere || region.body !== undefined) return true;
    if (this.#functions.outer.length > 0 || this.#embedded.size > 0) return true;
    const name = baseName(key);
    if (this.#relevance.isWatchedFile(key)) return true; // A program reads it whose command does not name it.
    if (name === "" || key.startsWith("? ") || key.startsWith("/dev/fd/")) return true;
    return this.#lastPlace(name) >= Math.min(pos, ...region.loops);
  }
}

/** Finds the function around a position; the positions must be requested in ascending order. */
class Bodies<One extends Span> {
  readonly #all: readonly One[];
  #next = 0;
  #latest: One | undefined;

  constructor(all: readonly One[]) {
    this.#all = all;
  }

  /** The function whose body contains the position. */
  holding(pos: number): One | undefined {
    while (this.#next < this.#all.length && this.#all[this.#next]!.pos <= pos) this.#latest = this.#all[this.#next++];
    return this.#latest !== undefined && pos < this.#latest.end ? this.#latest : undefined;
  }
}

/** Finds the innermost branch around a position; the positions must be requested in ascending order. */
class Around {
  readonly #open: Span[];
  readonly #branches: readonly Span[];
  #next = 0;

  constructor(branches: readonly Span[], length: number) {
    this.#branches = branches;
    this.#open = [{ pos: 0, end: length }];
  }

  at(pos: number): Span {
    const open = this.#open;
    const branches = this.#branches;
    for (;;) {
      while (open.length > 1 && open.at(-1)!.end <= pos) open.pop();
      const next = branches[this.#next];
      if (next === undefined || next.pos > pos) return open.at(-1)!;
      open.push(next);
      this.#next++;
    }
  }
}

/**
 * Whether the name may be read before all paths that come from `pos` have assigned it again.
 * @param inside whether paths from the first position of a branch are in it: that of a loop, in which another iteration begins
 */
function isReadFrom({ positions, assigned }: Occurrences, pos: number, inside = false): boolean {
  for (let next = firstFrom(positions, pos); next < positions.length; next++) {
    const branch = assigned[next];
    if (branch === undefined) return true;
    if ((branch.pos < pos || (inside && branch.pos === pos)) && pos < branch.end) return false;
  }
  return false;
}
