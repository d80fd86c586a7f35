/** `awk`, `gawk`, `mawk`: runs programs from the command line on stdin. */
import { parseAwk } from "./parse.ts";
import { AwkRun } from "./run.ts";
import { AwkNotSimulated } from "./syntax.ts";
import { AWK_SETTING, awkString } from "./tokens.ts";
import { fromInput, type AwkValue } from "./value.ts";
import type { TextTool } from "../tool/tool.ts";

export const awk: TextTool = (argv, stdin) => {
  try {
    const variables = new Map<string, AwkValue>();
    let index = 1;
    for (; argv[index]?.startsWith("-") === true && argv[index] !== "-"; index++) {
      const word = argv[index]!;
      if (word === "--") {
        index++;
        break;
      }
      const letter = word[1];
      if (letter !== "F" && letter !== "v") return undefined;
      const value = word.length > 2 ? word.slice(2) : argv[++index];
      if (value === undefined) return undefined;
      if (letter === "F") {
        variables.set("FS", fieldSeparator(value));
      } else {
        const setting = readSetting(value);
        if (setting === undefined) return undefined;
        variables.set(...setting);
      }
    }
    const program = argv[index];
    const operands = argv.slice(index + 1);
    if (operands.at(-1) === "-") operands.pop();
    const settings = operands.map(readSetting);
    if (program === undefined || !settings.every((setting) => setting !== undefined)) return undefined;
    const run = new AwkRun(parseAwk(program), variables, settings);
    run.run(stdin);
    return { stdout: run.output, success: (run.status & 255) === 0 };
  } catch (error) {
    if (error instanceof AwkNotSimulated) return undefined;
    throw error;
  }
};

/** The name and the value in `name=value`, of `-v` or among the operands. */
function readSetting(text: string): readonly [string, AwkValue] | undefined {
  const match = AWK_SETTING.exec(text);
  if (match === null) return undefined;
  const [, name, value] = match;
  return [name!, name === "FS" ? fieldSeparator(value!) : fromInput(awkString(value!))];
}

/** The field separator of `-F`: unchanged if it is a pattern with its own backslashes, otherwise with escapes decoded. */
function fieldSeparator(text: string): string {
  const isPattern = text.length > 2 ? /\\[^"ntr\\]/.test(text) : /^\\[$(*+.?[^|]$/.test(text);
  if (isPattern) return text.replaceAll('\\"', '"');
  return awkString(text);
}
