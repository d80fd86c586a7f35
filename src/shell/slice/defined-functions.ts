/** Names that may be those of functions which a text defines, be it in a string or a file that the text writes. */

const LONGEST_NAME = 100;

export class DefinedNames {
  /** What stands before each `()`: a name is at its end. */
  private readonly before: readonly string[];
  /** What stands behind each `function`: a name is at its start. */
  private readonly behind: readonly string[];

  constructor(text: string) {
    this.before = placesOf(text, "()").map((at) => {
      const end = text[at - 1] === " " ? at - 1 : at;
      return text.slice(Math.max(0, end - LONGEST_NAME), end);
    });
    const keyword = "function ";
    this.behind = placesOf(text, keyword).map((at) =>
      text.slice(at + keyword.length, at + keyword.length + LONGEST_NAME),
    );
  }

  /** Whether a function may be defined of which this is the name, or an end or start of it. */
  has(name: string): boolean {
    return this.before.some((text) => text.endsWith(name)) || this.behind.some((text) => text.startsWith(name));
  }
}

function placesOf(text: string, part: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) places.push(at);
  return places;
}
