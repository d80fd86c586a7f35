/** Offsets and lines of a text. A line ends at `\n`; a `\r` before it belongs to the line end. */
import type { Position, SourceLocation } from "@eslint/core";
import { lowerBound } from "../sorted/lower-bound.ts";

/** `@eslint/plugin-kit` has the same in `TextSourceCodeBase`; importing it costs a tenth of a cold run. */
export class LineIndex {
  readonly #text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Offsets at which lines start; the first is 0. */
  get starts(): readonly number[] {
    if (this.#starts === undefined) {
      this.#starts = [0];
      for (let at = this.#text.indexOf("\n"); at !== -1; at = this.#text.indexOf("\n", at + 1))
        this.#starts.push(at + 1);
    }
    return this.#starts;
  }

  /** Line and column, both 1-based. Offsets outside the text count as its nearest end. */
  position(offset: number): Position {
    const bounded = Math.max(0, Math.min(offset, this.#text.length));
    const { starts } = this;
    const line = lowerBound(starts.length, (index) => (starts[index] as number) <= bounded);
    return { line, column: bounded - (starts[line - 1] as number) + 1 };
  }

  /** The place of `[start, end)`. */
  location([start, end]: readonly [start: number, end: number]): SourceLocation {
    return { start: this.position(start), end: this.position(end) };
  }

  /** The offset of a 1-based line and column. Throws a RangeError for a place outside the text. */
  offset({ line, column }: Position): number {
    const start = this.starts[line - 1];
    const next = this.starts[line] ?? this.#text.length + 1;
    const offset = (start ?? 0) + column - 1;
    if (start === undefined || column < 1 || offset >= next) {
      throw new RangeError(`There is no line ${line}, column ${column} in this file.`);
    }
    return offset;
  }

  /** The text of all lines without their ends. */
  lines(): string[] {
    return this.#text.split(/\r?\n/u);
  }
}
