/** Simulates jq on sample documents. */
import type { Json } from "../../aws/json/json.ts";
import { checkLength, spend, type Effort } from "../text/tool/effort.ts";
import { linesOf } from "../text/tool/tool.ts";
import { readCommandLine, type JqCommandLine } from "./command-line.ts";
import { evaluateFilter, type Evaluation } from "./evaluate.ts";
import { parseFilter } from "./parse.ts";
import { NotSimulated } from "./syntax.ts";
import { printValue, readValues } from "./values.ts";

export { parseFilter } from "./parse.ts";
export { NotSimulated, type Filter } from "./syntax.ts";

export interface JqResult {
  readonly stdout: string;
  /** Whether this is the exact output. Otherwise `select` may let fewer of the values pass, so that others come first. */
  readonly isExact: boolean;
}

/**
 * What jq prints for `argv` (`argv[0]` is its name), if `input` is the text that it reads from stdin or its files;
 * `undefined` if that is unknown, or costs more than `effort` permits.
 */
export function runJq(argv: readonly string[], input: string, effort: Effort): JqResult | undefined {
  return effort.run(() => {
    checkLength(input.length);
    for (const word of argv) checkLength(word.length);
    return ifSimulated(() => simulated(argv, input));
  });
}

/** `undefined` if the command line cannot be parsed. */
export function readJq(argv: readonly string[]): JqCommandLine | undefined {
  return ifSimulated(() => readCommandLine(argv));
}

/** The values that the filter creates from a document; `undefined` if they are unknown, or cost more than `effort` permits. */
export function jqValues(
  { filter, variables }: JqCommandLine,
  document: Json,
  effort: Effort,
): readonly Json[] | undefined {
  return effort.run(() => {
    checkLength(filter.length);
    return ifSimulated(() => evaluateFilter(parseFilter(filter), document, { variables, selected: 0 }));
  });
}

function ifSimulated<Result>(simulate: () => Result): Result | undefined {
  try {
    return simulate();
  } catch (error) {
    if (error instanceof NotSimulated) return undefined;
    throw error;
  }
}

function simulated(argv: readonly string[], text: string): JqResult {
  const line = readCommandLine(argv);
  const filter = parseFilter(line.filter);
  const evaluation: Evaluation = { variables: line.variables, selected: 0 };
  const printed: string[] = [];
  for (const input of inputsOf(text, line.reads, line.isSlurped))
    for (const value of evaluateFilter(filter, input, evaluation)) {
      spend(10);
      printed.push(line.isRaw && typeof value === "string" ? value : printValue(value, line.layout));
      if (line.endsLines) printed.push("\n");
    }
  checkLength(printed.reduce((sum, one) => sum + one.length, 0));
  const stdout = printed.join("");
  return {
    stdout: line.isAscii ? stdout.replaceAll(/[^\0-\x7f]/g, escaped) : stdout,
    isExact: evaluation.selected < 2,
  };
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function inputsOf(text: string, reads: "json" | "lines" | "nothing", isSlurped: boolean): readonly Json[] {
  if (reads === "nothing") return [null];
  if (reads === "lines") return isSlurped ? [text] : linesOf(text);
  const values = readValues(text);
  return isSlurped ? [values] : values;
}
