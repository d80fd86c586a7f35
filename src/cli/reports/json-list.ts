/** A JSON array that is written item by item, in the layout of `JSON.stringify(…, undefined, 2)`. */
import { safeJson } from "../terminal/safe-text.ts";

/** A value as JSON. All lines after the first are indented by `depth` levels. */
export const indentedJson = (value: unknown, depth: number): string =>
  safeJson(JSON.stringify(value, undefined, 2)).replaceAll("\n", `\n${"  ".repeat(depth)}`);

export class JsonList {
  readonly #depth: number;
  #isEmpty = true;

  /** @param depth indentation levels of the array itself. */
  constructor(depth: number) {
    this.#depth = depth;
  }

  /** Returns the texts of further items. */
  *add(values: Iterable<unknown>): Generator<string> {
    for (const value of values) {
      const before = this.#isEmpty ? "" : ",";
      this.#isEmpty = false;
      yield `${before}\n${"  ".repeat(this.#depth + 1)}${indentedJson(value, this.#depth + 1)}`;
    }
  }

  /** Returns the end of the array. The caller has written the `[`. */
  close(): string {
    return this.#isEmpty ? "]" : `\n${"  ".repeat(this.#depth)}]`;
  }
}
