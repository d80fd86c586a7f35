/** `awk`, `gawk`, `mawk`: runs programs from the command line on stdin. */
import { parseAwk } from "./parse.ts";
import { AwkRun } from "./run.ts";
import { AwkNotSimulated } from "./syntax.ts";
import { awkString } from "./tokens.ts";
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
        const match = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(value);
        if (match === null) return undefined;
        variables.set(match[1]!, match[1] === "FS" ? fieldSeparator(match[2]!) : fromInput(awkString(match[2]!)));
      }
    }
    const program = argv[index];
    if (program === undefined || argv.slice(index + 1).some((operand) => operand !== "-") || argv.length > index + 2)
      return undefined;
    const run = new AwkRun(parseAwk(program), variables);
    run.run(stdin);
    return { stdout: run.output, success: (run.status & 255) === 0 };
  } catch (error) {
    if (error instanceof AwkNotSimulated) return undefined;
    throw error;
  }
};

/** The field separator of `-F`: unchanged if it is a pattern with its own backslashes, otherwise with escapes decoded. */
function fieldSeparator(text: string): string {
  const isPattern = text.length > 2 ? /\\[^"ntr\\]/.test(text) : /^\\[$(*+.?[^|]$/.test(text);
  if (isPattern) return text.replaceAll('\\"', '"');
  return awkString(text);
}
