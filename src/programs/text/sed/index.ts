/** `sed` on stdin. */
import { readOptions } from "../tool/options.ts";
import { parseSed } from "./parse.ts";
import { SedRun } from "./run.ts";
import { printedResult, type TextTool } from "../tool/tool.ts";

const table = {
  flags: "nErsu",
  valued: "e",
  long: { quiet: "n", silent: "n", "regexp-extended": "E", expression: "e", unbuffered: "u", separate: "s" },
};

export const sed: TextTool = (argv, stdin) => {
  const line = readOptions(argv, table);
  if (line === undefined) return undefined;
  const operands = [...line.operands];
  const expressions = line.options.filter(({ name }) => name === "e").map(({ value }) => value);
  const script = expressions.length > 0 ? expressions.join("\n") : operands.shift();
  if (
    script === undefined ||
    script.startsWith("#n") ||
    operands.some((operand) => operand !== "-") ||
    operands.length > 1
  )
    return undefined;
  const commands = parseSed(script, line.has("E") || line.has("r"));
  if (commands === undefined) return undefined;
  const output = new SedRun(commands, stdin, line.has("n")).run();
  return output === undefined ? undefined : printedResult(output);
};
