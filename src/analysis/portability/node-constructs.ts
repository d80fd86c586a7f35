/** The constructs of bash that a node of the syntax tree is, apart from its children. */
import type { ParsedScript, SyntaxNode, Word } from "unbash";
import { commandConstruct, type CommandContext } from "./command-constructs.ts";
import type { FoundConstruct } from "./construct.ts";
import type { DefinedNames } from "./defined-names.ts";
import { parameterConstruct } from "./parameter-constructs.ts";
import { assignmentConstruct, redirectConstruct, redirectEdit } from "./redirect-constructs.ts";
import { failingShift, shiftInFunction } from "./shift-constructs.ts";
import type { Surroundings } from "./surroundings.ts";
import { syntaxConstruct } from "./syntax-constructs.ts";
import { assignedTilde, operandTilde, tildeConstruct } from "./tilde-constructs.ts";

function listOf(construct: FoundConstruct | undefined): FoundConstruct[] {
  return construct === undefined ? [] : [construct];
}

/** Looks up the words that variables, and parameters of the function, are known to have as values. */
function valuesIn({ functionName }: Surroundings, { callsOf, onlyValue }: DefinedNames) {
  return (name: string): readonly Word[] => {
    if (/^[A-Za-z_]/.test(name)) return [onlyValue(name) ?? []].flat();
    const calls = functionName === undefined ? [] : callsOf(functionName);
    return /^\d+$/.test(name) ? calls.flatMap((words) => words.slice(Number(name) - 1, Number(name))) : calls.flat();
  };
}

function commandContext(around: Surroundings, names: DefinedNames): CommandContext {
  const { inFunction, stops, isTried, isTested } = around;
  return { inFunction, stops, isTried, isTested, isFunction: names.isFunction, valuesOf: valuesIn(around, names) };
}

/** The constructs of a node itself, apart from its children. */
export function constructsAt(
  node: SyntaxNode,
  around: Surroundings,
  text: string,
  names: DefinedNames,
): FoundConstruct[] {
  const { isSet } = names;
  switch (node.type) {
    case "Script":
    case "CompoundList":
      return listOf(failingShift(node.commands, undefined, text));
    case "Pipeline":
      return pipelineConstructs(node, text, names.isFunction);
    case "Command":
      return [
        ...listOf(commandConstruct(node, commandContext(around, names), text)),
        ...[node.name, ...node.args].flatMap((word) => (word?.type === "Word" ? tildeConstruct(word, isSet) : [])),
      ];
    case "Function":
      return [
        ...listOf(syntaxConstruct(node, text, names)),
        ...listOf(shiftInFunction(node, names.callsOf(node.name.value), text)),
      ];
    case "For":
      return [
        ...listOf(syntaxConstruct(node, text, names)),
        ...(node.wordlist ?? []).flatMap((word) => tildeConstruct(word, isSet)),
      ];
    case "Assignment":
      return [
        ...listOf(assignmentConstruct(node, around.command)),
        ...(node.value.type === "Word" ? assignedTilde(node.value, isSet, node) : []),
      ];
    case "Redirect":
      return [
        ...listOf(redirectConstruct(node, text, around.command, names.onlyValue)),
        ...(node.target === undefined ? [] : tildeConstruct(node.target, isSet, "homeTildeFile")),
      ];
    case "CaseItem":
      return [
        ...listOf(syntaxConstruct(node, text, names)),
        ...node.pattern.flatMap((word) => tildeConstruct(word, isSet)),
      ];
    case "SimpleExpansion":
      return listOf(parameterConstruct(node, isSet));
    case "ParameterExpansion":
      return [...listOf(parameterConstruct(node, isSet)), ...operandTilde(node, isSet, around.isQuoted)];
    case "CommandExpansion": {
      // Bash parses it again if it is not arithmetic.
      const at = node.pos + "$(".length;
      if (node.text.startsWith("$(("))
        return [{ name: "arithmeticSubshell", span: node, fix: [{ pos: at, end: at, text: " " }] }];
      return isFileContent(node.script) ? [{ name: "fileContent", span: node, fix: fileContentFix(node) }] : [];
    }
    case "Glob": {
      const isNegated = around.isPattern && node.kind === "bracket" && node.text.startsWith("[^");
      const fix = [{ pos: node.pos + 1, end: node.pos + 2, text: "!" }];
      return isNegated ? [{ name: "bracketNegation", span: node, fix }] : [];
    }
    case "ProcessSubstitution":
      return around.inOperand ? [] : listOf(syntaxConstruct(node, text, names));
    case "BraceExpansion":
    case "ExtendedGlob":
      if (node.type === "BraceExpansion" ? around.isLiteral : around.inTest) return [];
      return listOf(syntaxConstruct(node, text, names));
    default:
      return listOf(syntaxConstruct(node, text, names));
  }
}

/** `|&` between the commands of a pipeline, and `time` and `! !` before it. */
function pipelineConstructs(
  node: Extract<SyntaxNode, { type: "Pipeline" }>,
  text: string,
  isFunction: (name: string) => boolean,
): FoundConstruct[] {
  const negations = node.prefixes.filter(({ type }) => type === "Negation");
  const found: FoundConstruct[] = negations.slice(1, 2).map((span) => ({ name: "doubleNegation", span }));
  for (const [index, operator] of node.operators.entries()) {
    if (operator !== "|&") continue;
    const pos = text.indexOf("|&", node.commands[index]!.end);
    const span = { pos, end: pos + 2 };
    found.push({ name: "pipeBoth", span, fix: [redirectEdit(text, span, "2>&1 |")] });
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
