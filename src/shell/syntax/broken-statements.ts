/** The statements of a script in which the parser has found errors: the shell does not run them. */
import type { Statement } from "unbash";
import { lowerBound } from "../../sorted/lower-bound.ts";
import type { Span } from "../spans/span.ts";
import type { ShellScript } from "./script.ts";

const known = new WeakMap<ShellScript, readonly Span[]>();

/** Whether the span reaches into a statement with a syntax error, or is an insertion in it or at its end. */
export function isInBroken(script: ShellScript, { pos, end }: Span): boolean {
  let broken = known.get(script);
  if (broken === undefined) known.set(script, (broken = united(brokenIn(script))));
  const last = broken[lowerBound(broken.length, (index) => broken![index]!.pos < end) - 1];
  return last !== undefined && pos <= last.end;
}

/** The spans in order, with those that touch or overlap as one. */
function united(spans: readonly Span[]): readonly Span[] {
  const all: { readonly pos: number; end: number }[] = [];
  for (const { pos, end } of spans.toSorted((a, b) => a.pos - b.pos)) {
    const last = all.at(-1);
    if (last !== undefined && pos <= last.end) last.end = Math.max(last.end, end);
    else all.push({ pos, end });
  }
  return all;
}

/** Matches the rest of the line after a statement that is complete, with the line break. */
const REST = /[^\S\n]*(?:[;&][^\S\n]*)?(?:#[^\n]*)?\n/y;

/** Shells whose grammars differ from the one that scripts are parsed with: what they do with the errors is not known. */
const OTHER_GRAMMARS: ReadonlySet<string> = new Set(["ksh", "zsh"]);

/**
 * From the start of the line with the last statement that begins before each error to the error, or to the end of that statement:
 * the shell reads whole lines.
 */
function brokenIn({ errors, interpreter, text, tree }: ShellScript): readonly Span[] {
  if (errors.length === 0 || OTHER_GRAMMARS.has(interpreter.kind)) return [];
  const { commands = [] } = tree ?? {};
  const firsts = firstsOnLines(text, commands);
  const nextLines = new Map<Statement, number>();
  return errors.flatMap((error): readonly Span[] => {
    const at = lowerBound(commands.length, (index) => commands[index]!.pos <= error.pos) - 1;
    const statement = commands[at];
    if (statement === undefined) return [];
    let next = nextLines.get(statement);
    if (next === undefined) nextLines.set(statement, (next = nextLine(text, statement)));
    return next <= error.pos ? [] : [{ pos: firsts[at]!.pos, end: Math.max(statement.end, error.pos) }];
  });
}

/** For each statement, the first one on the line on which it begins. */
function firstsOnLines(text: string, commands: readonly Statement[]): readonly Statement[] {
  const firsts: Statement[] = [];
  for (const [index, statement] of commands.entries()) {
    const before = commands[index - 1];
    const isFirst = before === undefined || text.slice(before.end, statement.pos).includes("\n");
    firsts.push(isFirst ? statement : firsts[index - 1]!);
  }
  return firsts;
}

/**
 * The start of the line after the statement, if the statement is complete: the shell runs it before it reads that line. The end of a
 * compound command that is not closed is unknown.
 */
function nextLine(text: string, { pos, end }: Statement): number {
  REST.lastIndex = end;
  return end > pos && REST.test(text) ? REST.lastIndex : Number.POSITIVE_INFINITY;
}
