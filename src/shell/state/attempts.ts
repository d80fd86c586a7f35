/**
 * Attempts: a call in a loop that a success leaves (`cmd && return 0`, `until cmd`). That its failure has the loop go round once more
 * is no look at the last one, so that failure still has to be noticed by what comes after.
 */
import type { CompoundList, Statement, SyntaxNode } from "unbash";
import type { Attempt } from "../values/worlds.ts";

/** What these do is not done on account of a failure. */
const SILENT: ReadonlySet<string> = new Set(": true sleep test [ let break continue local declare typeset".split(" "));

export function isSilent(program: string | undefined): boolean {
  return program === undefined || SILENT.has(program);
}

/** A program of which nothing is known. */
export const UNKNOWN_PROGRAM = "?";

/** Programs by which an attempt is made again. */
export const STARTERS: ReadonlySet<string> = new Set(
  "sudo timeout env nice nohup command exec eval sh bash".split(" "),
);

/** The first word of the statement; the name of its kind, which is no program's, for other than simple commands. */
export function firstWord({ command }: Statement): string | undefined {
  return command.type === "Command" ? command.name?.text : command.type;
}

/** How what runs after a success leaves the loop; `undefined` if it does not. */
export function leftBy(node: SyntaxNode | undefined): Attempt | undefined {
  switch (node?.type) {
    case "Command": {
      const { name, args } = node;
      if (name?.text === "break") return args.length === 0 ? "tried" : undefined;
      const isLeaving = name?.text === "return" || name?.text === "exit";
      return isLeaving && (args.length === 0 || /^(?:0|"?\$\?"?)$/.test(args[0]!.text)) ? "tried alone" : undefined;
    }
    case "BraceGroup":
      return lastLeaves(node.body);
    default:
      return undefined;
  }
}

export function lastLeaves({ commands }: CompoundList): Attempt | undefined {
  return leftBy(commands.at(-1)?.command);
}

/**
 * The variables that the loop which begins there gives values: what asks for them asks how it ended. `undefined` if it prints a
 * message when an attempt has failed.
 */
export function variablesOfLoop(text: string, head: number): ReadonlySet<string> | undefined {
  const end = /\bdone\b/.exec(text.slice(head))?.index ?? 0;
  const loop = text.slice(head, head + end);
  const failing = loop.replace(/(?:\bthen\b|\{)(?:(?!\b(?:fi|else)\b)[^}])*\b(?:break|return|exit)\b/g, "");
  if (/\b(?:echo|printf|logger)\b/.test(failing)) return undefined;
  const names = loop.matchAll(/\b([A-Za-z_]\w*)(?=\+?=|\+\+|\s*[-+]=)|\b(?:for|read(?:\s+-\w+)*)\s+([A-Za-z_]\w*)/g);
  return new Set(Array.from(names, ([, assigned, listed]) => assigned ?? listed ?? ""));
}

/** Whether the text expands one of the variables. */
export function asksFor(text: string, names: ReadonlySet<string>): boolean {
  for (const [, name] of text.matchAll(/\b([A-Za-z_]\w*)\b/g)) if (names.has(name!)) return true;
  return false;
}
