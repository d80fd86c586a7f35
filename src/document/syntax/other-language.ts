/** Recognizes text in another language that generates or contains documents: a template that is not rendered yet, or Terraform. */

/** The language that a text seems to be in, the evidence, and what to do. */
export interface OtherLanguage {
  /** With its article: `a Jinja template`. */
  readonly name: string;
  /** The first line with evidence, shortened. */
  readonly excerpt: string;
  readonly offset: number;
  /** A sentence without its full stop. */
  readonly advice: string;
}

interface Language {
  readonly name: string;
  /** A tag that occurs neither in YAML and JSON nor as a placeholder of SSM (`{{ name }}`). Matches within one line. */
  readonly tag: RegExp;
  /** Whether a tag only counts at the start of a line. */
  readonly onlyAtLineStart?: true;
  readonly advice: string;
}

const RENDER = "Render it first, and check the result";

const LANGUAGES: readonly Language[] = [
  {
    name: "a Jinja template",
    tag: /\{%[-+]?\s*(?:if|elif|else|endif|for|endfor|set|endset|include|import|from|macro|endmacro|block|endblock|raw|endraw|extends)\b/,
    advice: RENDER,
  },
  {
    name: "a Go template",
    tag: /\{\{-?\s*(?:(?:if|range|with|define|template|block|include)\s[^{}]|(?:else|end)\s*(?:-\}\}|if\b)|(?:else|end)\s*\}\}|\.[\w.]*\s*[|}-]|\$[\w.]*\s*(?::?=|[|}-])|\/\*)/,
    advice: RENDER,
  },
  { name: "a Handlebars template", tag: /\{\{~?\s*[#/^]\s*\w/, advice: RENDER },
  { name: "an ERB template", tag: /<%[-=#%]?\s[^\n]*?%>/, advice: RENDER },
  { name: "a Terraform template", tag: /%\{~?\s*(?:if|else|endif|for|endfor)\b/, advice: RENDER },
  {
    name: "Terraform",
    tag: /(?:(?:resource|data)\s+"[\w-]+"\s+"[\w-]+"|(?:module|variable|output|provider)\s+"[\w-]+"|terraform|locals)\s*\{/,
    onlyAtLineStart: true,
    advice: "Rename the file to *.tf, or check what Terraform renders",
  },
];

/** Maximum number of characters of a line that are searched, and shown. */
const MOST_LOOKED_AT = 2000;
const MOST_SHOWN = 60;

/** Maximum number of lines that are searched. */
const MOST_LINES = 20_000;

/**
 * The language whose tags a text contains; `undefined` if it contains none. A tag counts if it begins a line, or if it is
 * in the line of `offset`, where a parser failed. Elsewhere it may be part of a script.
 */
export function otherLanguage(text: string, offset = -1): OtherLanguage | undefined {
  let start = 0;
  for (let count = 0; start < text.length && count < MOST_LINES; count++) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + MOST_LOOKED_AT));
    const found = languageOf(line, start <= offset && offset <= end);
    if (found !== undefined) {
      const { language, column } = found;
      return { name: language.name, advice: language.advice, excerpt: shortened(line), offset: start + column };
    }
    start = end + 1;
  }
  return undefined;
}

function languageOf(line: string, isWhereParsingEnds: boolean): { language: Language; column: number } | undefined {
  const indent = /^\s*(?:-\s+)?/.exec(line)![0].length;
  for (const language of LANGUAGES) {
    const column = line.search(language.tag);
    if (column === -1) continue;
    if (column === (language.onlyAtLineStart ? 0 : indent)) return { language, column };
    if (isWhereParsingEnds && !language.onlyAtLineStart) return { language, column };
  }
  return undefined;
}

const shortened = (line: string): string => {
  const text = line.trim();
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
};
