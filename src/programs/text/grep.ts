/** `grep`, `egrep`, `fgrep`. */
import { compilePattern, compileTexts, type Matcher } from "./regular-expression/matcher.ts";
import { readOptions } from "./tool/options.ts";
import { joinLines, linesOf, type TextTool } from "./tool/tool.ts";

const table = {
  flags: "oEFPGwixvncqshayHUuz",
  valued: "emABC",
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
    "after-context": "A",
    "before-context": "B",
    context: "C",
  },
};

/** Options without effect if grep reads one text from stdin and does not write to a terminal. */
const colour = /^--colou?r(=(auto|never))?$|^--line-buffered$/;

export const grep: TextTool = (argv, stdin) => {
  const line = readOptions(
    argv.filter((word) => !colour.test(word)).map((word) => (/^-\d+$/.test(word) ? `-C${word.slice(1)}` : word)),
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

  const lengths = (["m", "A", "B", "C"] as const).map((name) => line.value(name));
  if (lengths.some((length) => length !== undefined && !/^\d+$/.test(length))) return undefined;
  const [limit = Infinity, after, before, around] = lengths.map((length) => length && Number(length));
  const lines = linesOf(stdin);
  const invert = line.has("v");
  const selects = (text: string): boolean => (matcher.find(text, 0) === undefined) === invert;
  const number = (index: number, mark: string): string => (line.has("n") ? `${index + 1}${mark}` : "");
  /** The printed lines for one line of the text. With `-o`, these are its matches, if it has any. */
  const printed = (index: number, mark: string): string[] =>
    (line.has("o") ? matchesIn(lines[index]!, matcher) : [lines[index]!]).map((part) => number(index, mark) + part);
  const output = new Groups(Number(before ?? around ?? 0), Number(after ?? around ?? 0), {
    separated: after !== undefined || before !== undefined || around !== undefined,
    context: (index) => (line.has("o") && !invert ? [] : printed(index, "-")),
    selected: (index) => (line.has("o") && invert ? [] : printed(index, ":")),
  });
  let selected = 0;
  for (const [index, text] of lines.entries()) {
    if (selects(text)) {
      // Versions differ in whether another match ends the context after the last selected line.
      if (selected >= Number(limit) && output.open) return undefined;
      if (selected >= Number(limit)) break;
      selected++;
      output.select(index);
    } else output.pass(index);
  }
  const success = selected > 0;
  if (line.has("q")) return { stdout: "", success };
  return { stdout: line.has("c") ? `${selected}\n` : joinLines(output.printed), success };
};

interface Form {
  /** Whether `--` separates groups of lines that are not adjacent. */
  readonly separated: boolean;
  context(index: number): readonly string[];
  selected(index: number): readonly string[];
}

/** Collects selected lines and their context. */
class Groups {
  readonly printed: string[] = [];
  readonly #before: number;
  readonly #after: number;
  readonly #form: Form;
  /** Index of the first line that is not printed yet. */
  #next = 0;
  #left = 0;
  #any = false;

  constructor(before: number, after: number, form: Form) {
    this.#before = before;
    this.#after = after;
    this.#form = form;
  }

  select(index: number): void {
    const from = Math.max(this.#next, index - this.#before);
    if (this.#form.separated && this.#any && from > this.#next) this.printed.push("--");
    for (let one = from; one < index; one++) this.printed.push(...this.#form.context(one));
    this.printed.push(...this.#form.selected(index));
    this.#next = index + 1;
    this.#left = this.#after;
    this.#any = true;
  }

  /** Whether the next line is printed as context anyway. */
  get open(): boolean {
    return this.#left > 0;
  }

  /** Handles a line that is not selected. */
  pass(index: number): void {
    if (this.#left <= 0) return;
    this.#left--;
    this.printed.push(...this.#form.context(index));
    this.#next = index + 1;
  }
}

function syntaxes(names: readonly string[]): string | undefined {
  return names.findLast((name) => "EFPG".includes(name));
}

function matcherOf(
  program: string,
  patterns: readonly string[],
  has: (name: string) => boolean,
  option: string | undefined,
): Matcher | undefined {
  // `-x` and `-w` together search for words inside the line, in ways that differ between versions.
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
  // Several patterns become a single one with alternatives. An empty pattern would be an empty alternative, which is not
  // translated.
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
