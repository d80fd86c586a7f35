import { RE2JS } from "re2js";
import { expect, test } from "vitest";
import {
  type CharacterSet,
  DIGITS,
  hasCode,
  POSIX_CLASSES,
  SPACES,
  WORD_CHARACTERS,
} from "../../../../src/analysis/injection/language/character-set.ts";

test.each<[pattern: string, set: CharacterSet]>([
  [String.raw`\d`, DIGITS],
  [String.raw`\w`, WORD_CHARACTERS],
  [String.raw`\s`, SPACES],
  ...[...POSIX_CLASSES].map(([name, set]) => [`[[:${name}:]]`, set] as [string, CharacterSet]),
])("%s contains the characters that RE2 accepts", (pattern, set) => {
  const compiled = RE2JS.compile(pattern, RE2JS.DOTALL);
  for (let code = 0; code < 300; code++)
    expect(hasCode(set, code), String(code)).toBe(compiled.matches(String.fromCharCode(code)));
});
