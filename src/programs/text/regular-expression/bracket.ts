/** Parses bracket expressions: `[^"]`, `[[:space:],]`, Perl's `[^\s"]`. */
import {
  characterSet,
  complement,
  letterClass,
  posixClass,
  posixClasses,
  Untranslatable,
  type CharacterSet,
  type Expression,
} from "./syntax.ts";

/**
 * Parses the bracket expression that starts at `start`. Returns its node and the offset after it.
 * @param escapes decodes a backslash escape, as in Perl and awk. If it is absent (POSIX) or returns `null`, the backslash
 * is literal.
 * @throws {Untranslatable}
 */
export function readBracket(
  pattern: string,
  start: number,
  escapes: ((letter: string) => string | CharacterSet | null | undefined) | undefined,
): { node: Expression; end: number } {
  let at = start + 1;
  const negated = pattern[at] === "^";
  if (negated) at++;
  const members = new Set<number>();
  const addAll = (set: CharacterSet): void => set.forEach((member, code) => member && members.add(code));
  let first = true;
  const element = (): string | undefined => {
    const character = pattern[at];
    if (character === undefined) throw new Untranslatable("an open bracket");
    if (character === "[" && (pattern[at + 1] === "." || pattern[at + 1] === "="))
      throw new Untranslatable("a collating element");
    if (character === "[" && pattern[at + 1] === ":") {
      const close = pattern.indexOf(":]", at + 2);
      const set = close < 0 ? undefined : posixClass(pattern.slice(at + 2, close));
      if (set === undefined) throw new Untranslatable("an unknown character class");
      addAll(set);
      at = close + 2;
      return undefined;
    }
    if (character === "\\" && escapes !== undefined) {
      const letter = pattern[at + 1];
      if (letter === undefined) throw new Untranslatable("an open bracket");
      const meaning = escapes(letter);
      if (meaning === undefined) throw new Untranslatable(`\\${letter} in brackets`);
      if (meaning !== null) {
        at += 2;
        if (typeof meaning === "string") return meaning;
        addAll(meaning);
        return undefined;
      }
    }
    at++;
    return character;
  };
  // Programs reject `[:digit:]`, which lacks brackets.
  if (/^:[^\]]*:\]/.test(pattern.slice(start + 1))) throw new Untranslatable("a class without brackets");
  const isRange = (): boolean => pattern[at] === "-" && pattern[at + 1] !== "]" && pattern[at + 1] !== undefined;
  while (first || pattern[at] !== "]") {
    first = false;
    const from = element();
    if (from === undefined) {
      if (isRange()) throw new Untranslatable("a range that starts with a class");
    } else if (isRange()) {
      at++;
      const to = element();
      if (to === undefined || to < from || isRange()) throw new Untranslatable("a range without an order");
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) members.add(code);
    } else {
      members.add(from.charCodeAt(0));
    }
  }
  if ([...members].some((code) => code >= 128)) throw new Untranslatable("a character outside ASCII");
  const set = characterSet((_, code) => members.has(code));
  return {
    node: negated ? { kind: "set", set: complement(set), excluded: set } : { kind: "set", set },
    end: at + 1,
  };
}

/** The meaning of a backslash escape inside Perl's brackets. */
export function perlBracketEscape(letter: string): string | CharacterSet | undefined {
  if (letter === "d") return posixClasses["digit"]!;
  if (letter === "D") return complement(posixClasses["digit"]!);
  if (letter === "h") return posixClasses["blank"]!;
  const control = { n: "\n", t: "\t", r: "\r", f: "\f" }[letter];
  if (control !== undefined) return control;
  return letterClass(letter) ?? (/[0-9A-Za-z]/.test(letter) ? undefined : letter);
}

/** The meaning of a backslash escape inside awk's brackets. */
export function awkBracketEscape(letter: string): string | undefined {
  const control = { n: "\n", t: "\t", r: "\r", f: "\f", v: "\v" }[letter];
  return control ?? (/[0-9A-Za-z]/.test(letter) ? undefined : letter);
}

/** The meaning of a backslash escape inside sed's brackets. */
export function sedBracketEscape(letter: string): string | null | undefined {
  if (letter === "n") return "\n";
  if (letter === "t") return "\t";
  return /[0-9A-Za-z]/.test(letter) ? undefined : null;
}
