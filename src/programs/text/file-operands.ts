/** Determines which arguments of a text tool name the files that it reads. */
import { AWK_SETTING } from "./awk/tokens.ts";

interface Operands {
  /** Short options that take an argument. */
  readonly valued: string;
  /** Long options that take an argument. */
  readonly long?: readonly string[];
  /** Number of operands before the files: a pattern, a program. */
  readonly before?: number;
  /** Options that replace these operands. */
  readonly instead?: readonly string[];
  /** Whether the output for several files is the output for their concatenated texts. */
  readonly joined?: boolean;
  /** The option that takes inline what `-f` reads from a file. */
  readonly given?: { readonly short: string; readonly long: string };
  /** Whether `-f` reads the program from a file. The program is an operand if no file is given. */
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
  /** The command line without the files; its first word is the program's base name. */
  readonly argv: readonly string[];
  /** Indices of the words that name files. */
  readonly files: readonly number[];
}

/**
 * The files that a command line names. `undefined` if an operand is not a file, or if the output for several files is not
 * simulated.
 * @param argv `undefined` for unknown words, which are taken for operands because most are
 * @param contentOf the content of a file, if it is known. Patterns and programs from such a file are inserted into the
 * command line.
 */
export function fileOperands(
  program: string,
  argv: readonly (string | undefined)[],
  contentOf: (file: string) => string | undefined = () => undefined,
): FileOperands | undefined {
  const tool = table.get(program);
  if (tool === undefined) return known([program, ...argv.slice(1)], []);
  const rest: (string | undefined)[] = [program];
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
    // `-1` is only an option as the first argument.
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
  const named = operands.slice(before);
  const isSetting = (index: number): boolean => tool === awk && AWK_SETTING.test(argv[index] ?? "");
  const files = named.filter((index) => !isSetting(index));
  if (files.length > 1 && tool.joined !== true) return undefined;
  // awk reads a file with the variables that are set before it.
  if (named.some((index, at) => isSetting(index) && at > 0 && !isSetting(named[at - 1]!))) return undefined;
  // `tail +2` is an obsolete option syntax.
  if (tool !== awk && files.some((index) => /^\+\d/.test(argv[index] ?? ""))) return undefined;
  if (programs.length > 1 || (programs.length > 0 && rest.includes("--"))) return undefined;
  const kept = [...operands.slice(0, before), ...named.filter(isSetting)];
  return known([...rest, ...programs, ...kept.map((index) => argv[index])], files);
}

function known(argv: readonly (string | undefined)[], files: readonly number[]): FileOperands | undefined {
  return argv.every((word) => word !== undefined) ? { argv, files } : undefined;
}

interface ValuedOption {
  readonly name: string;
  /** The dashes, and the letters of other options in the same word. */
  readonly before: string;
  /** Whether the argument is the next word. */
  readonly inNext: boolean;
  readonly value: string | undefined;
}

/** The arguments that replace `-f FILE` by the content of the file; `undefined` for any other option, or if the content is unknown. */
function patternsIn(
  { name, before }: ValuedOption,
  file: string,
  { given }: Operands,
  contentOf: (file: string) => string | undefined,
): readonly string[] | undefined {
  if (given === undefined || (name !== "f" && name !== "file")) return undefined;
  const content = contentOf(file);
  // An empty file contains no pattern, which matches nothing; an empty pattern matches everything.
  if (content === undefined || content === "") return undefined;
  return [before + (before === "--" ? given.long : given.short), content.replace(/\n$/, "")];
}

/** The program in the file of `-f`; `undefined` for any other option, or if the content is unknown. */
function programIn(
  { name, before }: ValuedOption,
  file: string | undefined,
  contentOf: (file: string) => string | undefined,
): string | undefined {
  return (name === "f" || name === "file") && /^-*$/.test(before) && file !== undefined ? contentOf(file) : undefined;
}

/** The option with an argument that a word contains; `undefined` if there is none. */
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
