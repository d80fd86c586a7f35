/** Decodes the source of a string or here-document that is not part of a file, to verify edits. */
import { expressionOf, rangeOf } from "./expression.ts";
import { parseHclFile } from "./file.ts";
import type { DecodedTemplate } from "./template.ts";
import type { Values } from "./values.ts";

/** Maximum number of results in the cache, which keeps the most recent ones. */
const MOST_KEPT = 16;

export class SeparateTexts {
  readonly #values: Values;
  /** By source: the same edit in many scripts results in few different parts. */
  readonly #kept = new Map<string, DecodedTemplate | undefined>();

  constructor(values: Values) {
    this.#values = values;
  }

  /** The decoded text; `undefined` if the source is anything but one string or here-document. */
  decode(source: string): DecodedTemplate | undefined {
    const decoded = this.#kept.has(source) ? this.#kept.get(source) : this.#decode(source);
    this.#kept.delete(source);
    this.#kept.set(source, decoded);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return decoded;
  }

  #decode(source: string): DecodedTemplate | undefined {
    const file = parseHclFile(`x = [${source}\n]\n`);
    const [attribute, ...others] = file.attributes;
    if (file.problem || attribute === undefined || others.length > 0) return undefined;
    const list = expressionOf(file.text, attribute.value);
    const item = list.kind === "tuple" && list.items.length === 1 ? list.items[0] : undefined;
    const expression = item && expressionOf(file.text, item);
    if (expression?.kind !== "text" || rangeOf(expression.node)[1] !== 5 + source.length) return undefined;
    return this.#values.decode(file, expression.template);
  }
}
