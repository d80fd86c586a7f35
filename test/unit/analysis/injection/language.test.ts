/** The automaton of a pattern accepts the texts in which RE2, whose syntax the agent uses, finds the pattern. */
import fc from "fast-check";
import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import {
  charactersOf,
  exactTexts,
  searchAutomaton,
  type Automaton,
} from "../../../../src/analysis/injection/language/automaton.ts";
import { hasCode } from "../../../../src/analysis/injection/language/character-set.ts";
import { inSequence } from "../../../../src/analysis/injection/language/alphabet.ts";
import { LazyAcceptor } from "../../../../src/analysis/injection/language/lazy-acceptor.ts";
import { isMatchedBy } from "../../../../src/analysis/injection/language/matching.ts";
import { parsePattern } from "../../../../src/analysis/injection/language/pattern-syntax.ts";
import {
  mayHaveCommon,
  shortestCommon,
  shortestWithin,
  startSearching,
} from "../../../../src/analysis/injection/language/search.ts";

const PATTERNS = String.raw`
a ^a a$ ^a$ ^$ ab a.c ^.$ ^..$ a\nb .* ^.*$ ^[^a]*$ $^ a^ $a ^^a$$ (^a)|b$ (a|^)b
a* ^a*$ ^a+$ ^a?$ ^a{2}$ ^a{2,3}$ ^a{2,}$ ^a{0,2}$ ^a{0}$ ^(ab)*$ ^(ab|c)+$ ^(a|b){2}c$ ^a*?b+?c??$ ^a{2}?$ ^(a{0,2}b){2}$
a{,2} ^a{$ a{x} ^a{2$ a{1001} a{1000} a{3,2} a** a+* a{2}{3} a?? a*?? *a +a ?a {2} (*a) (|a)* (a*)* (^a)* \b*
a|b |a a| a||b (|) () (a|) (a a) ((a)) (a)(b) ^(a|ab)(c|bcd)$ ^(a|b)*c$
^(?:ab)+$ ^(?P<n>a)b$ ^(?<n>a)b$ (?P<1>a) (?=a) (?!a) (?<=a) (?<!a) (?>a) (a)\1 (?#c) (? (?: (?P
(?i)ab ^(?i:ab)c$ (?i)[a-c]$ ^(?i)é$ ^(?i)ß$ ^(?-i)a$ (?i)a(?-i)b$ ^((?i)a)b$ (?s)^.$ (?s:^.)b (?m)^b$ (?m:^)b (?ms)a.^b a$(?m)$
(?U)^a+$ (?is-m)^A.$ (?x)a (?i)^[^a]$ (?z)a (?i (?i)^\x41$ (?i)^\Qa\E$ (?-s)^.$ (?i)(?-i)^a$ (?:(?i)a)b$ (?i)^k$
\d ^\D$ \w+$ ^\W \s ^\S+$ \bab\b \Bb b\B a\b ^\b \A.b b\z ^a\Z \b \B ^\B$ \b$ a\b\b-
\Qa.c\E \Q*\E+$ ^\Qab\E*c$ \Q ^\Qa.c \E ^a\E$ \C ^\C$
^\x41$ ^\x{41}$ ^\x{1F600}$ \x4 \x{} \x{110000} \x{g} ^\101$ ^\0$ ^\07$ \08 \18 ^\12$ \1 \8 ^\a$ ^\f$ ^\t$ ^\n$ ^\r$ ^\v$ \e \h \k ^\.$ \- \/ ^\_$ \é \
[ab] [^ab] ^[a-c]+$ [c-a] ^[a-a]$ []a] ^[^]a]$ ^[a-]$ ^[-a]$ [a-c-e] [a\]b] ^[\]]$ [\\] ^[\d-]$ [\d-z] ^[\w.]$ ^[^\s]$ ^[\n]$ ^[\x41-\x43]$
[\101] [\b] [a [ [] [^] [\Qa] ^[é-ü]$ ^[^é]$ [a-\d] ^[+--]$ ^[.-/]+$ ^[\x{1F600}-\x{1F64F}]$ [\
[[:alpha:]] ^[[:^alpha:]]$ ^[^[:digit:]]$ [[:foo:]] ^[[:word:]-]+$ [:alpha:] [[:alpha:] ^[a[:digit:]b]+$ [[:alpha:]-z] [[:^foo:]] ^[[.]$
^\pL$ ^\p{L}$ ^\p{Lu}$ ^\P{L}$ ^\p{^L}$ ^\P{^L}$ ^\p{Greek}$ ^\pN$ ^\p{Any}$ \p{Foo} \p{lu} ^[\p{L}_]$ ^[^\p{L}]$ \p{ \pX \p ^[\P{L}]$ ^\PL$
^[A-Za-z0-9_.-]{1,64}$ ^arn:aws:.*$ ^(\d{1,3}\.){3}\d{1,3}$ ^([a-z]+,)*[a-z]+$ ^[^;|&]+$ ^s3://[^/]+/.+$ ^\S+@\S+\.\S+$ ^(true|false)?$
`
  .trim()
  .split(/\s+/)
  .concat("", "a b", "^[ -~]*$", "^[\\x20-\\x7E]$");

