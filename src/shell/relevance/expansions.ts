/** Names of variables in the text of words and conditions. */

const EXPANSION = /\$\{?[!#]?([A-Za-z_][A-Za-z0-9_]*)/g;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/g;

/** The variables that a text expands. */
export function expansions(text: string): string[] {
  const options = text.includes("getopts ");
  const mayTest = text.includes("((") || text.includes("[[") || text.includes("-v ");
  if (!mayTest && !options && !text.includes("$")) return [];
  const names: string[] = [];
  for (const match of text.matchAll(EXPANSION)) names.push(match[1]!);
  // It counts on in OPTIND.
  if (options) names.push("OPTIND");
  if (mayTest) names.push(...identifiers(text));
  return names;
}

/** All words that could be a name. */
export function identifiers(text: string): string[] {
  return text.match(IDENTIFIER) ?? [];
}
