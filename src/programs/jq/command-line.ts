/** Parses the command line of jq. */
import type { Json } from "../../aws/json/json.ts";
import { UNKNOWN_TEXT } from "../../shell/index.ts";
import { readOptions } from "../text/tool/options.ts";
import { onlyOf } from "./functions.ts";
import { NotSimulated } from "./syntax.ts";
import { readValues, type Layout } from "./values.ts";

export interface JqCommandLine {
  readonly filter: string;
  readonly files: readonly string[];
  readonly variables: ReadonlyMap<string, Json>;
  readonly layout: Layout;
  /** Whether strings are printed without quotes. */
  readonly isRaw: boolean;
  /** Whether a newline follows each value. */
  readonly endsLines: boolean;
  /** Whether other characters than those of ASCII are printed as escapes. */
  readonly isAscii: boolean;
  /** How the input is read: as JSON, each line as a string, or not at all. */
  readonly reads: "json" | "lines" | "nothing";
  /** Whether all input values become one list. */
  readonly isSlurped: boolean;
}

/** Matches the option with which jq fails if its last output is false or null, or if there is none. */
export const EXIT_STATUS_OPTION = /^(?:-[^\We]*e\w*|--exit-status)$/;

/** Matches the options with which jq takes its input for text (`-R`), or reads none (`-n`). */
const NO_JSON_OPTION = /^-[^\W_Rn]*[Rn][A-Za-z]*$|^--(?:raw|null)-input$/;

/** Matches a filter that reads JSON despite these options. */
const READS_JSON = /^(?!-)[^]*\b(?:fromjson|inputs?)\b/;

/** Whether jq fails if its input is not JSON (jq 1.6 and 1.7). @param words its arguments */
export function requiresJson(words: readonly string[]): boolean {
  return !words.some((word) => NO_JSON_OPTION.test(word)) || words.some((word) => READS_JSON.test(word));
}

/** Options without a letter. No argument contains these characters. */
const TAB = "\u0001";
const INDENT = "\u0002";

const OPTIONS = {
  flags: `rjceasSnRM${TAB}`,
  valued: INDENT,
  long: {
    "raw-output": "r",
    "join-output": "j",
    "compact-output": "c",
    "exit-status": "e",
    "ascii-output": "a",
    slurp: "s",
    "sort-keys": "S",
    "null-input": "n",
    "raw-input": "R",
    "monochrome-output": "M",
    tab: TAB,
    indent: INDENT,
  },
} as const;

/** An unknown index stands for every index: `.Parameters[$i]`. */
const ANY = new RegExp(String.raw`\[\s*${UNKNOWN_TEXT}\s*\]`, "g");

/**
 * @param argv contains `UNKNOWN_TEXT` for each unknown part of a word.
 * @throws {NotSimulated}
 */
export function readCommandLine(argv: readonly string[]): JqCommandLine {
  const variables = new Map<string, Json>();
  const words: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index]!;
    if (word !== "--arg" && word !== "--argjson") {
      words.push(word);
      continue;
    }
    const [name, text] = argv.slice(index + 1, index + 3);
    if (name === undefined || text === undefined) throw new NotSimulated();
    // A variable with an unknown value is treated as undefined.
    if (!text.includes(UNKNOWN_TEXT)) variables.set(name, word === "--arg" ? text : onlyOf(readValues(text)));
    index += 2;
  }
  const line = readOptions(words, OPTIONS);
  const indent = line?.has(TAB) === true ? "\t" : (line?.value(INDENT) ?? "2");
  const [written, ...files] = line?.operands ?? [];
  const filter = written?.replaceAll(ANY, "[]");
  if (words.some((word) => word !== written && word.includes(UNKNOWN_TEXT)) || filter?.includes(UNKNOWN_TEXT) === true)
    throw new NotSimulated();
  if (line === undefined || filter === undefined || !/^(?:\t|[0-7])$/.test(indent)) throw new NotSimulated();
  return {
    filter,
    files,
    variables,
    layout: {
      indent: line.has("c") ? "" : indent === "\t" ? indent : " ".repeat(Number(indent)),
      isSorted: line.has("S"),
    },
    isRaw: (line.has("r") || line.has("j")) && !line.has("a"),
    endsLines: !line.has("j"),
    isAscii: line.has("a"),
    reads: line.has("n") ? "nothing" : line.has("R") ? "lines" : "json",
    isSlurped: line.has("s"),
  };
}