const TEXTS =
  String.raw`a A b ab AB aB abc abab aab aac bcd abcd ac c cc d z Z k K - -- + . / _ : , ; [ ] ^ \ | { } a{ a{2 * ** *** 0 1 7 8 9 12
a.c abbc éa é É ß ü à Я α 中 😀 😁 ſ a- -a a-b b-a a,b a,b,c arn:aws:iam 1.2.3.4 1.2.3 s3://b/k s3://b x@y.z true falsey A1_.- Q E x4 p n`
    .split(/\s+/)
    .concat(
      "",
      " ",
      "\n",
      "a\n",
      "\nb",
      "a\nb",
      "\nb\n",
      "a\n\nb",
      "ab ",
      " ab",
      "a b",
      "\t",
      "\f",
      "\r",
      "\v",
      "\0",
      "\u0007",
      "\u001C",
      "\u007F",
      "aaa",
      "aaaa",
      "a".repeat(65),
      "é\n",
    );

function compiled(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

function differing(patterns: readonly string[], texts: readonly string[]): readonly unknown[] {
  return patterns.flatMap((pattern): unknown[] => {
    const [own, real] = [parsePattern(pattern), compiled(pattern)];
    if (own === undefined || real === undefined)
      return own === undefined && real === undefined
        ? []
        : [{ pattern, own: own !== undefined, real: real !== undefined }];
    const automaton = searchAutomaton(own);
    return texts
      .filter((text) => isMatchedBy(automaton, text) !== real.matcher(text).find())
      .map((text) => ({ pattern, text, real: real.matcher(text).find() }));
  });
}

/** The language of each pattern that compiles, with the real pattern. */
function languages(patterns: readonly string[]): readonly (readonly [Automaton, RE2JS, pattern: string])[] {
  return patterns.flatMap((pattern) => {
    const parsed = parsePattern(pattern);
    return parsed === undefined ? [] : [[searchAutomaton(parsed), RE2JS.compile(pattern), pattern] as const];
  });
}

const CHARACTERS = ["", "a", "b", ";", "\n", "1"];
/** All texts of up to three of these characters, the shortest first. */
const SHORT = [
  ...new Set(CHARACTERS.flatMap((a) => CHARACTERS.flatMap((b) => CHARACTERS.map((c) => a + b + c)))),
].toSorted((a, b) => a.length - b.length);

/** Accepts the texts that contain a semicolon, but no digit before it. */
const SEMICOLON = new LazyAcceptor({
  start: 0,
  kindOf: (character) => (character === ";" ? ";" : String(/\d/.test(character))),
  step: (state, character) => (state === 1 || character === ";" ? 1 : /\d/.test(character) ? -1 : 0),
  accepts: (state) => state === 1,
});
const hasSemicolon = (text: string): boolean => /^[^\d;]*;/.test(text);

test("each pattern compiles and matches as in RE2", () => {
  expect(differing(PATTERNS, TEXTS)).toEqual([]);
});

test("random patterns compile and match as in RE2", () => {
  const atom = fc.constantFrom(
    "a",
    "b",
    ".",
    "^",
    "$",
    "[^a]",
    "[ab]",
    String.raw`\b`,
    String.raw`\B`,
    String.raw`\n`,
    "(?i)A",
    "(?s).",
    "(?m)^",
    "(?m)$",
    ";",
  );
  const quantifier = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{1,2}", "{0,1}", "{2,}", "*?");
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc
      .array(
        fc.tuple(
          fc.oneof(
            { maxDepth: 2 },
            { weight: 4, arbitrary: atom },
            tie("pattern").map((one) => `(${one})`),
            fc.tuple(tie("pattern"), tie("pattern")).map((both) => `(?:${both.join("|")})`),
          ),
          quantifier,
        ),
        { maxLength: 4 },
      )
      .map((parts) => parts.flat().join("")),
  }));
  expect(differing(fc.sample(pattern, 150), SHORT)).toEqual([]);
});

