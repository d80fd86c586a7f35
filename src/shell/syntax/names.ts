/** Names in the text of words and conditions. */

const EXPANSION = /\$\{?[!#]?([A-Za-z_][A-Za-z0-9_]*)/g;
const QUOTED = /'[^']*'|\\\$\{?[!#]?\w+/g;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/g;
const NONE: readonly string[] = [];
/** Where a variable's name stands without a dollar. */
const ARITHMETIC: readonly { readonly expression: RegExp; readonly open: string; readonly close: string }[] = [
  { expression: /\(\(([\s\S]*?)\)\)/g, open: "((", close: "))" },
  { expression: /\$\[([^\]]*)\]/g, open: "$[", close: "]" },
  { expression: /\[([^[\]$]*)\]\}/g, open: "[", close: "]}" },
];
const COMPARES = /-(?:eq|ne|lt|le|gt|ge)\b/;
const COMPARED = /(?<!\w)([A-Za-z_]\w*)\s+-(?:eq|ne|lt|le|gt|ge)\b/g;
const COMPARED_WITH = /-(?:eq|ne|lt|le|gt|ge)\s+([A-Za-z_]\w*)/g;
const TESTED = /(?:\[|\btest)\s[^\]\n]{0,300}?-[vR]\s+["']?([A-Za-z_]\w*)/g;

/** The variables that a text expands, tests or computes with. */
export function expansions(text: string): readonly string[] {
  if (!text.includes("$") && !text.includes("((") && !text.includes("[") && !text.includes("test")) return NONE;
  const names: string[] = [];
  if (text.includes("$")) addAll(names, EXPANSION, text);
  for (const { expression, open, close } of ARITHMETIC) {
    // Behind the last end nothing matches, and looking for one from each beginning would take long.
    const end = text.includes(open) ? text.lastIndexOf(close) : -1;
    if (end === -1) continue;
    for (const [, inside] of text.slice(0, end + close.length).matchAll(expression))
      for (const name of identifiers(inside!)) names.push(name);
  }
  if ((text.includes("((") || text.includes("[")) && COMPARES.test(text)) {
    addAll(names, COMPARED, text);
    addAll(names, COMPARED_WITH, text);
  }
  if (text.includes("-v") || text.includes("-R")) addAll(names, TESTED, text);
  return names;
}

/** What the expression's group matches in the text. */
function addAll(names: string[], expression: RegExp, text: string): void {
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) names.push(match[1]!);
}

/** Of these, those that are not expanded where the text stands: in single quotes, or behind a backslash. */
export function quotedExpansions(text: string): string[] {
  const quoted = text.includes("$") ? text.match(QUOTED) : null;
  return quoted === null ? [] : quoted.flatMap(expansions);
}

/** All words that could be a name. */
export function identifiers(text: string): string[] {
  return text.match(IDENTIFIER) ?? [];
}

/** What could be the name of a function or a file. */
export function words(text: string): readonly string[] {
  return text.match(/[\w.-]+/g) ?? [];
}

const NAME_CHARACTER = /[\w.-]/;

/** The last part of a file's name, which ends the text; a quote may follow. */
export function lastPart(text: string): string | undefined {
  const end = text.endsWith('"') || text.endsWith("'") ? text.length - 1 : text.length;
  let start = end;
  while (start > 0 && NAME_CHARACTER.test(text[start - 1]!)) start--;
  return start === end ? undefined : text.slice(start, end);
}

/** Characters of a word that are looked at, from its end. */
const MAX_WORD = 300;

/**
 * The variable or positional parameter that the last part of a program's name comes from. Of `${!NAME}` that is the variable that
 * holds the name.
 */
export function namedBy(word: string): string | undefined {
  const found = /\$\{?!?(?:([A-Za-z_][A-Za-z0-9_]*)|[0-9@*])[^}\s"]*\}?"?$/.exec(word.slice(-MAX_WORD));
  return found === null ? undefined : (found[1] ?? "@");
}
