/** Which functions a command with a composed name may call: `"do_$ACTION"` may call each function whose name begins with `do_`. */

/** An expansion at the start of the rest of a word. */
const EXPANSION = /[$`]/;

/** The text behind the last expansion of a word: `_now` in `"${ACTION}_now"` and in `$1"_now"`. */
const AFTER_EXPANSIONS = /[})`"']([\w.:-]+)["']?$/;

/** The functions among `names` whose names the command's name may expand to; none if it is a plain name, or an expansion only. */
export function composedCallees(word: string, names: Iterable<string>): readonly string[] {
  const start = word.search(EXPANSION);
  if (start < 0) return [];
  const before = word.slice(0, start).replaceAll(/["']/g, "");
  const after = AFTER_EXPANSIONS.exec(word.slice(start))?.[1] ?? "";
  if (before === "" && after === "") return [];
  const shortest = before.length + after.length;
  return [...names].filter((name) => name.length >= shortest && name.startsWith(before) && name.endsWith(after));
}
