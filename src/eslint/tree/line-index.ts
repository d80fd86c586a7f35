/** Converts between offsets and lines of a text. A line ends at `\n`; a preceding `\r` is part of the line terminator. */
import type { Position, SourceLocation } from "@eslint/core";
import { lowerBound } from "../../sorted/lower-bound.ts";

/** `TextSourceCodeBase` of `@eslint/plugin-kit` contains the same, but importing it takes a tenth of a cold run. */
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

  /** Line and column, both 1-based. An offset outside the text is clamped to its start or end. */
  position(offset: number): Position {
    const bounded = Math.max(0, Math.min(offset, this.#text.length));
    const { starts } = this;
    const line = lowerBound(starts.length, (index) => (starts[index] as number) <= bounded);
    return { line, column: bounded - (starts[line - 1] as number) + 1 };
  }

  /** The location of `[start, end)`. */
  location([start, end]: readonly [start: number, end: number]): SourceLocation {
    return { start: this.position(start), end: this.position(end) };
  }

  /**
   * The offset of a 1-based line and column.
   * @throws {RangeError} for a position outside the text.
   */
  offset({ line, column }: Position): number {
    const start = this.starts[line - 1];
    const next = this.starts[line] ?? this.#text.length + 1;
    const offset = (start ?? 0) + column - 1;
    if (start === undefined || column < 1 || offset >= next) {
      throw new RangeError(`There is no line ${line}, column ${column} in this file.`);
    }
    return offset;
  }

  /** The text of each line, without line terminators. */
  lines(): string[] {
    return this.#text.split(/\r?\n/u);
  }
}
