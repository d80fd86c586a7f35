/** `tr`. */
import { readOptions } from "./tool/options.ts";
import { posixClass } from "./regular-expression/syntax.ts";
import { printedResult, type TextTool } from "./tool/tool.ts";

const table = {
  flags: "cCdst",
  valued: "",
  long: { complement: "c", delete: "d", "squeeze-repeats": "s", "truncate-set1": "t" },
  endsAtOperand: true,
};

interface CharacterList {
  readonly characters: readonly string[];
  readonly classes: readonly string[];
}

export const tr: TextTool = (argv, stdin) => {
  const line = readOptions(argv, table);
  if (line === undefined || line.has("t")) return undefined;
  const [first, second, ...others] = line.operands.map(characterList);
  if (first === undefined || others.length > 0 || line.operands.length === 0) return undefined;
  if (line.operands.length === 2 && second === undefined) return undefined;
  const complemented = line.has("c") || line.has("C");
  const squeezes = line.has("s");
  const deletes = line.has("d");
  const members = new Set(first.characters);
  const inFirst = (character: string): boolean => members.has(character) !== complemented;

  if (deletes) {
    if (squeezes !== (second !== undefined)) return undefined;
    const kept = Array.from(stdin).filter((character) => !inFirst(character));
    return printedResult(squeezes ? squeeze(kept, new Set(second!.characters)) : kept.join(""));
  }
  if (second === undefined) {
    if (!squeezes) return undefined;
    return printedResult(squeezeWhere(Array.from(stdin), inFirst));
  }
  const map = translation(first, second, complemented);
  if (map === undefined) return undefined;
  const translated = Array.from(stdin, map);
  return printedResult(squeezes ? squeeze(translated, new Set(second.characters)) : translated.join(""));
};

function translation(
  first: CharacterList,
  second: CharacterList,
  complemented: boolean,
): ((character: string) => string) | undefined {
  const last = second.characters.at(-1);
  if (last === undefined) return undefined;
  if (second.classes.length > 0) {
    // In the second set, character classes are only permitted for case conversion: 26 characters are one class and nothing else.
    if (first.characters.length !== 26 || second.characters.length !== 26) return undefined;
    if (!/^(lower|upper)$/.test(first.classes[0]!) || !/^(lower|upper)$/.test(second.classes[0]!)) return undefined;
  }
  if (complemented) {
    if (second.characters.some((character) => character !== last)) return undefined;
    const members = new Set(first.characters);
    return (character) => (members.has(character) ? character : last);
  }
  const map = new Map<string, string>();
  first.characters.forEach((character, index) => map.set(character, second.characters[index] ?? last));
  return (character) => map.get(character) ?? character;
}

function squeeze(characters: readonly string[], members: ReadonlySet<string>): string {
  return squeezeWhere(characters, (character) => members.has(character));
}

function squeezeWhere(characters: readonly string[], member: (character: string) => boolean): string {
  return characters.filter((character, index) => !(member(character) && characters[index - 1] === character)).join("");
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  f: "\f",
  v: "\v",
  a: "\x07",
  b: "\b",
  "\\": "\\",
};

/** The characters of a set such as `a-z"\n[:space:]`, in order. */
function characterList(set: string): CharacterList | undefined {
  const characters: string[] = [];
  const classes: string[] = [];
  let at = 0;
  const one = (): string | undefined => {
    const character = set[at];
    if (character !== "\\") {
      at++;
      return character;
    }
    const octal = /^\\([0-7]{1,3})/.exec(set.slice(at));
    if (octal !== null) {
      at += octal[0].length;
      const code = Number.parseInt(octal[1]!, 8);
      return code < 128 ? String.fromCharCode(code) : undefined;
    }
    const letter = set[at + 1];
    at += 2;
    if (letter === undefined) return undefined;
    return escapes[letter] ?? letter;
  };
  while (at < set.length) {
    const named = /^\[:(\w+):\]/.exec(set.slice(at));
    if (named !== null) {
      const members = posixClass(named[1]!);
      if (members === undefined) return undefined;
      members.forEach((member, code) => member && characters.push(String.fromCharCode(code)));
      classes.push(named[1]!);
      at += named[0].length;
      continue;
    }
    if (/^\[(=|.\*|\\.*\*)/.test(set.slice(at))) return undefined;
    const from = one();
    if (from === undefined) return undefined;
    if (set[at] === "-" && at + 1 < set.length) {
      at++;
      const to = one();
      if (to === undefined || to < from) return undefined;
      for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++) characters.push(String.fromCharCode(code));
    } else {
      characters.push(from);
    }
  }
  return { characters, classes };
}
