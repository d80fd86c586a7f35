/** Random forms of a JSON document that are equal by RFC 8259, printed independently of the rule's own renderings. */
import fc from "fast-check";
import type { Json, Leaf } from "../../src/aws/json/json.ts";

export interface Form {
  /** A description for failure messages. */
  readonly name: string;
  print(document: Json, wanted: Leaf): string;
}

type Members = [string, Json][];

/** Shuffles the members of an object: each turn takes the remaining member that the next number in `draws` selects. */
function shuffled(members: Members, draws: readonly number[]): Members {
  const rest = [...members];
  const result: Members = [];
  for (let turn = 0; rest.length > 0; turn++) result.push(...rest.splice(draws[turn % draws.length]! % rest.length, 1));
  return result;
}

interface Spaces {
  /** The indentation of one level. Without it, the document is on one line. */
  readonly indent: string | undefined;
  readonly colon: string;
  readonly comma: string;
  readonly brace: string;
}

function print(value: Json, spaces: Spaces, order: (members: Members) => Members, depth = 1): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const list = Array.isArray(value);
  const parts = list
    ? value.map((element: Json) => print(element, spaces, order, depth + 1))
    : order(Object.entries(value) as Members).map(
        ([key, inner]) => `${JSON.stringify(key)}${spaces.colon}${print(inner, spaces, order, depth + 1)}`,
      );
  const [open, close] = list ? "[]" : "{}";
  if (spaces.indent === undefined)
    return `${open}${spaces.brace}${parts.join(`,${spaces.comma}`)}${spaces.brace}${close}`;
  const inner = `\n${spaces.indent.repeat(depth)}`;
  return `${open}${inner}${parts.join(`,${inner}`)}\n${spaces.indent.repeat(depth - 1)}${close}`;
}

/** The document with another member in the same object whose name contains the wanted name. */
function withSimilar(value: Json, path: readonly (string | undefined)[], name: string): Json {
  if (Array.isArray(value)) return value.map((element: Json) => withSimilar(element, path.slice(1), name));
  if (typeof value !== "object" || value === null) return value;
  if (path.length === 1) return { ...value, [name]: "another/1+x=" };
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === path[0] ? withSimilar(inner as Json, path.slice(1), name) : (inner as Json),
    ]),
  );
}

export const anyForm: fc.Arbitrary<Form> = fc
  .record({
    indent: fc.constantFrom<(string | undefined)[]>(undefined, undefined, "", " ", "  ", "    "),
    colon: fc.constantFrom(":", ": ", " : "),
    comma: fc.constantFrom("", " "),
    brace: fc.constantFrom("", " "),
    draws: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 12 }),
    similar: fc.option(fc.tuple(fc.constantFrom("Other", "my", "X"), fc.boolean()), { freq: 2 }),
    newline: fc.boolean(),
  })
  .map(({ indent, colon, comma, brace, draws, similar, newline }) => ({
    name: JSON.stringify({ indent, colon, comma, brace, draws, similar }),
    print(document, { key, path }) {
      const similarName = similar === null ? undefined : similar[1] ? `${similar[0]}${key}` : `${key}${similar[0]}`;
      const value = similarName === undefined ? document : withSimilar(document, path, similarName);
      const spaces = { indent, colon, comma, brace };
      return print(value, spaces, (members) => shuffled(members, draws)) + (newline ? "\n" : "");
    },
  }));
