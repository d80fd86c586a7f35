/** The common syntax tree of all dialects of regular expressions. */

/** The ASCII characters that are accepted at one position of a pattern. Texts with other characters are not simulated. */
export type CharacterSet = readonly boolean[];

export type Expression =
  /** `excluded`: the characters that a negated bracket expression lists. */
  | { readonly kind: "set"; readonly set: CharacterSet; readonly excluded?: CharacterSet | undefined }
  | { readonly kind: "assert"; readonly what: Assertion }
  | { readonly kind: "group"; readonly index: number | undefined; readonly body: Expression }
  | { readonly kind: "sequence"; readonly items: readonly Expression[] }
  | { readonly kind: "choice"; readonly options: readonly Expression[] }
  | {
      readonly kind: "repeat";
      readonly body: Expression;
      readonly min: number;
      /** `undefined` means unbounded. */
      readonly max: number | undefined;
      readonly lazy: boolean;
    }
  | { readonly kind: "look"; readonly direction: "ahead" | "behind"; readonly body: Expression }
  /** Perl's `\K`: the match starts here. */
  | { readonly kind: "keep" };

export type Assertion = "start" | "end" | "boundary" | "inside" | "word-start" | "word-end";

/** The pattern uses a feature that cannot be translated; the tool that uses the pattern is then not simulated. */
export class Untranslatable extends Error {}

export const characterCount = 128;

/** The set of the characters for which `accepts` is true. */
export function characterSet(accepts: (character: string, code: number) => boolean): CharacterSet {
  return Array.from({ length: characterCount }, (_, code) => accepts(String.fromCharCode(code), code));
}

/**
 * The set with a single character.
 * @throws {Untranslatable} if the character is not ASCII
 */
export function oneCharacter(character: string): Expression {
  const code = character.charCodeAt(0);
  if (code >= characterCount) throw new Untranslatable("a character outside ASCII");
  return { kind: "set", set: characterSet((_, other) => other === code) };
}

/** The set of all characters that are not in `set`. */
export function complement(set: CharacterSet): CharacterSet {
  return set.map((member) => !member);
}

/** `set` with the other case of each letter in it. */
export function foldCase(set: CharacterSet): CharacterSet {
  return set.map(
    (member, code) =>
      member ||
      set[String.fromCharCode(code).toLowerCase().charCodeAt(0)] === true ||
      set[String.fromCharCode(code).toUpperCase().charCodeAt(0)] === true,
  );
}

const within = (pattern: RegExp): CharacterSet => characterSet((character) => pattern.test(character));

/** POSIX character classes in the C locale. */
export const posixClasses: Readonly<Record<string, CharacterSet>> = {
  alnum: within(/[0-9A-Za-z]/),
  alpha: within(/[A-Za-z]/),
  blank: within(/[ \t]/),
  cntrl: characterSet((_, code) => code < 32 || code === 127),
  digit: within(/[0-9]/),
  graph: characterSet((_, code) => code > 32 && code < 127),
  lower: within(/[a-z]/),
  print: characterSet((_, code) => code >= 32 && code < 127),
  punct: characterSet((character, code) => code > 32 && code < 127 && !/[0-9A-Za-z]/.test(character)),
  space: within(/[ \t\n\v\f\r]/),
  upper: within(/[A-Z]/),
  xdigit: within(/[0-9A-Fa-f]/),
};

/** The character class with the given name; `undefined` if POSIX does not define the name. */
export function posixClass(name: string): CharacterSet | undefined {
  return Object.hasOwn(posixClasses, name) ? posixClasses[name] : undefined;
}

export const wordCharacters = within(/[0-9A-Za-z_]/);
export const anyCharacter = characterSet(() => true);
export const anyButNewline = characterSet((character) => character !== "\n");

/** `\s`, `\S`, `\w`, `\W` in GNU's and Perl's dialects. */
export function letterClass(letter: string): CharacterSet | undefined {
  switch (letter) {
    case "s":
      return posixClasses["space"];
    case "S":
      return complement(posixClasses["space"]!);
    case "w":
      return wordCharacters;
    case "W":
      return complement(wordCharacters);
    default:
      return undefined;
  }
}

/** The minimum and maximum number of characters that `expression` can match. The maximum is `Infinity` if it is unbounded. */
export function widths(expression: Expression): { readonly min: number; readonly max: number } {
  switch (expression.kind) {
    case "set":
      return { min: 1, max: 1 };
    case "assert":
    case "look":
    case "keep":
      return { min: 0, max: 0 };
    case "group":
      return widths(expression.body);
    case "sequence": {
      const all = expression.items.map(widths);
      return { min: all.reduce((sum, { min }) => sum + min, 0), max: all.reduce((sum, { max }) => sum + max, 0) };
    }
    case "choice": {
      const all = expression.options.map(widths);
      return { min: Math.min(...all.map(({ min }) => min)), max: Math.max(...all.map(({ max }) => max)) };
    }
    case "repeat": {
      const { min, max } = widths(expression.body);
      const times = expression.max ?? Infinity;
      return { min: min * expression.min, max: max === 0 || times === 0 ? 0 : max * times };
    }
  }
}

/** Whether `expression` contains a repetition. */
export function hasRepetition(expression: Expression): boolean {
  return holds(expression, "repeat");
}

/** Whether `expression` contains an assertion. */
export function hasAssertion(expression: Expression): boolean {
  return holds(expression, "assert");
}

function holds(expression: Expression, kind: Expression["kind"]): boolean {
  if (expression.kind === kind) return true;
  switch (expression.kind) {
    case "sequence":
      return expression.items.some((item) => holds(item, kind));
    case "choice":
      return expression.options.some((option) => holds(option, kind));
    case "group":
    case "repeat":
    case "look":
      return holds(expression.body, kind);
    default:
      return false;
  }
}
