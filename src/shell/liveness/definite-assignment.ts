/** Definite assignment: where a script overwrites variables, and in which ranges the overwriting is certain. */
import type { ArithmeticExpression, ArithmeticWord, Command, Redirected, SyntaxNode, Word } from "unbash";
import { CertainAssignments, type CertainAssignment } from "./certain-assignments.ts";
import { DECLARATIONS, READ_OPTIONS_WITH_VALUE } from "../syntax/builtin-names.ts";
import { lastUpTo } from "../spans/sorted-positions.ts";
import { mayHoldCode } from "../syntax/parse.ts";
import { forEachChild } from "../syntax/walk.ts";
import { identifiers, isVariableName } from "../syntax/names.ts";
import type { Span } from "../spans/span.ts";

/** An assignment by which the variable's previous value is lost. */
export interface Overwriting {
  readonly name: string;
  /** Where it has happened: commands in the assigned value still read the previous value. */
  readonly end: number;
  /** Whether the name may be that of a local variable of a function: the previous value returns when the function ends. */
  readonly isLocal: boolean;
}

export interface Assigned {
  /** The parts that may be skipped, or whose assignments are lost at their end, in order of their starts. */
  readonly branches: readonly Span[];
  /** By the positions of the names. */
  readonly names: ReadonlyMap<number, Overwriting>;
  /** Conditional commands of which each branch overwrites a variable. */
  readonly certain: readonly CertainAssignment[];
}

/** @param clears whether `local NAME` unsets the variable: in dash, it keeps the value of the caller. */
export function assignedIn(tree: SyntaxNode, text: string, clears: boolean): Assigned {
  const all: Span[] = [];
  let functions = 0;
  const certain = new CertainAssignments(text, (node) =>
    overwritten(node, text).flatMap(({ name, isLocal }) => (isLocal ? [] : [name])),
  );
  const names = new Map<number, Overwriting>();
  /** The positions in the order in which they were added. */
  const added: number[] = [];
  const behind = new HereDocumentLines(text);
  const add = ({ pos }: Span, name: string, end: number, isLocal = false): void => {
    if (behind.has(pos)) return;
    names.set(pos, { name, end, isLocal });
    added.push(pos);
  };
  /** The redirections of a compound command are expanded before it, though written after it: what they read is not overwritten. */
  const forget = ({ redirects }: Redirected, from: number, fromCertain: number): void => {
    const read = new Set(redirects.flatMap(({ pos, end }) => identifiers(text.slice(pos, end))));
    if (read.size === 0) return;
    for (let index = from; index < added.length; index++)
      if (read.has(names.get(added[index]!)?.name ?? "")) names.delete(added[index]!);
    certain.forget(fromCertain, read);
  };
  const part = (node: SyntaxNode | undefined): void => {
    if (node === undefined) return;
    all.push(node);
    visit(node);
  };
  const visit = (node: SyntaxNode): void => {
    switch (node.type) {
      case "Word":
        if (!mayHoldCode(node)) return;
        break;
      case "If":
        certain.add(node);
        visit(node.clause);
        part(node.then);
        for (const one of node.elif) {
          part(one.clause);
          part(one.then);
        }
        part(node.else);
        return;
      case "While":
        visit(node.clause);
        part(node.body);
        return;
      case "Case":
        certain.add(node);
        break;
      case "CaseItem":
      case "Subshell":
      case "CommandExpansion":
      case "ProcessSubstitution":
      case "Coproc":
        all.push(node);
        break;
      case "Function":
        all.push(node);
        functions++;
        forEachChild(node, visit);
        functions--;
        return;
      case "For":
      case "Select": {
        add(node.name, node.name.value, node.wordlist?.at(-1)?.end ?? node.name.end);
        all.push(node);
        break;
      }
      case "ArithmeticFor": {
        const { initialize, test, update, body } = node;
        if (initialize !== undefined) {
          for (const one of initialized(initialize)) add(one, one.value, initialize.end);
          visit(initialize);
        }
        all.push({ pos: (test ?? update ?? body).pos, end: node.end });
        for (const one of [test, update, body]) if (one !== undefined) visit(one);
        return;
      }
      case "Command":
        for (const one of overwritten(node, text)) add(one.at, one.name, one.end, one.isLocal && functions > 0);
        if (clears && functions > 0) for (const one of madeLocal(node)) add(one, one.value, node.end, true);
        break;
      case "Redirected": {
        const [from, fromCertain] = [added.length, certain.all.length];
        forEachChild(node, visit);
        forget(node, from, fromCertain);
        return;
      }
      case "AndOr":
        certain.add(node);
        visit(node.commands[0]!);
        node.commands.slice(1).forEach(part);
        return;
      case "Pipeline":
        node.commands.forEach(part);
        return;
      case "Statement":
        if (node.background === true) all.push(node);
        break;
      default:
    }
    // Positions inside backticks index another text.
    if (node.type !== "Script" || node.source === undefined) forEachChild(node, visit);
  };
  visit(tree);
  return { branches: all, names, certain: certain.all };
}

