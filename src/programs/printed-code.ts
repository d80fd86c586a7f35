/** Shell code that jq and awk print, as in `jq -r '"export A=\(.B)"'`: what `eval` or `export` of their output assigns. */
import { type AbstractString, type Effect, type ProgramModel, type Run, madeFrom } from "../shell/index.ts";
import { knownWords } from "./argv/argument.ts";
import { NotSimulated, parseFilter, readJq, type Filter } from "./jq/index.ts";
import { parseAwk } from "./text/awk/parse.ts";
import { AwkNotSimulated, type AwkExpression } from "./text/awk/syntax.ts";

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
        ...madeFrom([printed]),
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

/** The effect of a program that prints these lines; none if they are not known, or the program is not simulated. */
function codeEffects(lines: () => readonly Line[] | undefined, recorded: Run): readonly Effect[] {
  try {
    const known = lines();
    const value = known && codeOf(known, recorded);
    return value === undefined ? [] : [{ kind: "code", value }];
  } catch (error) {
    if (error instanceof NotSimulated || error instanceof AwkNotSimulated) return [];
    throw error;
  }
}

export const jq: ProgramModel = (run, recorded) => {
  const words = knownWords(run);
  const line = words && readJq(words);
  if (line === undefined || !line.isRaw || line.reads !== "json" || !line.filter.includes("=")) return [];
  return codeEffects(() => linesOf(parseFilter(line.filter)), recorded);
};

/** The texts that an expression joins, and fields, which are not known; `undefined` for anything else. */
function joined(expression: AwkExpression): Line | undefined {
  if (expression.kind === "string") return [expression.value];
  if (expression.kind === "field") return expression.index.kind === "number" ? [undefined] : undefined;
  if (expression.kind !== "binary" || expression.operator !== " ") return undefined;
  const [left, right] = [joined(expression.left), joined(expression.right)];
  return left && right && [...left, ...right];
}

/** The lines that a program of one action prints: `{ print "export A=" $1 }`. @throws {AwkNotSimulated} */
function printedLines(program: string): readonly Line[] | undefined {
  const { functions, rules } = parseAwk(program);
  const [rule, ...others] = rules;
  if (functions.size + others.length > 0 || rule?.pattern.kind !== "always" || rule.body?.kind !== "block")
    return undefined;
  const lines = rule.body.statements.map((one): Line | undefined => {
    const values = one.kind === "print" && !one.formatted ? one.values.map(joined) : [];
    if (values.length === 0 || !values.every((value) => value !== undefined)) return undefined;
    return [...values.flatMap((value, index) => (index === 0 ? value : [" ", ...value])), ""];
  });
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

export const awk: ProgramModel = (run, recorded) => {
  const words = knownWords(run);
  const program = words?.at(-1);
  // `-F:` and the like decide which fields there are.
  if (program === undefined || !words!.slice(1, -1).every((word) => word.startsWith("-F")) || !program.includes("="))
    return [];
  return codeEffects(() => printedLines(program), recorded);
};
