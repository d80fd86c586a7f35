/** The context of a node in a script, as far as it determines how a bash construct fails there. */
import type { Command, SyntaxNode } from "unbash";
import { isForBash } from "./bash-only.ts";
import type { Stopped } from "./construct.ts";
import { SPECIAL_BUILTINS } from "../../shell/index.ts";
import { blocksIn, type Blocks } from "./early-ends.ts";
import { optionsAt, type SwitchedOptions } from "./option-switches.ts";

export interface Surroundings extends SwitchedOptions {
  readonly inFunction: boolean;
  /** The name of the innermost function. */
  readonly functionName: string | undefined;
  /** What ends if the shell ends at the node. */
  readonly stops: Stopped;
  /** After a condition that has tried the same in a subshell, or in that subshell. */
  readonly isTried: boolean;
  /** In a branch that only bash enters, or in a function that nothing calls. */
  readonly isUnreached: boolean;
  /** Where bash does not expand braces either. */
  readonly isLiteral: boolean;
  /** Where a word is a pattern, or is subject to pathname expansion. */
  readonly isPattern: boolean;
  /** Its status is part of a condition, or is not that of the pipeline that contains it: `set -e` does not apply. */
  readonly isTested: boolean;
  /** In the operand of a parameter expansion, where dash treats a parenthesis as a literal character. */
  readonly inOperand: boolean;
  /** Between backticks, and not in a compound command there: dash ends the substitution at what it cannot parse. */
  readonly inBackticks: boolean;
  /** Within double quotes, or in a here-document. */
  readonly isQuoted: boolean;
  /** The role of the word, if a space would end it. */
  readonly word: "assignment" | "case" | undefined;
  /** In `[[ … ]]`, which is itself a finding. */
  readonly inTest: boolean;
  /** The brace groups around the node; "other" if other compound commands are around it too. */
  readonly blocks: Blocks | "other" | undefined;
  /** The simple command that contains the node. */
  readonly command: Command | undefined;
}

export const OUTERMOST: Surroundings = {
  inFunction: false,
  functionName: undefined,
  stops: "script",
  isTried: false,
  isUnreached: false,
  isLiteral: false,
  isPattern: false,
  demands: false,
  errexit: false,
  isTested: false,
  inOperand: false,
  inBackticks: false,
  isQuoted: false,
  word: undefined,
  inTest: false,
  blocks: undefined,
  command: undefined,
};

/** Commands whose arguments are names of files. In those of others, such as grep or tr, `[^a]` is rarely meant to be expanded. */
const FILE_COMMANDS: ReadonlySet<string> = new Set(
  "rm rmdir ls cp mv ln cat chmod chown chgrp du stat touch tar zip gzip rsync scp shred install".split(" "),
);

function takesFiles({ name, args }: Command): boolean {
  const started = name?.text === "sudo" ? args[0]?.text : name?.text;
  return FILE_COMMANDS.has(started ?? "");
}

/** `(set -o pipefail 2> /dev/null)`, `set -o | grep -q pipefail`. */
function triesPipefail({ pos, end }: SyntaxNode, text: string): boolean {
  return /^(?:\(\s*set\s|set\s+-o\s*\|\s*grep\s)[^()&|;]*pipefail/.test(text.slice(pos, end));
}

/** Whether dash and busybox permit `local` in the redirections of the command, as they set its assignments like local variables. */
function hasOwnVariables(command: Command | undefined): boolean {
  return command?.name !== undefined && !SPECIAL_BUILTINS.has(command.name.text);
}

/**
 * Returns the context of a child of the node.
 * @param isCalled whether anything may call the function of that name
 * @param text the text that positions refer to
 */
export function constructSurroundings(
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
      return { ...around, ...optionsAt(node, child, around) };
    case "CompoundList":
      return { ...around, ...optionsAt(node, child, around), inBackticks: false };
    case "ParameterExpansion":
      return { ...around, inOperand: true };
    case "Function":
      return {
        ...around,
        inFunction: true,
        functionName: node.name.value,
        isUnreached: around.isUnreached || !isCalled(node.name.value),
      };
    case "Subshell":
      return { ...around, stops: "subshell", isTried: around.isTried || around.isTested };
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
      return {
        ...around,
        isTested:
          around.isTested || node.commands.at(-1) !== child || node.prefixes.some(({ type }) => type === "Negation"),
        stops: node.commands.length > 1 ? "pipeline" : around.stops,
      };
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
    case "HereDoc":
    case "HereString":
    case "Redirect":
      return {
        ...around,
        isLiteral: true,
        isQuoted: around.isQuoted || node.type === "HereDoc",
        inFunction: around.inFunction || hasOwnVariables(around.command),
      };
    case "CaseItem":
      // `case "$(set -o)" in *pipefail*)`
      return {
        ...around,
        isPattern: true,
        word: "case",
        isTried: around.isTried || (child === node.body && node.pattern.every((one) => one.text.includes("*pipefail"))),
      };
    case "Remove":
      return { ...around, isPattern: true };
    case "For":
      return { ...around, isPattern: child !== node.body && child !== node.name };
    case "Command":
      return {
        ...around,
        command: node,
        isLiteral: child.type === "Assignment",
        isPattern: child.type === "Word" && takesFiles(node),
        word: undefined,
      };
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
      return {
        ...around,
        isTested: around.isTested || child === node.clause,
        isTried: around.isTried || (child === node.then && triesPipefail(node.clause, text)),
        isUnreached: around.isUnreached || isForBash(node, child),
      };
    case "Elif":
    case "While":
      return child === node.clause ? { ...around, isTested: true } : around;
    case "AndOr": {
      const [first] = node.commands;
      const isTested = around.isTested || child !== node.commands.at(-1);
      if (child === first || first === undefined) return { ...around, isTested };
      return {
        ...around,
        isTested,
        isTried: around.isTried || (node.operators[0] === "&&" && triesPipefail(first, text)),
        isUnreached: around.isUnreached || isForBash(node, child),
      };
    }
    default:
      return around;
  }
}
