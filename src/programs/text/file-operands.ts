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
}

const grep: Operands = {
  valued: "efmABCDd",
  long: "regexp file max-count after-context before-context context label include exclude exclude-dir binary-files".split(
    " ",
  ),
  before: 1,
  instead: ["e", "f", "regexp", "file"],
};
const awk: Operands = {
  valued: "Fvfe",
  long: ["field-separator", "assign", "file", "source"],
  before: 1,
  instead: ["f", "e", "file", "source"],
};
const sed: Operands = {
  valued: "efl",
  long: ["expression", "file", "line-length"],
  before: 1,
  instead: ["e", "f", "expression", "file"],
  joined: true,
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
 */
export function fileOperands(program: string, argv: readonly (string | undefined)[]): FileOperands | undefined {
  const tool = table.get(program);
  if (tool === undefined) return known(argv, []);
  const rest: (string | undefined)[] = [argv[0]];
  const operands: number[] = [];
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
    rest.push(word);
    if (option?.inNext === true) rest.push(argv[++index]);
  }
  const files = operands.slice(before);
  if (files.length > 1 && tool.joined !== true) return undefined;
  // `name=value` sets a variable there; `tail +2` is an old way to write an option.
  if (files.some((index) => (tool === awk ? /^[A-Za-z_]\w*=/ : /^\+\d/).test(argv[index] ?? ""))) return undefined;
  return known([...rest, ...operands.slice(0, before).map((index) => argv[index])], files);
}

function known(argv: readonly (string | undefined)[], files: readonly number[]): FileOperands | undefined {
  return argv.every((word) => word !== undefined) ? { argv, files } : undefined;
}

/** The option of a word that takes an argument, and whether that is the next word. */
function valuedOption(
  word: string,
  { valued, long = [] }: Operands,
): { readonly name: string; readonly inNext: boolean } | undefined {
  if (word.startsWith("--")) {
    const [name = "", value] = word.slice(2).split("=", 2);
    const option = name === "" ? undefined : long.find((one) => one.startsWith(name));
    return option === undefined ? undefined : { name: option, inNext: value === undefined };
  }
  for (let at = 1; at < word.length; at++)
    if (valued.includes(word[at]!)) return { name: word[at]!, inNext: at + 1 === word.length };
  return undefined;
}
