/** Every construct of a script that dash does not have, in order of the script. */
import type { ParsedScript, SyntaxNode } from "unbash";
import { forEachChild } from "../../shell/syntax/walk.ts";
import { bashOnly, testsForBash } from "./bash-only.ts";
import { commandConstruct, type CommandContext } from "./command-constructs.ts";
import { CONSTRUCTS, type FoundConstruct } from "./construct.ts";
import { parameterConstruct } from "./parameter-constructs.ts";
import { syntaxConstruct } from "./syntax-constructs.ts";

/** Deeper nodes are not looked at. */
const MAX_DEPTH = 400;

interface Surroundings extends Omit<CommandContext, "isFunction"> {
  /** In a branch that only bash enters. */
  readonly inBash: boolean;
  /** Where braces are not expanded by bash either. */
  readonly isLiteral: boolean;
}

/** @param text the text that positions of `tree` index. */
export function findConstructs(tree: ParsedScript, text: string): FoundConstruct[] {
  const names = definedNames(tree);
  const isFunction = (name: string): boolean => names.functions.has(name);
  const isSet = (name: string): boolean => names.variables.has(name);
  const isBashOnly = bashOnly(tree.commands, text);
  const found: FoundConstruct[] = [];

  const add = (construct: FoundConstruct | undefined, around: Surroundings): void => {
    if (construct === undefined || isBashOnly(construct.span)) return;
    if (around.inBash && CONSTRUCTS[construct.name].fails !== "parse") return;
    found.push(construct);
  };

  const visit = (node: SyntaxNode, around: Surroundings, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (node.type === "Pipeline") {
      const both = node.operators.indexOf("|&");
      const [left, right] = [node.commands[both], node.commands[both + 1]];
      if (both >= 0 && left !== undefined && right !== undefined) {
        const at = text.indexOf("|&", left.end);
        add(
          { name: "pipeBoth", span: { pos: at, end: at + 2 }, fix: [{ pos: at, end: at + 2, text: "2>&1 |" }] },
          around,
        );
      }
    } else if (node.type === "Command") {
      add(commandConstruct(node, { ...around, isFunction }, text), around);
    } else if (node.type === "SimpleExpansion" || node.type === "ParameterExpansion") {
      add(parameterConstruct(node, isSet), around);
    } else if (node.type === "CommandExpansion") {
      if (isFileContent(node.script)) add({ name: "fileContent", span: node, fix: fileContentFix(node) }, around);
      // Positions in escaped backticks are those of another text.
      if (node.script?.source !== undefined) return;
    } else if (!(node.type === "BraceExpansion" && around.isLiteral)) {
      add(syntaxConstruct(node, text), around);
    }
    // What a construct that is not one in the first place consists of is not reported again.
    if (node.type === "TestCommand" || node.type === "ArithmeticCommand") return;
    forEachChild(node, (child) => visit(child, surroundings(node, child, around, text), depth + 1));
  };
  visit(tree, { inFunction: false, inSubshell: false, isTried: false, inBash: false, isLiteral: false }, 0);
  return found.toSorted((a, b) => a.span.pos - b.span.pos);
}

function surroundings(node: SyntaxNode, child: SyntaxNode, around: Surroundings, text: string): Surroundings {
  switch (node.type) {
    case "Function":
      return { ...around, inFunction: true };
    case "Subshell":
    case "CommandExpansion":
      return { ...around, inSubshell: true };
    case "Assignment":
    case "Case":
      return { ...around, isLiteral: true };
    case "Command":
      return child.type === "Assignment" ? { ...around, isLiteral: true } : { ...around, isLiteral: false };
    case "Statement":
      return { ...around, isLiteral: false };
    case "If":
      return child === node.then && testsForBash(node.clause, text) ? { ...around, inBash: true } : around;
    case "AndOr": {
      const [first] = node.commands;
      if (child === first || first === undefined || node.operators[0] !== "&&") return around;
      const isTried = /^\(\s*set\s[^()]*pipefail\s*\)/.test(text.slice(first.pos, first.end));
      return { ...around, isTried: isTried || around.isTried, inBash: around.inBash || testsForBash(first, text) };
    }
    default:
      return around;
  }
}

/** Names of functions that the script defines and of variables that it sets. */
function definedNames(tree: ParsedScript): { functions: ReadonlySet<string>; variables: ReadonlySet<string> } {
  const functions = new Set<string>();
  const variables = new Set<string>();
  const visit = (node: SyntaxNode, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (node.type === "Function") functions.add(node.name.value);
    else if (node.type === "Assignment") variables.add(node.name);
    else if (node.type === "For") variables.add(node.name.value);
    else if (node.type === "Command" && /^(?:read|export|local|readonly)$/.test(node.name?.value ?? ""))
      for (const arg of node.args) if (arg.type === "Word" && node.name?.value === "read") variables.add(arg.value);
    forEachChild(node, (child) => visit(child, depth + 1));
  };
  visit(tree, 0);
  return { functions, variables };
}

function isFileContent(script: ParsedScript | undefined): boolean {
  const [statement, ...more] = script?.commands ?? [];
  if (statement?.command.type !== "Command" || more.length > 0) return false;
  const { name, prefix, suffix } = statement.command;
  const [redirect, ...others] = [...prefix, ...suffix];
  return name === undefined && others.length === 0 && redirect?.type === "Redirect" && redirect.operator === "<";
}

function fileContentFix({ pos, text }: { pos: number; text: string }): FoundConstruct["fix"] {
  const open = /^\$\(\s*</.exec(text);
  return open === null ? undefined : [{ pos, end: pos + open[0].length, text: "$(cat <" }];
}
