/** Programs of awk that print to files alone: `{ print $1 > "f" }`. */
import { fileOperands } from "../../../programs/text/file-operands.ts";

const STRING = /"(?:[^"\\]|\\.)*"/g;
const PRINT = /\bprintf?\b[^;{}\n]*/g;
/** A redirection outside of parentheses: `print (a > b)` is a comparison. */
const REDIRECTED = /^[^()]*(?:\([^()]*\)[^()]*)*?(>>?|\|)\s*\(?\s*(?:"(\d+)"|[A-Za-z_]\w*)\s*\)?\s*$/;
const TERMINAL = /^\/dev\/(?:stdout|stderr|fd\/[12]|tty)$/;
/** How long a program may be. */
const MOST = 4_000;

/**
 * The files that the program of the command line prints to; `undefined` if it may print to stdout or stderr. A file whose name is in a
 * variable is not in the result.
 * @param words the words of the command line, with its program's name
 */
export function filesOfAwk(words: readonly string[]): readonly string[] | undefined {
  const operands = fileOperands("awk", [...words])?.argv.slice(1) ?? [];
  const program = operands.find((word, index) => !word.startsWith("-") && !/^-[Fv]$/.test(operands[index - 1] ?? ""));
  if (program === undefined || program.length > MOST || !program.includes("print")) return undefined;
  const strings: string[] = [];
  const code = program.replaceAll(STRING, (text) => `"${strings.push(text.slice(1, -1)) - 1}"`);
  // A pattern without an action prints the line.
  if (code.replaceAll(/[^{}\n;]*\{[^{}]*\}\s*;?/g, "").trim() !== "") return undefined;
  const files: string[] = [];
  for (const [statement] of code.matchAll(PRINT)) {
    const [, operator, literal] = REDIRECTED.exec(statement) ?? [];
    if (operator === undefined) return undefined;
    const target = literal === undefined ? undefined : strings[Number(literal)]!;
    if (operator === "|") {
      const file = /^\s*(?:cat|sort|tee)\s*>>?\s*([\w./-]+)\s*$/.exec(target ?? "")?.[1];
      if (file === undefined) return undefined;
      files.push(file);
    } else if (target !== undefined) {
      if (TERMINAL.test(target)) return undefined;
      files.push(target);
    }
  }
  return files;
}
