/** `grep`, `egrep`, `fgrep`. */
import { compilePattern, compileTexts, type Matcher } from "./regular-expression/matcher.ts";
import { readOptions } from "./options.ts";
import { joinLines, linesOf, type TextTool } from "./tool.ts";

const table = {
  flags: "oEFPGwixvncqshayHUuz",
  valued: "em",
  long: {
    "only-matching": "o",
    "extended-regexp": "E",
    "fixed-strings": "F",
    "perl-regexp": "P",
    "basic-regexp": "G",
    "word-regexp": "w",
    "ignore-case": "i",
    "line-regexp": "x",
    "invert-match": "v",
    "line-number": "n",
    count: "c",
    quiet: "q",
    silent: "q",
    "no-messages": "s",
    "no-filename": "h",
    text: "a",
    regexp: "e",
    "max-count": "m",
  },
};

/** Options without a meaning for one text from stdin and an output that is no terminal. */
const colour = /^--colou?r(=(auto|never))?$|^--line-buffered$/;

export const grep: TextTool = (argv, stdin) => {
  const line = readOptions(
    argv.filter((word) => !colour.test(word)),
    table,
  );
  if (line === undefined || ["H", "U", "u", "z"].some((name) => line.has(name))) return undefined;
  const operands = [...line.operands];
  const patterns = line.options.filter(({ name }) => name === "e").map(({ value }) => value);
  if (patterns.length === 0) {
    const pattern = operands.shift();
    if (pattern === undefined) return undefined;
    patterns.push(pattern);
  }
  if (operands.some((operand) => operand !== "-") || operands.length > 1) return undefined;
  const matcher = matcherOf(
    argv[0]!,
    patterns.flatMap((pattern) => pattern.split("\n")),
    (name) => line.has(name),
    syntaxes(line.options.map(({ name }) => name)),
  );
  if (matcher === undefined) return undefined;

  const invert = line.has("v");
  const limit = line.value("m");
  if (limit !== undefined && !/^\d+$/.test(limit)) return undefined;
  const number = (index: number): string => (line.has("n") ? `${index + 1}:` : "");
  const output: string[] = [];
  let selected = 0;
  for (const [index, text] of linesOf(stdin).entries()) {
    if (selected >= Number(limit ?? Infinity)) break;
    if ((matcher.find(text, 0) === undefined) !== invert) continue;
    selected++;
    if (!line.has("o")) output.push(number(index) + text);
    else if (!invert) output.push(...matchesIn(text, matcher).map((match) => number(index) + match));
  }
  const success = selected > 0;
  if (line.has("q")) return { stdout: "", success };
  return { stdout: line.has("c") ? `${selected}\n` : joinLines(output), success };
};

function syntaxes(names: readonly string[]): string | undefined {
  return names.findLast((name) => "EFPG".includes(name));
}

function matcherOf(
  program: string,
  patterns: readonly string[],
  has: (name: string) => boolean,
  option: string | undefined,
): Matcher | undefined {
  // Together they match by words inside the line, in ways that differ between versions.
  if (has("x") && has("w")) return undefined;
  const named = program.replace(/^.*\//, "");
  const kind = option ?? { egrep: "E", fgrep: "F" }[named] ?? "G";
  const dialect = {
    reader: "grep",
    ignoreCase: has("i") || has("y"),
    extent: has("o"),
    whole: has("x") ? "line" : has("w") ? "word" : undefined,
  } as const;
  if (kind === "F") return compileTexts(patterns, dialect);
  const [only, ...others] = patterns;
  if (only === undefined) return undefined;
  if (others.length === 0)
    return compilePattern(only, { ...dialect, syntax: kind === "P" ? "perl" : kind === "E" ? "extended" : "basic" });
  // Several patterns are one with alternatives; an empty one would be an empty alternative, which is not translated.
  if (kind === "P") return undefined;
  return kind === "E"
    ? compilePattern(patterns.map((pattern) => `(${pattern})`).join("|"), { ...dialect, syntax: "extended" })
    : compilePattern(patterns.map((pattern) => `\\(${pattern}\\)`).join("\\|"), { ...dialect, syntax: "basic" });
}

function matchesIn(text: string, matcher: Matcher): string[] {
  const found: string[] = [];
  for (let at = 0; at <= text.length;) {
    const match = matcher.find(text, at)?.[0];
    if (match === undefined) break;
    if (match.end > match.start) found.push(text.slice(match.start, match.end));
    at = Math.max(match.end, match.start + 1);
  }
  return found;
}
