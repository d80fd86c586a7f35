/** Shell code that jq and awk print, as in `jq -r '"export A=\(.B)"'`: what `eval` of their output assigns. */
import { type AbstractString, type ProgramModel, type Run, knownText, madeFrom } from "../shell/index.ts";
import { NotSimulated, parseFilter, readJq, type Filter } from "./jq/index.ts";

/** A line of code: known text, and values that are not known. */
type Line = readonly (string | undefined)[];

/** The end of the text before the value of a variable: its name, "=" and a quote. */
const ASSIGNED = /(?:^|[\s;])([A-Za-z_]\w*)=["']?$/;

/** The code, if each value in it is that of a variable. */
function codeOf(lines: readonly Line[], recorded: Run): AbstractString | undefined {
  const printed: AbstractString = [{ kind: "output", of: recorded, nonEmpty: "assumed" }];
  const code = lines.flatMap((line) =>
    line.map((part, index): AbstractString[number] | undefined => {
      const text = index === line.length - 1 ? `${part ?? ""}\n` : part;
      if (part !== undefined) return { kind: "text", text: text! };
      const name = ASSIGNED.exec(line[index - 1] ?? "")?.[1];
      if (name === undefined) return undefined;
      // In an evaluation that records it, the value is this part of what the program prints.
      return {
        ...madeFrom([printed], "computed", true),
        match: { pattern: `${name}=["']?([^[:space:];"']+)`, group: 1 },
      };
    }),
  );
  return code.every((one) => one !== undefined) ? code : undefined;
}

/** Whether the filter has one result for each input. */
function isPath(filter: Filter): boolean {
  switch (filter.kind) {
    case "identity":
      return true;
    case "index":
      return isPath(filter.of) && filter.key.kind === "literal";
    case "pipe":
      return filter.parts.every(isPath);
    case "format":
      return filter.name === "sh";
    default:
      return false;
  }
}

/** The lines that a filter prints: strings after a path. */
function linesOf(filter: Filter): readonly Line[] | undefined {
  if (filter.kind === "pipe") {
    const last = filter.parts.at(-1);
    return last !== undefined && filter.parts.slice(0, -1).every(isPath) ? linesOf(last) : undefined;
  }
  if (filter.kind === "comma") {
    const all = filter.parts.map(linesOf);
    return all.every((one) => one !== undefined) ? all.flat() : undefined;
  }
  if (filter.kind !== "string" || filter.format !== "text") return undefined;
  if (!filter.parts.every((part) => typeof part === "string" || isPath(part))) return undefined;
  return [[...filter.parts.map((part) => (typeof part === "string" ? part : undefined)), ""]];
}

/** `undefined` if not all words are known. */
function wordsOf({ argv }: Run): readonly string[] | undefined {
  const words = argv.map(({ value }) => knownText(value));
  return words.every((word) => word !== undefined) ? words : undefined;
}

export const jq: ProgramModel = (run, recorded) => {
  const words = wordsOf(run);
  const line = words && readJq(words);
  if (line === undefined || !line.isRaw || line.reads !== "json" || !line.filter.includes("=")) return [];
  try {
    const lines = linesOf(parseFilter(line.filter));
    const value = lines && codeOf(lines, recorded);
    return value === undefined ? [] : [{ kind: "code", value }];
  } catch (error) {
    if (error instanceof NotSimulated) return [];
    throw error;
  }
};

const PROGRAM = /^\s*\{(?<body>[^{}]{1,2000})\}\s*$/;
const PRINTED = /\s*(?:"(?<text>(?:[^"\\]|\\[nt"])*)"|\$\d{1,3}(?![\w.])|(?<space>,)|(?<end>;\s*print\b))/y;

/** The lines that a program of one action prints: `{ print "export A=" $1 }`. */
function printedLines(program: string): readonly Line[] | undefined {
  const body = PROGRAM.exec(program)?.groups?.["body"]?.trim().replace(/;$/, "");
  if (body === undefined || !/^print\b/.test(body)) return undefined;
  const lines: (string | undefined)[][] = [[]];
  PRINTED.lastIndex = "print".length;
  while (PRINTED.lastIndex < body.length) {
    const found = PRINTED.exec(body)?.groups;
    if (found === undefined) return undefined;
    if (found["end"] !== undefined) lines.push([]);
    else if (found["space"] !== undefined) lines.at(-1)!.push(" ");
    else
      lines.at(-1)!.push(found["text"]?.replaceAll(/\\(.)/g, (_, one: string) => ({ n: "\n", t: "\t" })[one] ?? one));
  }
  return lines.map((line) => [...line, ""]);
}

export const awk: ProgramModel = (run, recorded) => {
  const words = wordsOf(run);
  const program = words?.at(-1);
  // `-F:` and the like decide which fields there are.
  if (program === undefined || !words!.slice(1, -1).every((word) => word.startsWith("-F")) || !program.includes("="))
    return [];
  const lines = printedLines(program);
  const value = lines && codeOf(lines, recorded);
  return value === undefined ? [] : [{ kind: "code", value }];
};
