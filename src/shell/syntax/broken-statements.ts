/** The statements of a script in which the parser has found errors: the shell does not run them. */
import { lowerBound } from "../../sorted/lower-bound.ts";
import type { Span } from "../spans/span.ts";
import type { ShellScript } from "./script.ts";

const known = new WeakMap<ShellScript, readonly Span[]>();

/** Whether the span reaches into a statement with a syntax error, or is an insertion in it or at its end. */
export function isInBroken(script: ShellScript, { pos, end }: Span): boolean {
  let broken = known.get(script);
  if (broken === undefined) known.set(script, (broken = brokenIn(script)));
  return broken.some((one) => one.pos < end && pos <= one.end);
}

/** Matches the rest of the line after a statement that is complete. */
const REST = /^[;&]?(?:\s*#.*)?$/;

/** Shells whose grammars differ from the one that scripts are parsed with: what they do with the errors is not known. */
const OTHER_GRAMMARS: ReadonlySet<string> = new Set(["ksh", "zsh"]);

/**
 * From the start of the line with the last statement that begins before each error to the error, or to the end of that statement:
 * the shell reads whole lines.
 */
function brokenIn({ errors, interpreter, text, tree }: ShellScript): readonly Span[] {
  if (OTHER_GRAMMARS.has(interpreter.kind)) return [];
  const { commands = [] } = tree ?? {};
  return errors.flatMap((error) => {
    let at = lowerBound(commands.length, (index) => commands[index]!.pos <= error.pos) - 1;
    const statement = commands[at];
    if (statement === undefined) return [];
    const { pos, end } = statement;
    // The shell runs what is complete before it reads the next line. The end of a compound command that is not closed is unknown.
    const [rest, next] = text.slice(end, error.pos).split("\n", 2);
    if (end > pos && next !== undefined && REST.test(rest!.trim())) return [];
    while (at > 0 && !text.slice(commands[at - 1]!.end, commands[at]!.pos).includes("\n")) at--;
    return [{ pos: commands[at]!.pos, end: Math.max(end, error.pos) }];
  });
}
