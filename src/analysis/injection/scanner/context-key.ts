/** A key for tables that is equal for equal contexts. */
import type { PasteContext } from "./paste-context.ts";

/** The maximum total length of the described contexts, in characters, after which contexts get new keys. */
const MOST_CHARACTERS = 2_000_000;

let keys = new WeakMap<PasteContext, number>();
let described = new Map<string, number>();
let characters = 0;
let last = 0;

/** Returns the same key for equal contexts, and never the same for different ones. */
export function contextKey(context: PasteContext): number {
  const known = keys.get(context);
  if (known !== undefined) return known;
  const description = descriptionOf(context);
  if (characters > MOST_CHARACTERS) {
    keys = new WeakMap();
    described = new Map();
    characters = 0;
  }
  let key = described.get(description);
  if (key === undefined) {
    described.set(description, (key = ++last));
    characters += description.length;
  }
  keys.set(context, key);
  return key;
}

/** Contexts within the context are described by their keys: there are many that contain the same ones. */
function descriptionOf({ outside, together, ...own }: PasteContext): string {
  const places = together?.places.map(({ context, ...link }) => ({ ...link, context: contextKey(context) }));
  return JSON.stringify([own, outside && contextKey(outside), together?.index, places]);
}
