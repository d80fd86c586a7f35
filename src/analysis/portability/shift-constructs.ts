/** `shift` of more arguments than there are: an error of a special builtin in dash, which ends the shell. */
import type { Function as FunctionNode, Statement, Word, WordPart } from "unbash";
import { OPAQUE } from "../../shell/index.ts";
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

/** Matches statements after which there may be other arguments, or which test the number of arguments. */
const CHANGES = /\$#|\$\{#|(?<![\w-])(?:shift|set|getopts|return|exit|exec|eval|source)(?![\w-])|^\s*\.\s/;

/**
 * Returns the first `shift` that fails for this number of arguments, or for those of a `set` before it, unless it is in a compound
 * command.
 * @param count the number of arguments before the statements; `undefined` if it is unknown
 * @param text the text that positions refer to
 */
export function failingShift(
  statements: readonly Statement[],
  count: number | undefined,
  text: string,
): FoundConstruct | undefined {
  let left = count;
  for (const { background, command: whole, end, pos } of statements) {
    const command = whole.type === "AndOr" ? whole.commands[0]! : whole;
    const name = command.type === "Command" && background !== true ? command.name?.text : undefined;
    const args = command.type === "Command" ? command.args.filter((arg) => arg.type === "Word") : [];
    if (name === "exit" || name === "return") return undefined;
    if (name === "set") left = argumentsOfSet(args);
    if (name === "shift" && left !== undefined) {
      const number = args[0]?.text ?? "1";
      left = /^\d+$/.test(number) ? left - Number(number) : undefined;
      if (left !== undefined && left < 0) return { name: "shiftTooMany", span: command };
    }
    const isCounted = name === "shift" || name === "set";
    if (left !== undefined && CHANGES.test(text.slice(isCounted ? command.end : pos, end))) left = undefined;
  }
  return undefined;
}

/** The number of arguments after `set -- …`, if it is known. */
function argumentsOfSet([first, ...others]: readonly Word[]): number | undefined {
  if (first === undefined || (first.text !== "--" && /^[-+"'$]/.test(first.text))) return undefined;
  const words = first.text === "--" ? others : [first, ...others];
  return words.every(isOneField) ? words.length : undefined;
}

/** Whether the word is exactly one argument, whatever its expansions and placeholders are. */
function isOneField({ parts, text }: Word): boolean {
  return parts?.every(isUnsplit) ?? !text.includes(OPAQUE);
}

function isUnsplit({ text, type }: WordPart): boolean {
  if (type === "DoubleQuoted") return !/[@!]/.test(text);
  return type === "SingleQuoted" || (type === "Literal" && !text.includes(OPAQUE));
}
