/** Finds names of functions that a text may define, including definitions in strings and in files that the text writes. */

const LONGEST_NAME = 100;

export class DefinedNames {
  /** The text before each `()`: it ends with a name. */
  readonly #before: readonly string[];
  /** The text after each `function`: it starts with a name. */
  readonly #behind: readonly string[];

  constructor(text: string) {
    this.#before = placesOf(text, "()").map((at) => {
      const end = text[at - 1] === " " ? at - 1 : at;
      return text.slice(Math.max(0, end - LONGEST_NAME), end);
    });
    const keyword = "function ";
    this.#behind = placesOf(text, keyword).map((at) =>
      text.slice(at + keyword.length, at + keyword.length + LONGEST_NAME),
    );
  }

  /** Whether the text may define a function with this name, or with a name that ends or starts with it. */
  has(name: string): boolean {
    return this.#before.some((text) => text.endsWith(name)) || this.#behind.some((text) => text.startsWith(name));
  }
}

function placesOf(text: string, part: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) places.push(at);
  return places;
}
