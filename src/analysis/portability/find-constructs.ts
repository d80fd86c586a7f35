/** Every construct of a script that dash does not have, in order of the script. */
import type { ParsedScript, SyntaxNode } from "unbash";
import { forEachChild } from "../../shell/syntax/walk.ts";
import { endForOthers } from "./bash-only.ts";
import { commandConstruct } from "./command-constructs.ts";
import { CONSTRUCTS, type ConstructName, type FoundConstruct } from "./construct.ts";
import { definedNames, MAX_DEPTH, type DefinedNames } from "./defined-names.ts";
import { parameterConstruct } from "./parameter-constructs.ts";
import { assignmentConstruct, redirectConstruct } from "./redirect-constructs.ts";
import { OUTERMOST, surroundings, type Surroundings } from "./surroundings.ts";
import { syntaxConstruct } from "./syntax-constructs.ts";

const TILDE = /^~[+-](?:\/|$)/;

/** @param text the text that positions of `tree` index. */
export function findConstructs(tree: ParsedScript, text: string): FoundConstruct[] {
  const names = definedNames(tree, text);
  const end = endForOthers(tree.commands, text);
  const found: FoundConstruct[] = [];

  const visit = (node: SyntaxNode, around: Surroundings, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    for (const construct of constructsAt(node, around, text, names)) {
      const name = inPlace(construct.name, around, text.slice(construct.span.pos, construct.span.end));
      const { fails } = CONSTRUCTS[name];
      const isParsed = fails === "parse";
      if (construct.span.pos >= (isParsed ? end.parsed : end.reached) || (around.isUnreached && !isParsed)) continue;
      if (around.inTest && !isParsed && fails !== "expansion") continue;
      found.push({ ...construct, name, stops: around.stops });
    }
    // dash reads its body as commands, whatever that consists of.
    if (node.type === "ArithmeticCommand") return;
    if (node.type === "CommandExpansion" && node.script?.source !== undefined) {
      // Positions in escaped backticks are those of another text.
      for (const { name, inBusybox } of findConstructs(node.script, node.script.source))
        found.push({ name, inBusybox, span: node, stops: "substitution" });
      return;
    }
    forEachChild(node, (child) => visit(child, surroundings(node, child, around, text, names.isCalled), depth + 1));
  };
  visit(tree, OUTERMOST, 0);
  return found.toSorted((a, b) => a.span.pos - b.span.pos);
}

/** What a construct is in a place where it fails in another way. */
function inPlace(name: ConstructName, around: Surroundings, written: string): ConstructName {
  if (name === "variable") return around.demands ? "demandedVariable" : name;
  if (name !== "oldArithmetic" || around.isQuoted || !/\s/.test(written)) return name;
  if (around.word === undefined) return name;
  return around.word === "case" ? "oldArithmeticCase" : "oldArithmeticWords";
}

function one(construct: FoundConstruct | undefined): FoundConstruct[] {
  return construct === undefined ? [] : [construct];
}

/** What a node is, apart from its children. */
function constructsAt(
  node: SyntaxNode,
  around: Surroundings,
  text: string,
  { isFunction, isSet }: DefinedNames,
): FoundConstruct[] {
  switch (node.type) {
    case "Pipeline":
      return pipelineConstructs(node, text, isFunction);
    case "Command": {
      const tildes = node.args.filter(({ type, text: written }) => type === "Word" && TILDE.test(written));
      return [
        ...one(commandConstruct(node, { ...around, isFunction }, text)),
        ...tildes.map((span): FoundConstruct => ({ name: "tilde", span })),
      ];
    }
    case "Assignment": {
      const isTilde = node.value.type === "Word" && TILDE.test(node.value.text);
      return [
        ...one(assignmentConstruct(node, around.command)),
        ...(isTilde ? [{ name: "tilde", span: node } as const] : []),
      ];
    }
    case "Redirect":
      return one(redirectConstruct(node, text, around.command));
    case "SimpleExpansion":
    case "ParameterExpansion":
      return one(parameterConstruct(node, isSet));
    case "CommandExpansion":
      return isFileContent(node.script) ? [{ name: "fileContent", span: node, fix: fileContentFix(node) }] : [];
    case "Glob": {
      const isNegated = around.isPattern && node.kind === "bracket" && node.text.startsWith("[^");
      const fix = [{ pos: node.pos + 1, end: node.pos + 2, text: "!" }];
      return isNegated ? [{ name: "bracketNegation", span: node, fix }] : [];
    }
    case "ProcessSubstitution":
      return around.inOperand ? [] : one(syntaxConstruct(node, text, isSet));
    case "BraceExpansion":
    case "ExtendedGlob":
      if (node.type === "BraceExpansion" ? around.isLiteral : around.inTest) return [];
      return one(syntaxConstruct(node, text, isSet));
    default:
      return one(syntaxConstruct(node, text, isSet));
  }
}

function pipelineConstructs(
  node: Extract<SyntaxNode, { type: "Pipeline" }>,
  text: string,
  isFunction: (name: string) => boolean,
): FoundConstruct[] {
  const found: FoundConstruct[] = [];
  for (const [index, operator] of node.operators.entries()) {
    if (operator !== "|&") continue;
    const pos = text.indexOf("|&", node.commands[index]!.end);
    const span = { pos, end: pos + 2 };
    found.push({ name: "pipeBoth", span, fix: [{ ...span, text: "2>&1 |" }] });
  }
  const time = node.prefixes.find(({ type }) => type === "Time");
  const [timed] = node.commands;
  if (time === undefined || timed === undefined) return found;
  if (timed.type !== "Command") found.push({ name: "timeCompound", span: time });
  else if (isFunction(timed.name?.value ?? "")) found.push({ name: "timeFunction", span: time });
  return found;
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
