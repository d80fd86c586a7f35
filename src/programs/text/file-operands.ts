/** Which words of a text tool's command line name the files that it reads. */

interface Operands {
  /** Short options with an argument. */
  readonly valued: string;
  /** Long ones. */
  readonly long?: readonly string[];
  /** How many operands come before the files: a pattern, a program. */
  readonly before?: number;
  /** Options that are in place of these operands. */
  readonly instead?: readonly string[];
  /** What is printed of several files is what is printed of their texts, one after the other. */
  readonly joined?: boolean;
  /** The option that gives what `-f` reads from a file. */
  readonly given?: { readonly short: string; readonly long: string };
  /** What `-f` reads from a file is the program, which stands for itself where no file is named. */
  readonly program?: boolean;
}

const grep: Operands = {
  valued: "efmABCDd",
  long: "regexp file max-count after-context before-context context label include exclude exclude-dir binary-files".split(
    " ",
  ),
  before: 1,
  instead: ["e", "f", "regexp", "file"],
  given: { short: "e", long: "regexp" },
};
const awk: Operands = {
  valued: "Fvfe",
  long: ["field-separator", "assign", "file", "source"],
  before: 1,
  instead: ["f", "e", "file", "source"],
  program: true,
};
const sed: Operands = {
  valued: "efl",
  long: ["expression", "file", "line-length"],
  before: 1,
  instead: ["e", "f", "expression", "file"],
  joined: true,
  given: { short: "e", long: "expression" },
};
const lines: Operands = { valued: "nc", long: ["lines", "bytes", "pid", "sleep-interval"] };
const table = new Map<string, Operands>(
  Object.entries({
    grep,
    egrep: grep,
    fgrep: grep,
    awk,
    gawk: awk,
    mawk: awk,
    sed,
    gsed: sed,
    cut: { valued: "dfcb", long: ["delimiter", "fields", "characters", "bytes", "output-delimiter"], joined: true },
    head: lines,
    tail: lines,
    sort: { valued: "ktoST", long: ["key", "field-separator", "output", "buffer-size"], joined: true },
    column: { valued: "so", long: ["separator", "output-separator"], joined: true },
    uniq: { valued: "fsw", long: ["skip-fields", "skip-chars", "check-chars"] },
    cat: { valued: "", joined: true },
    tac: { valued: "s", long: ["separator"] },
    rev: { valued: "" },
    paste: { valued: "d", long: ["delimiters"] },
    wc: { valued: "" },
  } satisfies Record<string, Operands>),
);

export interface FileOperands {
  /** The command line without the files. */
  readonly argv: readonly string[];
  /** Indices of the words that name files. */
  readonly files: readonly number[];
}

/**
 * `argv`: `undefined` for words that are not known; they are taken for operands, as most are. Where one of them is something
 * else than a file, or what is printed of several files is not simulated, the result is `undefined`.
 * @param contentOf what a file holds. Patterns that stand in one it knows are put into the command line.
 */
export function fileOperands(
  program: string,
  argv: readonly (string | undefined)[],
  contentOf: (file: string) => string | undefined = () => undefined,
): FileOperands | undefined {
  const tool = table.get(program);
  if (tool === undefined) return known(argv, []);
  const rest: (string | undefined)[] = [argv[0]];
  const operands: number[] = [];
  const programs: string[] = [];
  let before = tool.before ?? 0;
  let options = true;
  for (let index = 1; index < argv.length; index++) {
    const word = argv[index];
    if (!options || word === undefined || word.length < 2 || !word.startsWith("-")) {
      operands.push(index);
      if (tool === awk) options = false;
      continue;
    }
    // `-1` is an option in the first place only.
    if (tool === lines && operands.length > 0 && /^-\d/.test(word)) return undefined;
    if (word === "--") options = false;
    const option = valuedOption(word, tool);
    if (option !== undefined && tool.instead?.includes(option.name) === true) before = 0;
    const value = option?.inNext === true ? argv[++index] : option?.value;
    const code = option !== undefined && tool.program === true ? programIn(option, value, contentOf) : undefined;
    if (code !== undefined) {
      programs.push(code);
      continue;
    }
    const patterns =
      option !== undefined && value !== undefined ? patternsIn(option, value, tool, contentOf) : undefined;
    rest.push(...(patterns ?? (option?.inNext === true ? [word, value] : [word])));
  }
  const files = operands.slice(before);
  if (files.length > 1 && tool.joined !== true) return undefined;
  // `name=value` sets a variable there; `tail +2` is an old way to write an option.
  if (files.some((index) => (tool === awk ? /^[A-Za-z_]\w*=/ : /^\+\d/).test(argv[index] ?? ""))) return undefined;
  if (programs.length > 1 || (programs.length > 0 && rest.includes("--"))) return undefined;
  return known([...rest, ...programs, ...operands.slice(0, before).map((index) => argv[index])], files);
}

function known(argv: readonly (string | undefined)[], files: readonly number[]): FileOperands | undefined {
  return argv.every((word) => word !== undefined) ? { argv, files } : undefined;
}

interface ValuedOption {
  readonly name: string;
  /** The dashes, and the letters of other options in the same word. */
  readonly before: string;
  /** Its argument is the next word. */
  readonly inNext: boolean;
  readonly value: string | undefined;
}

/** The words that give what `-f` finds in a file; `undefined` for another option, and where the file is not known. */
function patternsIn(
  { name, before }: ValuedOption,
  file: string,
  { given }: Operands,
  contentOf: (file: string) => string | undefined,
): readonly string[] | undefined {
  if (given === undefined || (name !== "f" && name !== "file")) return undefined;
  const content = contentOf(file);
  // No pattern matches nothing, an empty one everything.
  if (content === undefined || content === "") return undefined;
  return [before + (before === "--" ? given.long : given.short), content.replace(/\n$/, "")];
}

/** The program in the file that `-f` names; `undefined` for another option, and where the file is not known. */
function programIn(
  { name, before }: ValuedOption,
  file: string | undefined,
  contentOf: (file: string) => string | undefined,
): string | undefined {
  return (name === "f" || name === "file") && /^-*$/.test(before) && file !== undefined ? contentOf(file) : undefined;
}

/** The option of a word that takes an argument. */
function valuedOption(word: string, { valued, long = [] }: Operands): ValuedOption | undefined {
  if (word.startsWith("--")) {
    const [, name = "", value] = /^--([^=]*)(?:=([^]*))?$/.exec(word)!;
    const option = name === "" ? undefined : long.find((one) => one.startsWith(name));
    return option === undefined ? undefined : { name: option, before: "--", inNext: value === undefined, value };
  }
  for (let at = 1; at < word.length; at++) {
    if (!valued.includes(word[at]!)) continue;
    const inNext = at + 1 === word.length;
    return { name: word[at]!, before: word.slice(0, at), inNext, value: inNext ? undefined : word.slice(at + 1) };
  }
  return undefined;
}