test("a search finds the shortest text that the pattern and the acceptor accept", () => {
  startSearching();
  const wrong = languages(PATTERNS).flatMap(([automaton, real, pattern]) => {
    const matches = (text: string): boolean => real.matcher(text).find();
    const found = shortestCommon(automaton, SEMICOLON);
    const shortest = SHORT.find((text) => hasSemicolon(text) && matches(text));
    const isRight =
      found === undefined
        ? shortest === undefined
        : hasSemicolon(found) &&
          matches(found) &&
          mayHaveCommon(automaton, SEMICOLON) &&
          found.length <= (shortest ?? found).length;
    return isRight ? [] : [{ pattern, found, shortest }];
  });
  expect(wrong).toEqual([]);
});

test("the characters of a language are those of its texts", () => {
  const wrong = languages(PATTERNS).flatMap(([automaton, real, pattern]) => {
    const ranges = charactersOf(automaton);
    const missing = SHORT.filter(
      (text) =>
        real.matcher(text).find() && ![...text].every((character) => hasCode({ ranges }, character.codePointAt(0)!)),
    );
    return missing.length === 0 ? [] : [{ pattern, missing }];
  });
  expect(wrong).toEqual([]);
  expect(charactersOf(searchAutomaton(parsePattern("^(?:a|b)+$")!))).toEqual([[97, 98]]);
  expect(charactersOf(searchAutomaton(parsePattern("^a|b$")!))).toEqual([[0, 0x10_ff_ff]]);
});

test("exactly the given texts are accepted", () => {
  const automaton = exactTexts(["ab", "", "a;"]);
  expect(SHORT.filter((text) => isMatchedBy(automaton, text))).toEqual(["", "ab", "a;"]);
  expect(shortestCommon(automaton, SEMICOLON)).toBe("a;");
  expect(shortestCommon(exactTexts(["ab", "1;"]), SEMICOLON)).toBeUndefined();
});

test("a search passes over unwanted texts, and gives up after too many states or texts", () => {
  startSearching();
  const automaton = searchAutomaton(parsePattern("^a*;$")!);
  const texts = exactTexts(["a;", "b;\n"]);
  expect(shortestCommon(texts, SEMICOLON, undefined, (text) => text !== "a;")).toBe("b;\n");
  expect(shortestWithin(automaton, SEMICOLON, 3)).toBeUndefined();
  expect(() => shortestCommon(automaton, SEMICOLON, 3)).toThrow(RangeError);
  expect(shortestWithin(automaton, SEMICOLON, undefined, () => false)).toBeUndefined();
});

test("in a sequence, one text of each language follows the other", () => {
  const letters = exactTexts(["a"]);
  expect(shortestCommon(inSequence([letters, searchAutomaton(parsePattern("^b+;$")!)]), SEMICOLON)).toBe("a\0b;");
  expect(
    shortestCommon(inSequence([letters, searchAutomaton(parsePattern("^$")!), exactTexts([";"])]), SEMICOLON),
  ).toBe("a\0\0;");
  expect(shortestCommon(inSequence([letters, letters]), SEMICOLON)).toBeUndefined();
});
