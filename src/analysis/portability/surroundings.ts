/** The context of a node in a script, as far as it decides how a bash construct fails there. */
import type { Command, CompoundList, ParsedScript, SyntaxNode } from "unbash";
import { lowerBound } from "../../sorted/lower-bound.ts";
import { isForBash } from "./bash-only.ts";
import type { Stopped } from "./construct.ts";
import { blocksIn, type Blocks } from "./early-ends.ts";

export interface Surroundings {
  readonly inFunction: boolean;
  /** What ends if the shell ends there. */
  readonly stops: Stopped;
  /** On the right of `&&`, with a left side that has tried the same in a subshell. */
  readonly isTried: boolean;
  /** In a branch that only bash enters, or in a function that nothing calls. */
  readonly isUnreached: boolean;
  /** Where braces are not expanded by bash either. */
  readonly isLiteral: boolean;
  /** Where a word is a pattern, or one that file names are found for. */
  readonly isPattern: boolean;
  /** After `set -u`, in the same list of commands or one around it. */
  readonly demands: boolean;
  /** In the operand of a parameter expansion, where dash takes a parenthesis for a character. */
  readonly inOperand: boolean;
  /** Between backticks, and in no compound command there: dash takes what it cannot parse for the end of the substitution. */
  readonly inBackticks: boolean;
  /** Within double quotes. */
  readonly isQuoted: boolean;
  /** What the word is for, where a space would end it. */
  readonly word: "assignment" | "case" | undefined;
  /** In `[[ … ]]`, which is a finding of its own. */
  readonly inTest: boolean;
  /** The blocks in braces that it stands in; "other" if other compound commands are around it, too. */
  readonly blocks: Blocks | "other" | undefined;
  /** The simple command that the node is a part of. */
  readonly command: Command | undefined;
}

export const OUTERMOST: Surroundings = {
  inFunction: false,
  stops: "script",
  isTried: false,
  isUnreached: false,
  isLiteral: false,
  isPattern: false,
  demands: false,
  inOperand: false,
  inBackticks: false,
  isQuoted: false,
  word: undefined,
  inTest: false,
  blocks: undefined,
  command: undefined,
};

/** @param isCalled whether something may call the function of that name. @param text the text that positions index. */
export function surroundings(
  node: SyntaxNode,
  child: SyntaxNode,
  outer: Surroundings,
  text: string,
  isCalled: (name: string) => boolean,
): Surroundings {
  const blocks = blocksIn(node, outer.blocks);
  const around = blocks === outer.blocks ? outer : { ...outer, blocks };
  switch (node.type) {
    case "Script":
      return { ...around, demands: demandsAt(node, child) ?? around.demands };
    case "CompoundList":
      return { ...around, demands: demandsAt(node, child) ?? around.demands, inBackticks: false };
    case "ParameterExpansion":
      return { ...around, inOperand: true };
    case "Function":
      return { ...around, inFunction: true, isUnreached: around.isUnreached || !isCalled(node.name.value) };
    case "Subshell":
      return { ...around, stops: "subshell" };
    case "CommandExpansion":
    case "ProcessSubstitution":
      return {
        ...around,
        inBackticks: node.text.startsWith("`"),
        stops: "substitution",
        command: undefined,
        isQuoted: false,
        inOperand: false,
      };
    case "Pipeline":
      return node.commands.length > 1 ? { ...around, stops: "pipeline" } : around;
    case "TestCommand":
      return { ...around, inTest: true, isLiteral: true };
    case "Assignment":
      return {
        ...around,
        isLiteral: true,
        word: around.command?.suffix.includes(node) === true ? undefined : "assignment",
      };
    case "Case":
      return {
        ...around,
        isLiteral: true,
        word: "case",
        isUnreached: around.isUnreached || isForBash(node, child),
      };
    case "DoubleQuoted":
      return { ...around, isQuoted: true };
    case "HereString":
    case "Redirect":
      return { ...around, isLiteral: true };
    case "CaseItem":
      return { ...around, isPattern: true, word: "case" };
    case "Remove":
      return { ...around, isPattern: true };
    case "For":
      return { ...around, isPattern: child !== node.body && child !== node.name };
    case "Command":
      return { ...around, command: node, isLiteral: child.type === "Assignment", isPattern: false, word: undefined };
    case "Statement":
      return {
        ...around,
        isLiteral: false,
        isPattern: false,
        word: undefined,
        command: undefined,
        stops: node.background === true ? "background" : around.stops,
      };
    case "Redirected":
      return { ...around, command: undefined };
    case "If":
      return isForBash(node, child) ? { ...around, isUnreached: true } : around;
    case "AndOr": {
      const [first] = node.commands;
      if (child === first || first === undefined) return around;
      const isTried =
        node.operators[0] === "&&" && /^\(\s*set\s[^()]*pipefail\s*\)/.test(text.slice(first.pos, first.end));
      return {
        ...around,
        isTried: isTried || around.isTried,
        isUnreached: around.isUnreached || isForBash(node, child),
      };
    }
    default:
      return around;
  }
}

const switches = new WeakMap<object, readonly { readonly pos: number; readonly on: boolean }[]>();

/** Whether `set -u` is on at a command of a list; `undefined` if nothing before it in the list sets it. */
function demandsAt(list: ParsedScript | CompoundList, { pos }: SyntaxNode): boolean | undefined {
  let all = switches.get(list);
  if (all === undefined) {
    all = list.commands.flatMap(({ command }) => {
      if (command.type !== "Command" || command.name?.value !== "set") return [];
      const option = command.args.find((arg) => /^[-+][a-zA-Z]*u|^nounset$/.test(arg.text));
      const before = command.args[command.args.indexOf(option!) - 1];
      if (option === undefined) return [];
      return {
        pos: command.pos,
        on: (option.text === "nounset" ? before?.text : option.text)?.startsWith("-") === true,
      };
    });
    switches.set(list, all);
  }
  const before = all;
  return before[lowerBound(before.length, (index) => before[index]!.pos < pos) - 1]?.on;
}
