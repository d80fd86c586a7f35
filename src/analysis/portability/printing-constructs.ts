/** Uses of echo and printf that behave differently in bash and dash. */
import type { Command, Word } from "unbash";
import type { FoundConstruct } from "./construct.ts";
import { expandedIn, literalParts } from "./known-text.ts";

type ValuesOf = (name: string) => readonly Word[];

const isParameter = (name: string): boolean => /^[\d@*]/.test(name);

/** The literal parts of a word, and of the values that it is known to contain: `local message="$1"; echo "$message"`. */
function knownParts(word: Word, valuesOf: ValuesOf): readonly string[] {
  const expanded = expandedIn(word).flatMap((one) => {
    const values = valuesOf(one);
    return isParameter(one)
      ? values
      : values.flatMap((value) => [value, ...expandedIn(value).filter(isParameter).flatMap(valuesOf)]);
  });
  return [word, ...expanded].flatMap(literalParts);
}

const PRINTF_ESCAPE = /(?<!\\)(?:\\\\)*\\(?:[xuU][0-9a-fA-F]|E)/;
const BUSYBOX_ESCAPE = /(?<!\\)(?:\\\\)*\\(?:[uU][0-9a-fA-F]|E)/;
/** Only in a format: `%b` keeps the backslash in bash too. */
const PRINTF_QUOTE = /(?<!\\)(?:\\\\)*\\["'?]/;
/** Escapes that `echo -e` of bash and `printf %b` interpret differently, in bash itself or in other shells. */
const ECHO_ESCAPE = /(?<!\\)(?:\\\\)*\\(?:[1-7]|[xuU][0-9a-fA-F]|E)/;

/** The arguments for `%b`; all arguments if it is unknown which these are. */
function interpretedArguments(format: Word, others: readonly Word[]): readonly Word[] {
  const written = literalParts(format).join("");
  const conversions = [...written.replaceAll("%%", "").matchAll(/%[-+ #0-9.]*(.)/gs)].map(([, one]) => one);
  if (!conversions.includes("b")) return [];
  const isKnown = written === format.value && !conversions.includes("*");
  return isKnown ? others.filter((_, index) => conversions[index % conversions.length] === "b") : others;
}

export function printfConstruct(words: readonly Word[], valuesOf: ValuesOf): FoundConstruct | undefined {
  const [format, ...others] = words;
  if (format === undefined) return undefined;
  const directives = literalParts(format).map((text) => text.replaceAll("%%", ""));
  if (format.value === "-v") return { name: "printfOption", span: format, inBusybox: "printfVariable" };
  if (directives.some((text) => /%\(|%[-+ #0-9.]*['q]/.test(text))) return { name: "printfOption", span: format };
  const escaped = [format, ...interpretedArguments(format, others)].find((word) =>
    knownParts(word, valuesOf).some((text) => PRINTF_ESCAPE.test(text)),
  );
  if (escaped === undefined)
    return knownParts(format, valuesOf).some((text) => PRINTF_QUOTE.test(text))
      ? { name: "printfQuote", span: format }
      : undefined;
  const inBusybox = !knownParts(escaped, valuesOf).some((text) => BUSYBOX_ESCAPE.test(text));
  return { name: "printfEscape", span: escaped, inBusybox };
}

export function echoConstruct(
  { name, redirects }: Command,
  words: readonly Word[],
  text: string,
  valuesOf: ValuesOf,
): FoundConstruct | undefined {
  const [first, second, ...more] = words;
  if (first === undefined || name === undefined) return undefined;
  if (/^-n*[eE][neE]*$/.test(first.text)) {
    const isFixable =
      second !== undefined &&
      more.length === 0 &&
      first.text === "-e" &&
      redirects.every(({ pos }) => pos > second.end) &&
      /^(?:"[^"]*"|'[^']*'|[\w./\\-]+)$/s.test(second.text) &&
      !/^-[neE]+$/.test(second.value) &&
      !knownParts(second, valuesOf).some((part) => ECHO_ESCAPE.test(part));
    const fix = isFixable
      ? [{ pos: name.pos, end: second.end, text: `printf '%b\\n' ${text.slice(second.pos, second.end)}` }]
      : undefined;
    return { name: "echoOption", span: { pos: name.pos, end: first.end }, fix };
  }
  const escaped = words.find((word) => knownParts(word, valuesOf).some((part) => /\\[0abcefnrtv\\]/.test(part)));
  return escaped === undefined ? undefined : { name: "echoEscape", span: escaped };
}
