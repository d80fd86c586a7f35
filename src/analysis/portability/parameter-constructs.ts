/** Parameter expansions and variables that only bash has. */
import type { ParameterExpansionPart, SimpleExpansionPart } from "unbash";
import type { FoundConstruct } from "./construct.ts";

/** Variables that bash sets and dash does not, in scripts that the agent runs: empty, unless the script sets them itself. */
const BASH_VARIABLES =
  /^(?:_|BASH|BASHOPTS|BASHPID|BASH_(?!ENV$)\w+|DIRSTACK|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HOSTNAME|HOSTTYPE|LINENO|MACHTYPE|OSTYPE|PIPESTATUS|RANDOM|SECONDS|SHELLOPTS|SHLVL|SRANDOM|UID)$/;

/** The variables among them that busybox sets too. */
const BUSYBOX_VARIABLES = /^(?:EPOCHREALTIME|EPOCHSECONDS|FUNCNAME|HOSTNAME|LINENO|RANDOM|SHLVL)$/;

/** @param isSet whether the script sets a variable of that name anywhere */
export function parameterConstruct(
  node: ParameterExpansionPart | SimpleExpansionPart,
  isSet: (name: string) => boolean,
): FoundConstruct | undefined {
  if (node.type === "SimpleExpansion") return variable(node.text.slice(1), node, isSet);
  const { parameter, prefix, index, operation } = node;
  if (index !== undefined) return { name: "subscript", span: node };
  // Other shells, and bash as sh, read `$!` and the removal of an empty pattern.
  if (prefix === "!") return { name: parameter === "#" ? "lastParameter" : "indirection", span: node };
  switch (operation?.type) {
    case "Slice":
      return isAllPositional(parameter)
        ? { name: "parameterSlice", span: node, inBusybox: "positionalSlice" }
        : { name: "slice", span: node };
    case "Replace":
      return {
        name: "replacement",
        span: node,
        inBusybox: /^\/{1,2}$/.test(operation.operator) ? undefined : "anchoredReplacement",
      };
    case "CaseModification":
      return { name: operation.operator.startsWith(",") ? "lowerCase" : "caseModification", span: node };
    case "Transform":
      return { name: "transformation", span: node };
    case "Remove":
      if (isAllPositional(parameter)) return { name: "positionalRemoval", span: node };
      return variable(parameter, node, isSet);
    case "Unknown":
      return /^~{1,2}$/.test(operation.operator) ? { name: "caseModification", span: node } : undefined;
    case "Default":
      // The script has a default for a shell that does not set the variable.
      return undefined;
    default:
      if (prefix === "#" && isAllPositional(parameter)) return { name: "positionalRemoval", span: node };
      return variable(parameter, node, isSet);
  }
}

function isAllPositional(parameter: string): boolean {
  return parameter === "@" || parameter === "*";
}

/** Returns the construct for a variable that only bash sets, where a word of the script expands it. */
export function variable(
  name: string,
  span: FoundConstruct["span"],
  isSet: (name: string) => boolean,
): FoundConstruct | undefined {
  if (!BASH_VARIABLES.test(name) || isSet(name)) return undefined;
  if (name === "_") return { name: "lastWord", span };
  // Scripts test this variable to find out which shell runs them.
  if (name === "BASH_VERSION") {
    const { pos, end } = span;
    const isPlain = end - pos === "$BASH_VERSION".length || end - pos === "${BASH_VERSION}".length;
    return { name: "demandedVersion", span, fix: isPlain ? [{ pos, end, text: "${BASH_VERSION:-}" }] : undefined };
  }
  return { name: "variable", span, inBusybox: BUSYBOX_VARIABLES.test(name) };
}

/** The same for an operand of arithmetic: `$RANDOM % 5` has no operand in dash, whereas `RANDOM` is 0. */
export function arithmeticVariable(
  operand: string,
  span: FoundConstruct["span"],
  isSet: (name: string) => boolean,
): FoundConstruct | undefined {
  const [, plain, braced] = /^\$(?:(\w+)|\{(\w+)\})$/.exec(operand) ?? [];
  const name = plain ?? braced;
  if (name === undefined) return variable(operand, span, isSet);
  const found = variable(name, span, isSet);
  return found && { ...found, name: "arithmeticVariable", fix: undefined };
}
