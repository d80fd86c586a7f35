/** Parameter expansions and variables that only bash has. */
import type { ParameterExpansionPart, SimpleExpansionPart } from "unbash";
import type { FoundConstruct } from "./construct.ts";

/** Variables that bash sets and dash does not, in scripts of the agent: empty, unless the script sets them itself. */
const BASH_VARIABLES =
  /^(?:BASH|BASHOPTS|BASHPID|BASH_(?!VERSION$|ENV$)\w+|DIRSTACK|EPOCHREALTIME|EPOCHSECONDS|EUID|FUNCNAME|GROUPS|HOSTNAME|HOSTTYPE|LINENO|MACHTYPE|OSTYPE|PIPESTATUS|RANDOM|SECONDS|SHELLOPTS|SHLVL|SRANDOM|UID)$/;

/** @param isSet whether the script sets a variable of that name somewhere. */
export function parameterConstruct(
  node: ParameterExpansionPart | SimpleExpansionPart,
  isSet: (name: string) => boolean,
): FoundConstruct | undefined {
  if (node.type === "SimpleExpansion") return variable(node.text.slice(1), node, isSet);
  const { parameter, prefix, index, operation } = node;
  if (index !== undefined) return { name: "subscript", span: node };
  if (prefix === "!") return { name: "indirection", span: node };
  switch (operation?.type) {
    case "Slice":
      return { name: "slice", span: node };
    case "Replace":
      return { name: "replacement", span: node };
    case "CaseModification":
      return { name: "caseModification", span: node };
    case "Transform":
      return { name: "transformation", span: node };
    case "Names":
      return { name: "indirection", span: node };
    case "Default":
      // The script has an answer for a shell that does not set it.
      return undefined;
    default:
      return variable(parameter, node, isSet);
  }
}

function variable(
  name: string,
  span: FoundConstruct["span"],
  isSet: (name: string) => boolean,
): FoundConstruct | undefined {
  return BASH_VARIABLES.test(name) && !isSet(name) ? { name: "variable", span } : undefined;
}
