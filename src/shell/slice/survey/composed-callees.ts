/** Which functions a command with a composed name may call: `"do_$ACTION"` may call each function whose name begins with `do_`. */

/** An expansion at the start of the rest of a word. */
const EXPANSION = /[$`]/;

/** The text behind the last expansion of a word: `_now` in `"${ACTION}_now"` and in `$1"_now"`. */
const AFTER_EXPANSIONS = /[})`"']([\w.:-]+)["']?$/;

/** A longer word is not the name of a function. */
const MAX_WORD = 200;

/** How many functions one name may call. A script that dispatches to more has too many pairs of calls and functions. */
export const MOST_CALLEES = 64;

/**
 * The first functions among `names` whose names the command's name may expand to; none if it is a plain name, or an expansion
 * only.
 */
export function composedCallees(word: string, names: Iterable<string>, most = MOST_CALLEES): readonly string[] {
  const start = word.length > MAX_WORD ? -1 : word.search(EXPANSION);
  if (start < 0) return [];
  const before = word.slice(0, start).replaceAll(/["']/g, "");
  const after = AFTER_EXPANSIONS.exec(word.slice(start))?.[1] ?? "";
  const shortest = before.length + after.length;
  const found: string[] = [];
  if (shortest === 0) return found;
  for (const name of names) {
    if (name.length < shortest || !name.startsWith(before) || !name.endsWith(after)) continue;
    found.push(name);
    if (found.length >= most) break;
  }
  return found;
}

/** Whether the command's name may expand to one of these. */
export function mayBeComposed(word: string, names: Iterable<string>): boolean {
  return composedCallees(word, names, 1).length > 0;
}
