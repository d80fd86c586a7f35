/** The source map of a text that is joined from several scalars. */
import type { Range } from "../model/document.ts";
import { sortEdits } from "../scalars/edit-order.ts";
import { type Layer, editsThrough } from "./layer.ts";
import type { FileEdit, ScriptEdit, SourceMap } from "../model/source-map.ts";
import { groupBy } from "../../grouping/group-by.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";

/** The file's own text. */
export class FileMap implements Layer {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  range(pos: number, end: number): [number, number] {
    const first = Math.min(Math.max(pos, 0), this.text.length);
    return [first, Math.min(Math.max(end, first), this.text.length)];
  }

  edits(changes: readonly ScriptEdit[]): FileEdit[] {
    return changes.map(({ pos, end, text }) => ({ range: [pos, end], text }));
  }

  hostEdits(changes: readonly ScriptEdit[]): ScriptEdit[] {
    return [...changes];
  }
}

/** Text that does not come from a scalar, such as a delimiter or the placeholder for a function. It cannot be changed. */
export class FixedMap implements Layer {
  readonly text: string;
  readonly #place: () => Range;

  /** @param place returns the file range. It is only called when the range is needed. */
  constructor(text: string, place: () => Range) {
    this.text = text;
    this.#place = place;
  }

  range(pos: number, end: number): [number, number] {
    const [from, to] = this.#place();
    if (end > pos) return [from, to];
    const at = pos <= 0 ? from : to;
    return [at, at];
  }

  edits(changes: readonly ScriptEdit[]): FileEdit[] | undefined {
    return changes.length === 0 ? [] : undefined;
  }

  hostEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
    return changes.length === 0 ? [] : undefined;
  }
}

/** The map of a delimiter. Its range is the gap between the two texts. */
export function delimiterMap(text: string, before: SourceMap, after: SourceMap): FixedMap {
  return new FixedMap(text, () => {
    const [, from] = before.range(before.text.length, before.text.length);
    const [to] = after.range(0, 0);
    return [from, Math.max(from, to)];
  });
}

export class JoinedMap implements Layer {
  readonly text: string;
  readonly #parts: readonly Layer[];
  readonly #starts: number[] = [];
  readonly #host: SourceMap;

  /** @param host the text that contains all parts */
  constructor(parts: readonly Layer[], host: SourceMap) {
    this.#parts = parts;
    this.#host = host;
    this.text = parts.map((part) => part.text).join("");
    let at = 0;
    for (const part of parts) {
      this.#starts.push(at);
      at += part.text.length;
    }
  }

  range(pos: number, end: number): [number, number] {
    const first = Math.min(Math.max(pos, 0), this.text.length);
    const last = Math.min(Math.max(end, first), this.text.length);
    if (this.#parts.length === 0) return [0, 0];
    const index = this.#partAt(first);
    const start = first - this.#starts[index]!;
    if (first === last) return this.#parts[index]!.range(start, start);
    const lastIndex = this.#partAt(last - 1);
    const [from] = this.#parts[index]!.range(start, start + 1);
    const [, to] = this.#parts[lastIndex]!.range(last - 1 - this.#starts[lastIndex]!, last - this.#starts[lastIndex]!);
    if (to >= from) return [from, to];
    // Because of aliases, a later part can come earlier in the file. The range is then that of the first part.
    return this.#parts[index]!.range(start, this.#parts[index]!.text.length);
  }

  edits(changes: readonly ScriptEdit[]): FileEdit[] | undefined {
    const sorted = sortEdits(changes);
    return sorted && editsThrough(this, this.#host, sorted);
  }

  hostEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
    const perPart = groupBy(changes, (change) => this.#partOf(change));
    if (perPart.has(undefined)) return undefined;
    const edits: ScriptEdit[] = [];
    for (const [index, own] of perPart) {
      const start = this.#starts[index!]!;
      const local = own.map(({ pos, end, text }) => ({ pos: pos - start, end: end - start, text }));
      const inHost = this.#parts[index!]!.hostEdits(local);
      if (!inHost) return undefined;
      for (const edit of inHost) edits.push(edit);
    }
    return edits;
  }

  /** The part that a change falls into. An insertion between two parts goes to the part that can be changed. */
  #partOf({ pos, end }: ScriptEdit): number | undefined {
    if (pos < 0 || end > this.text.length || this.#parts.length === 0) return undefined;
    let index = this.#partAt(pos);
    if (end > pos) return end <= this.#starts[index]! + this.#parts[index]!.text.length ? index : undefined;
    while (this.#parts[index] instanceof FixedMap && index > 0 && this.#starts[index] === pos) index--;
    return index;
  }

  /**
   * The part that contains the character at `pos`; at the end of the text, the last part. If there are empty parts at
   * `pos`, the last of them.
   */
  #partAt(pos: number): number {
    return Math.max(0, lowerBound(this.#parts.length, (index) => this.#starts[index]! <= pos) - 1);
  }
}
