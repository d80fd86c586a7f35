/** Programs of awk that print to files alone: `{ print $1 > "f" }`. */
import { fileOperands } from "../../../programs/text/file-operands.ts";

const STRING = /"(?:[^"\\]|\\.)*"/g;
const PRINT = /\bprintf?\b[^;{}\n]*/g;
/** A file name in a string or a variable. */
const TARGET = /^(?:"(\d+)"|[A-Za-z_]\w*)$/;
const TERMINAL = /^\/dev\/(?:stdout|stderr|fd\/[12]|tty)$/;
/** Commands that write what they read to a file, without the spaces around them. */
const WRITER = /^(?:cat|sort|tee)\s*>>?\s*([\w./-]+)$/;
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
  if (hasBarePattern(code)) return undefined;
  const files: string[] = [];
  for (const [statement] of code.matchAll(PRINT)) {
    const { operator, target } = redirectionOf(statement);
    const [isFile, literal] = TARGET.exec(target) ?? [];
    if (operator === "" || isFile === undefined) return undefined;
    const text = literal === undefined ? undefined : strings[Number(literal)]!.trim();
    const file = operator === "|" ? WRITER.exec(text ?? "")?.[1] : text;
    if (operator === "|" ? file === undefined : TERMINAL.test(file ?? "")) return undefined;
    if (file !== undefined) files.push(file);
  }
  return files;
}

/** Whether the program has a pattern without an action, which prints the line. */
function hasBarePattern(code: string): boolean {
  let depth = 0;
  let pattern = "";
  for (const character of code) {
    if (character === "{" && depth++ === 0) pattern = "";
    else if (character === "}") depth--;
    else if (depth === 0) {
      if (/[;\n]/.test(character) && pattern.trim() !== "") return true;
      pattern += character;
    }
  }
  return pattern.trim() !== "";
}

/** The redirection at the end of a `print`, outside of parentheses: `print (a > b)` is a comparison. */
function redirectionOf(statement: string): { readonly operator: string; readonly target: string } {
  let depth = 0;
  let [operator, target] = ["", ""];
  for (const character of statement) {
    if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (depth === 0 && /[>|]/.test(character)) [operator, target] = [character, ""];
    else target += character;
  }
  return { operator, target: target.trim() };
}