/** The rests of lines in which here-documents begin: their texts are later, though they are expanded earlier. */
class HereDocumentLines {
  readonly #lines: readonly Span[];

  constructor(text: string) {
    const lines: Span[] = [];
    for (const { index: pos } of text.matchAll(/(?<!<)<<(?!<)/g)) {
      const end = text.indexOf("\n", pos);
      if (pos >= (lines.at(-1)?.end ?? 0)) lines.push({ pos, end: end === -1 ? text.length : end });
    }
    this.#lines = lines;
  }

  has(pos: number): boolean {
    const line = this.#lines[lastUpTo(this.#lines, pos)];
    return line !== undefined && pos < line.end;
  }
}

interface Overwritten {
  readonly at: Span;
  readonly name: string;
  readonly end: number;
  readonly isLocal: boolean;
}

/** The names in `NAME=value` and `declare NAME=value`, and in `read NAME`. */
function overwritten(node: Command, text: string): readonly Overwritten[] {
  const name = node.name?.text;
  if (name !== undefined && !DECLARATIONS.has(name))
    return readNames(node).map((at) => ({ at, name: at.value, end: node.end, isLocal: false }));
  const isLocal = name !== undefined && LOCAL.has(name) && !/\s-\w*g/.test(text.slice(node.pos, node.end));
  // In bash, assignments before `export` are only for this command.
  return (name === undefined ? node.prefix : node.suffix).flatMap((one) =>
    one.type === "Assignment" && one.append !== true && one.index === undefined
      ? [{ at: one, name: one.name, end: name === undefined ? one.end : node.end, isLocal }]
      : [],
  );
}

const LOCAL: ReadonlySet<string> = new Set(["declare", "local", "typeset"]);

/** The names in `local NAME`. */
function madeLocal({ name, args }: Command): readonly Word[] {
  if (name === undefined || !LOCAL.has(name.text)) return [];
  const words = args.filter((one) => one.type === "Word");
  if (words.some(({ text }) => /^-\w*[gpfF]/.test(text))) return [];
  return words.filter(({ text }) => isVariableName(text));
}

/** The names in `I = 0, J = 9` of `for ((I = 0, J = 9; …))`. */
function initialized(expression: ArithmeticExpression): readonly ArithmeticWord[] {
  if (expression.type !== "ArithmeticBinary") return [];
  const { operator, left, right } = expression;
  if (operator === ",") return [left, right].flatMap((one) => initialized(one));
  if (operator !== "=" || left.type !== "ArithmeticWord" || !isVariableName(left.value)) return [];
  return [left];
}

/** Options of `read` whose values are words of their own. */
const WITH_VALUE = new RegExp(`^-[a-zA-Z]*[${READ_OPTIONS_WITH_VALUE}]$`);

/** The variables of `read`, if its words are known. */
function readNames({ name, args }: Command): readonly Word[] {
  if (name?.text !== "read") return [];
  const words = args.filter((one) => one.type === "Word");
  let first = 0;
  while (words[first]?.text.startsWith("-") === true) {
    if (words[first]!.text.includes("a")) return [];
    first += WITH_VALUE.test(words[first]!.text) ? 2 : 1;
  }
  const names = words.slice(first);
  return words.length === args.length && names.every(({ text }) => isVariableName(text)) ? names : [];
}
