/** A JSON array that is written item by item, laid out as `JSON.stringify(…, undefined, 2)` does. */
import { safeJson } from "../terminal/safe-text.ts";

/** A value as JSON, indented by `depth` levels after its first line. */
export const indentedJson = (value: unknown, depth: number): string =>
  safeJson(JSON.stringify(value, undefined, 2)).replaceAll("\n", `\n${"  ".repeat(depth)}`);

export class JsonList {
  readonly #depth: number;
  #isEmpty = true;

  /** @param depth levels that the array itself is indented by. */
  constructor(depth: number) {
    this.#depth = depth;
  }

  /** The text of further items. */
  add(values: readonly unknown[]): string {
    return values
      .map((value) => {
        const before = this.#isEmpty ? "" : ",";
        this.#isEmpty = false;
        return `${before}\n${"  ".repeat(this.#depth + 1)}${indentedJson(value, this.#depth + 1)}`;
      })
      .join("");
  }

  /** The end of the array, which begins with `[`. */
  close(): string {
    return this.#isEmpty ? "]" : `\n${"  ".repeat(this.#depth)}]`;
  }
}
