/** Uses of echo and printf that behave differently in bash and dash. */
import type { Command, Word } from "unbash";
import type { FoundConstruct } from "./construct.ts";
import { expandedIn, literalParts } from "./known-text.ts";

const isParameter = (name: string): boolean => /^[\d@*]/.test(name);

const PRINTF_ESCAPE = /(?<!\\)(?:\\\\)*\\[xuU][0-9a-fA-F]/;

export function printfConstruct(words: readonly Word[]): FoundConstruct | undefined {
  const [format] = words;
  if (format === undefined) return undefined;
  const written = literalParts(format);
  const directives = written.map((text) => text.replaceAll("%%", ""));
  if (format.value === "-v") return { name: "printfOption", span: format, inBusybox: "printfVariable" };
  if (directives.some((text) => /%\(|%[-+ #0-9.]*['q]/.test(text))) return { name: "printfOption", span: format };
  const expanded = directives.some((text) => text.includes("%b")) ? words : [format];
  const escaped = expanded.find((word) => literalParts(word).some((text) => PRINTF_ESCAPE.test(text)));
  if (escaped === undefined) return undefined;
  const isHex = literalParts(escaped).every((text) => !/\\[uU]/.test(text));
  return { name: "printfEscape", span: escaped, inBusybox: isHex };
}

export function echoConstruct(
  { name, redirects }: Command,
  words: readonly Word[],
  text: string,
  valuesOf: (name: string) => readonly Word[],
): FoundConstruct | undefined {
  const [first, second, ...more] = words;
  if (first === undefined || name === undefined) return undefined;
  if (/^-n*[eE][neE]*$/.test(first.text)) {
    const isPlain =
      second !== undefined &&
      more.length === 0 &&
      first.text === "-e" &&
      redirects.every(({ pos }) => pos > second.end);
    const isQuoted = second !== undefined && /^(?:"[^"]*"|'[^']*'|[\w./\\-]+)$/s.test(second.text);
    const fix =
      isPlain && isQuoted
        ? [{ pos: name.pos, end: second.end, text: `printf '%b\\n' ${text.slice(second.pos, second.end)}` }]
        : undefined;
    return { name: "echoOption", span: { pos: name.pos, end: first.end }, fix };
  }
  // local message="$1"; echo "$message"
  const expanded = (word: Word): readonly Word[] =>
    expandedIn(word).flatMap((one) => {
      const values = valuesOf(one);
      return isParameter(one)
        ? values
        : values.flatMap((value) => [value, ...expandedIn(value).filter(isParameter).flatMap(valuesOf)]);
    });
  const escaped = words.find((word) =>
    [word, ...expanded(word)].some((one) => literalParts(one).some((part) => /\\[0abcefnrtv\\]/.test(part))),
  );
  return escaped === undefined ? undefined : { name: "echoEscape", span: escaped };
}
