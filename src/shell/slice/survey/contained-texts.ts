/** Searches texts for any of many others: a script may have a thousand commands, each of which is searched for in all definitions. */

/** Texts to search for that start with the same word: by the number of characters before that word, and by length. */
type Candidates = Map<number, Map<number, Set<string>>>;

/**
 * A test whether a text contains one of `parts`, whose first word must be a word of the text too: `egrep x` does not contain
 * `grep x`. Parts without letters are not found.
 */
export function containsOneOf(parts: Iterable<string>): (text: string) => boolean {
  const byWord = new Map<string, Candidates>();
  for (const part of parts) {
    const first = /\w+/.exec(part);
    if (first === null) continue;
    const candidates = getOrAdd(byWord, first[0], () => new Map());
    const lengths = getOrAdd(candidates, first.index, () => new Map());
    getOrAdd(lengths, part.length, () => new Set()).add(part);
  }
  return (text) => {
    for (const { 0: word, index } of text.matchAll(/\w+/g))
      for (const [before, lengths] of byWord.get(word) ?? [])
        for (const [length, all] of lengths)
          if (index >= before && all.has(text.slice(index - before, index - before + length))) return true;
    return false;
  };
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = create()));
  return value;
}
