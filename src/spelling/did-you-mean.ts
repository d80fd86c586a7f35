/** Suggests the name that a user most likely meant. */
import { distance } from "fastest-levenshtein";

/** The candidate that `name` was most likely meant to be; `undefined` if none is similar enough for a typing error. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let found: string | undefined;
  let smallest = Infinity;
  for (const candidate of candidates) {
    const other = candidate.toLowerCase();
    const isCut = wanted.length >= 3 && other.startsWith(wanted);
    const edits = isCut ? 0.5 : distance(wanted, other);
    // Swapping two adjacent letters counts as two edits, which is tolerated even in a name of four letters.
    const isNear = edits <= Math.ceil(Math.max(wanted.length, other.length) / 3);
    if (isNear && edits < smallest) {
      smallest = edits;
      found = candidate;
    }
  }
  return found;
}

/** ` Did you mean "x"?`; empty if no candidate is similar. */
export function didYouMean(name: string, candidates: Iterable<string>, quote = '"'): string {
  const found = nearest(name, candidates);
  return found === undefined ? "" : ` Did you mean ${quote}${found}${quote}?`;
}
