/**
 * Replaces the string literals in code of Python, Ruby, Perl, PHP or JavaScript by their indexes, and removes its comments: a lexer for
 * quotes only. It refuses code in which a quote may be something else, such as a part of a regular expression.
 */

export type Language = "python" | "ruby" | "perl" | "php" | "javascript";

/** Code in which each constant string is `"N"`, and an interpolated one is a list of its expressions: `("",x,y)`. */
export interface CodeWithoutStrings {
  readonly code: string;
  /** The constants, by `N`. */
  readonly strings: readonly string[];
}

const LANGUAGES: readonly (readonly [RegExp, Language])[] = [
  [/^python/, "python"],
  [/^ruby$/, "ruby"],
  [/^perl$/, "perl"],
  [/^php$/, "php"],
  [/^node(?:js)?$/, "javascript"],
];

/** Returns the language of the code that an interpreter runs. */
export function languageOf(program: string): Language | undefined {
  return LANGUAGES.find(([name]) => name.test(program))?.[1];
}

const HASH_COMMENT = /(?<![^\s;{}()])#[^\n]*/y;
const SLASH_COMMENT = /\/\/[^\n]*|\/\*[^]*?\*\//y;
const COMMENTS: Readonly<Record<Language, readonly RegExp[]>> = {
  python: [HASH_COMMENT],
  ruby: [HASH_COMMENT],
  perl: [HASH_COMMENT],
  php: [HASH_COMMENT, SLASH_COMMENT],
  javascript: [SLASH_COMMENT],
};

/** Other ways to quote: here-documents, `%w(a b)`, `q(a)`, and what follows a matching operator. */
const OTHER_QUOTES: Readonly<Record<Language, RegExp | undefined>> = {
  python: undefined,
  ruby: /<<[~-]?["'A-Z]|%[qQwWiIrsx]?[^\w\s"']|=~/,
  perl: /<<[~"'A-Z]|\bq[qwrx]?\b|\b(?:s|m|tr|y)[^\w\s,;=)(>-]|[=!]~/,
  php: /<<</,
  javascript: undefined,
};

/** A prefix and the quote of a string. */
const STRING = /(?:(?<![\w$])[A-Za-z]{1,2})?("""|'''|["'`])/y;
const OPENING: Readonly<Record<Language, RegExp | undefined>> = {
  python: /(?<!\{)\{(?!\{)/g,
  ruby: /#\{/g,
  javascript: /\$\{/g,
  perl: undefined,
  php: undefined,
};
/** The start of an expression in a string, if the expression may contain the string's quote. */
const NESTING: Partial<Record<Language, string>> = { ruby: "#{", javascript: "${" };
/** The end of an expression in an f-string: how it is formatted. */
const FORMAT = /(?:![rsa])?(?::[^:[\](){}'"]*)?$/;

/** The maximum depth of strings in expressions in strings. */
const MAX_DEPTH = 3;
/** What the shell inserts that is not known. */
const UNKNOWN = "\uFFFC";

/** Returns `undefined` if the code is not certain to be read as its interpreter reads it. */
export function withoutStrings(code: string, language: Language): CodeWithoutStrings | undefined {
  const strings: string[] = [];
  const found = replaceStrings(code, language, strings, 0);
  return found === undefined ? undefined : { code: found, strings };
}

function replaceStrings(code: string, language: Language, strings: string[], depth: number): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  let result = "";
  for (let at = 0; at < code.length;) {
    const comment = COMMENTS[language].map((one) => matchAt(one, code, at)).find((one) => one !== undefined);
    if (comment !== undefined) {
      result += " ";
      at += comment[0].length;
      continue;
    }
    const start = matchAt(STRING, code, at);
    if (start === undefined) {
      // A regular expression, unless it is a division.
      if (code[at] === "/" && language !== "python" && !/\s\/\s/.test(code.slice(at - 1, at + 2))) return undefined;
      result += code[at];
      at += 1;
      continue;
    }
    const [opened, quote] = start;
    const triple = language === "python" ? quote! : quote![0]!;
    const from = at + opened.length - quote!.length + triple.length;
    const end = endOfString(code, from, triple, NESTING[language]);
    if (end === undefined || (quote === "`" && language !== "javascript")) return undefined;
    const written = writtenString(code.slice(from, end), opened, { language, quote: triple }, strings, depth);
    if (written === undefined) return undefined;
    result += written;
    at = end + triple.length;
  }
  return OTHER_QUOTES[language]?.test(result) === true ? undefined : result;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** The offset of the closing quote. Expressions in the string may contain others. */
function endOfString(code: string, from: number, quote: string, opening: string | undefined): number | undefined {
  for (let at: number | undefined = from; at !== undefined && at < code.length;) {
    if (code.startsWith(quote, at)) return at;
    const isOpening = quote !== "'" && opening !== undefined && code.startsWith(opening, at);
    if (isOpening) at = endOfNesting(code, at + opening.length);
    else at += code[at] === "\\" ? 2 : 1;
  }
  return undefined;
}

function writtenString(
  text: string,
  opened: string,
  { language, quote }: { readonly language: Language; readonly quote: string },
  strings: string[],
  depth: number,
): string | undefined {
  if (text.includes(UNKNOWN)) return UNKNOWN;
  const isDouble = quote === '"';
  if (language === "perl" || language === "php") {
    // The variable of the system's message.
    const rest = text.replaceAll(/\\.|\$!/gs, "");
    if (isDouble && /[$@]/.test(rest)) return `(${rest.replaceAll('"', "")})`;
  }
  const isInterpolated =
    language === "python" ? /^[a-z]*f/i.test(opened) : language === "ruby" ? isDouble : quote === "`";
  const opening = isInterpolated ? OPENING[language] : undefined;
  const expressions = opening === undefined ? [] : expressionsIn(text, opening, language);
  if (expressions === undefined) return undefined;
  const all = expressions.map((one) => replaceStrings(one, language, strings, depth + 1));
  if (all.includes(undefined)) return undefined;
  strings.push(text);
  const constant = `"${strings.length - 1}"`;
  return all.length === 0 ? constant : `(${[constant, ...all].join(",")})`;
}

/** The expressions in an interpolated string. */
function expressionsIn(text: string, opening: RegExp, language: Language): readonly string[] | undefined {
  const found: string[] = [];
  let from = 0;
  for (const match of text.matchAll(opening)) {
    if (match.index < from) continue;
    const start = match.index + match[0].length;
    const end = endOfNesting(text, start);
    if (end === undefined) return undefined;
    const expression = text.slice(start, end);
    found.push(language === "python" ? expression.replace(FORMAT, "") : expression);
    from = end;
  }
  return found;
}

/**
 * The offset of the bracket that closes the one before `from`.
 * @param others further characters that end it, outside of other brackets
 */
export function endOfNesting(text: string, from: number, others = ""): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1)
    if ("([{".includes(text[at]!)) depth += 1;
    else if (")]}".includes(text[at]!) && depth-- === 0) return at;
    else if (depth === 0 && others.includes(text[at]!)) return at;
  return undefined;
}
