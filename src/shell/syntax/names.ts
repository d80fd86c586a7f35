/** Finds names in the text of words and conditions. */
import { parametersIn, parameterVariable } from "./parameters.ts";

const EXPANSION = /\$\{?[!#]?([A-Za-z_][A-Za-z0-9_]*)/g;
const QUOTED = /'[^']*'|\\\$\{?[!#]?\w+/g;
const IDENTIFIER = /[A-Za-z_][A-Za-z0-9_]*/g;
const NONE: readonly string[] = [];
/** Where a variable's name appears without a dollar. */
const ARITHMETIC: readonly { readonly expression: RegExp; readonly open: string; readonly close: string }[] = [
  // oxlint-disable-next-line regexp/no-super-linear-move -- it is only used up to the last closing text
  { expression: /\(\(([\s\S]*?)\)\)/g, open: "((", close: "))" },
  { expression: /\$\[([^\]]*)\]/g, open: "$[", close: "]" },
  { expression: /\[([^[\]$]*)\]\}/g, open: "[", close: "]}" },
];
const COMPARES = /-(?:eq|ne|lt|le|gt|ge)\b/;
const COMPARED = /(?<!\w)([A-Za-z_]\w*)\s+-(?:eq|ne|lt|le|gt|ge)\b/g;
const COMPARED_WITH = /-(?:eq|ne|lt|le|gt|ge)\s+([A-Za-z_]\w*)/g;
const TESTED = /(?:\[|\btest)\s[^\]\n]{0,300}?-[vR]\s+["']?([A-Za-z_]\w*)/g;

/** The variables that a text expands, tests or uses in arithmetic, and the position of `getopts`. */
export function expansions(text: string): readonly string[] {
  const hasOptions = text.includes("getopts");
  const parameters = text.includes("{{") ? parametersIn(text).map(({ name }) => parameterVariable(name)) : NONE;
  if (
    !hasOptions &&
    parameters.length === 0 &&
    !text.includes("$") &&
    !text.includes("((") &&
    !text.includes("[") &&
    !text.includes("test")
  )
    return NONE;
  const names: string[] = hasOptions ? [...parameters, "OPTIND"] : [...parameters];
  if (text.includes("$")) addAll(names, EXPANSION, text);
  for (const { expression, open, close } of ARITHMETIC) {
    // Nothing matches after the last closing text, and searching for one from each opening would be slow.
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
  return names.length > 1 ? [...new Set(names)] : names;
}

/** Appends what the expression's group matches in the text. */
function addAll(names: string[], expression: RegExp, text: string): void {
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) names.push(match[1]!);
}

/** The expansions that the shell does not perform where they are written: in single quotes, or after a backslash. */
export function quotedExpansions(text: string): string[] {
  const quoted = text.includes("$") ? text.match(QUOTED) : null;
  return quoted === null ? [] : quoted.flatMap(expansions);
}

const NAME = /^[A-Za-z_]\w*$/;

/** Whether the text is a name that a variable can have (POSIX 3, "Name"): not that of a positional or special parameter. */
export function isVariableName(text: string): boolean {
  return NAME.test(text);
}

/** All words that may be variable names. */
export function identifiers(text: string): string[] {
  return text.match(IDENTIFIER) ?? [];
}

/** All words that may be names of functions or files, each once. */
export function nameLikeWords(text: string): readonly string[] {
  return [...new Set(text.match(/[\w.-]+/g))];
}

/** A system directory for programs. */
const PROGRAM_DIRECTORY = /^(?:\/usr(?:\/local)?)?\/s?bin\/(?=[^/]+$)/;

/** The name of a command without a system directory: `bash` for `/bin/bash`. */
export function commandName(word: string): string {
  return word.startsWith("/") ? word.replace(PROGRAM_DIRECTORY, "") : word;
}

/** Whether the word is the path of a program outside of the system's directories: `./install.sh`. */
export function isOwnProgram(word: string): boolean {
  return word.includes("/") && commandName(word) === word;
}

const NAME_CHARACTER = /[\w.-]/;

/** The last component of a file name at the end of the text; a quote may follow it. */
export function trailingName(text: string): string | undefined {
  const end = text.endsWith('"') || text.endsWith("'") ? text.length - 1 : text.length;
  let start = end;
  while (start > 0 && NAME_CHARACTER.test(text[start - 1]!)) start--;
  return start === end ? undefined : text.slice(start, end);
}

/** How many characters at the end of a word are examined. */
const MAX_WORD = 300;

/**
 * The variable or positional parameter that the last part of a program's name comes from. For `${!NAME}`, the variable that
 * contains the name.
 */
export function namedBy(word: string): string | undefined {
  const found = /\$\{?!?(?:([A-Za-z_]\w*)(?!\w)|[0-9@*])[^}\s"]*\}?"?$/.exec(word.slice(-MAX_WORD));
  return found === null ? undefined : (found[1] ?? "@");
}
