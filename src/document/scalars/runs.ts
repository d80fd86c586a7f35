/**
 * Maps each part of a decoded text to its part of the source.
 *
 * A run is *verbatim* (the same character by character, so offsets differ by a constant) or *atomic* (an escape, a fold, a
 * line break: its characters share one source range).
 */
import { lowerBound } from "../../sorted/lower-bound.ts";

export class Runs {
  /** Length of the decoded text so far. */
  length = 0;
  readonly #at: number[] = [];
  readonly #from: number[] = [];
  /** Source end of an atomic run; -1 for a verbatim one. */
  readonly #to: number[] = [];
  /** Decoded text of an atomic run; "" for a verbatim one. */
  readonly #texts: string[] = [];

  /** Adds the source's `[from, to)` as the next `to - from` characters, unchanged. */
  verbatim(from: number, to: number): void {
    if (to <= from) return;
    const last = this.#at.length - 1;
    const expected = last >= 0 && this.#to[last] === -1 ? this.#from[last]! + this.length - this.#at[last]! : -1;
    const continues = expected === from;
    if (!continues) this.#push(from, -1, "");
    this.length += to - from;
  }

  /** Adds `text`, to which the source's `[from, to)` decodes. */
  atomic(text: string, from: number, to: number): void {
    if (text === "") return;
    this.#push(from, to, text);
    this.length += text.length;
  }

  /** The decoded text. */
  decode(source: string): string {
    let text = "";
    for (let run = 0; run < this.#at.length; run++) {
      const length = (this.#at[run + 1] ?? this.length) - this.#at[run]!;
      const from = this.#from[run]!;
      text += this.#to[run] === -1 ? source.slice(from, from + length) : this.#texts[run];
    }
    return text;
  }

  /** Source offset of the start of the character at `pos`, which must be inside the text. */
  start(pos: number): number {
    const run = this.#find(pos);
    return this.#to[run] === -1 ? this.#from[run]! + pos - this.#at[run]! : this.#from[run]!;
  }

  /** Source offset of the end of the character at `pos`, which must be inside the text. */
  end(pos: number): number {
    const run = this.#find(pos);
    return this.#to[run] === -1 ? this.#from[run]! + pos - this.#at[run]! + 1 : this.#to[run]!;
  }

  /** Whether `pos` is between two characters that share one source range. */
  splits(pos: number): boolean {
    if (pos <= 0 || pos >= this.length) return false;
    const run = this.#find(pos);
    return this.#to[run] !== -1 && this.#at[run] !== pos;
  }

  /** The first character whose source ends after `offset`; the text's length if there is none. */
  positionOf(offset: number): number {
    return lowerBound(this.length, (index) => this.end(index) <= offset);
  }

  #push(from: number, to: number, text: string): void {
    this.#at.push(this.length);
    this.#from.push(from);
    this.#to.push(to);
    this.#texts.push(text);
  }

  #find(pos: number): number {
    return Math.max(0, lowerBound(this.#at.length, (index) => this.#at[index]! <= pos) - 1);
  }
}
