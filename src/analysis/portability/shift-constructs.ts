/** `shift` of more arguments than there are: an error of a special builtin in dash, which ends the shell. */
import type { Function as FunctionNode, Statement, Word, WordPart } from "unbash";
import type { FoundConstruct } from "./construct.ts";

/** Returns the first `shift` in the body that fails for one of the calls. */
export function shiftInFunction(
  { body }: FunctionNode,
  calls: readonly (readonly Word[])[],
  text: string,
): FoundConstruct | undefined {
  const counts = calls.filter((words) => words.every(isOneField)).map((words) => words.length);
  if ((body.type !== "BraceGroup" && body.type !== "Subshell") || counts.length === 0) return undefined;
  const found = failingShift(body.body.commands, Math.min(...counts), text);
  return found === undefined || body.type === "BraceGroup" ? found : { ...found, stops: "subshell" };
}

/** Matches statements after which there may be other arguments, or which end the shell or test the number of arguments. */
const CHANGES = /\$#|\$\{#|(?<![\w-])(?:shift|set|getopts|return|exit|exec|eval|source)(?![\w-])|^\s*\.\s/;

/**
 * Returns the first `shift` that fails for this number of arguments, unless it is in a compound command.
 * @param text the text that positions refer to
 */
export function failingShift(
  statements: readonly Statement[],
  count: number,
  text: string,
): FoundConstruct | undefined {
  let left = count;
  for (const { background, command: whole, end, pos } of statements) {
    const command = whole.type === "AndOr" ? whole.commands[0]! : whole;
    const isShift = command.type === "Command" && command.name?.text === "shift" && background !== true;
    if (isShift) {
      const number = command.args[0]?.text ?? "1";
      if (!/^\d+$/.test(number)) return undefined;
      left -= Number(number);
      if (left < 0) return { name: "shiftTooMany", span: command };
    }
    if (CHANGES.test(text.slice(isShift ? command.end : pos, end))) return undefined;
  }
  return undefined;
}

/** Whether the word is exactly one argument, whatever its expansions are. */
function isOneField({ parts = [] }: Word): boolean {
  return parts.every(isUnsplit);
}

function isUnsplit(part: WordPart): boolean {
  if (part.type === "DoubleQuoted") return !/[@!]/.test(part.text);
  return part.type === "Literal" || part.type === "SingleQuoted";
}
