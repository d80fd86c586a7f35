/** Names in the text of words and conditions. */

const EXPANSION = /\$\{?[!#]?([A-Za-z_][A-Za-z0-9_]*)/g;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/g;
/** Where a variable's name stands without a dollar. */
const ARITHMETIC = /\(\(([\s\S]*?)\)\)|\$\[([^\]]*)\]|\[([^\]$]*)\]\}/g;
const COMPARED = /([A-Za-z_]\w*)\s+-(?:eq|ne|lt|le|gt|ge)\b/g;
const COMPARED_WITH = /-(?:eq|ne|lt|le|gt|ge)\s+([A-Za-z_]\w*)/g;
const TESTED = /(?:\[|\btest)\s[^\]\n]*?-[vR]\s+["']?([A-Za-z_]\w*)/g;

/** The variables that a text expands, tests or computes with. */
export function expansions(text: string): string[] {
  const names: string[] = [];
  if (text.includes("$")) for (const match of text.matchAll(EXPANSION)) names.push(match[1]!);
  if (text.includes("((") || text.includes("[")) {
    for (const match of text.matchAll(ARITHMETIC)) names.push(...identifiers(match[1] ?? match[2] ?? match[3]!));
    for (const match of text.matchAll(COMPARED)) names.push(match[1]!);
    for (const match of text.matchAll(COMPARED_WITH)) names.push(match[1]!);
  }
  if (text.includes("-v") || text.includes("-R")) for (const match of text.matchAll(TESTED)) names.push(match[1]!);
  return names;
}

/** All words that could be a name. */
export function identifiers(text: string): string[] {
  return text.match(IDENTIFIER) ?? [];
}

/** Whether a word of the text is one of the names. */
export function mentions(text: string, names: ReadonlySet<string> | ReadonlyMap<string, unknown>): boolean {
  let mayHave = false;
  for (const name of names.keys()) {
    mayHave = text.includes(name);
    if (mayHave) break;
  }
  return mayHave && words(text).some((word) => names.has(word));
}

/** What could be the name of a function or a file. */
export function words(text: string): readonly string[] {
  return text.match(/[\w.-]+/g) ?? [];
}
