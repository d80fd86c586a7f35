/** Shell patterns on known text, in linear time in the text for each `*`. */

type Token =
  | { readonly kind: "any" }
  | { readonly kind: "one" }
  | { readonly kind: "set"; readonly negated: boolean; readonly test: (code: number) => boolean }
  | { readonly kind: "character"; readonly code: number };

/** Characters of a pattern; `quoted` ones stand for themselves. */
export interface PatternText {
  readonly text: string;
  readonly quoted: boolean;
}

const CLASSES: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    alpha: /^[A-Za-z]$/,
    digit: /^\d$/,
    alnum: /^[A-Za-z0-9]$/,
    upper: /^[A-Z]$/,
    lower: /^[a-z]$/,
    space: /^\s$/,
    blank: /^[ \t]$/,
    punct: /^[!-/:-@[-`{-~]$/,
    xdigit: /^[0-9A-Fa-f]$/,
    word: /^\w$/,
  }),
);

function bracket(text: string, start: number): { readonly token: Token; readonly end: number } | undefined {
  let index = start + 1;
  const negated = text[index] === "!" || text[index] === "^";
  if (negated) index++;
  const tests: ((code: number) => boolean)[] = [];
  for (let first = true; ; first = false) {
    const character = text[index];
    if (character === undefined) return undefined;
    if (character === "]" && !first) break;
    const named = character === "[" && text[index + 1] === ":" ? text.indexOf(":]", index + 2) : -1;
    if (named !== -1) {
      const expression = CLASSES.get(text.slice(index + 2, named));
      if (expression === undefined) return undefined;
      tests.push((code) => expression.test(String.fromCharCode(code)));
      index = named + 2;
    } else if (text[index + 1] === "-" && text[index + 2] !== undefined && text[index + 2] !== "]") {
      const low = character.charCodeAt(0);
      const high = text.charCodeAt(index + 2);
      tests.push((code) => code >= low && code <= high);
      index += 3;
    } else {
      const only = character.charCodeAt(0);
      tests.push((code) => code === only);
      index++;
    }
  }
  return { token: { kind: "set", negated, test: (code) => tests.some((one) => one(code)) }, end: index + 1 };
}

export type Pattern = readonly Token[];

/** `undefined` where the pattern has extended operators (`@(a|b)`), which are not modelled. */
export function compile(parts: readonly PatternText[]): Pattern | undefined {
  const tokens: Token[] = [];
  for (const { text, quoted } of parts) {
    for (let index = 0; index < text.length; index++) {
      const character = text[index]!;
      if (!quoted) {
        if ("?*+@!".includes(character) && text[index + 1] === "(") return undefined;
        if (character === "*") {
          if (tokens.at(-1)?.kind !== "any") tokens.push({ kind: "any" });
          continue;
        }
        if (character === "?") {
          tokens.push({ kind: "one" });
          continue;
        }
        const set = character === "[" ? bracket(text, index) : undefined;
        if (set !== undefined) {
          tokens.push(set.token);
          index = set.end - 1;
          continue;
        }
      }
      tokens.push({ kind: "character", code: character.charCodeAt(0) });
    }
  }
  return tokens;
}

function accepts(token: Token, code: number): boolean {
  switch (token.kind) {
    case "character":
      return token.code === code;
    case "set":
      return token.test(code) !== token.negated;
    default:
      return true;
  }
}

/** Whether the pattern matches the whole of `text`. */
export function matches(pattern: Pattern, text: string): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let retry = 0;
  while (at < text.length) {
    const current = pattern[token];
    if (current?.kind === "any") {
      star = token++;
      retry = at;
    } else if (current !== undefined && accepts(current, text.charCodeAt(at))) {
      token++;
      at++;
    } else if (star !== -1) {
      token = star + 1;
      at = ++retry;
    } else return false;
  }
  while (pattern[token]?.kind === "any") token++;
  return token === pattern.length;
}
