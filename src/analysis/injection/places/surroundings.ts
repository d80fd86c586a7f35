/** Reads a placeholder's quoting and the role of its word from the syntax tree around it. */
import type { Assignment, Command, HereDoc, SyntaxNode, Word } from "unbash";
import type { PasteContext, Quoting, Role } from "../scanner/paste-context.ts";
import type { Ancestry } from "./placed-placeholders.ts";

/** Nodes that contain the operand of a parameter expansion. */
const OPERATIONS: ReadonlySet<string> = new Set([
  "Default",
  "Remove",
  "Replace",
  "Slice",
  "CaseModification",
  "Transform",
]);
const EXPRESSIONS: ReadonlySet<string> = new Set([
  "ArithmeticWord",
  "ArithmeticBinary",
  "ArithmeticUnary",
  "ArithmeticTernary",
  "ArithmeticGroup",
]);

export interface Around {
  readonly quoting: Quoting;
  readonly role: Role;
  /** The word that contains the placeholder. */
  readonly word?: Word | undefined;
  /** Whether the syntax requires a word here. */
  readonly needsWord?: boolean | undefined;
  /** Whether the word is the name of its command. */
  readonly namesCommand?: boolean | undefined;
  /** Whether the word is the subscript of an assignment. */
  readonly isIndex?: boolean | undefined;
  /** Whether the word is the value of an assignment. */
  readonly isValue?: boolean | undefined;
  readonly hereDocument?: HereDoc | undefined;
  /** Whether the word is an argument of `declare -i`. */
  readonly isInteger?: boolean | undefined;
  /** For a pattern: the word of its `case`. */
  readonly caseWord?: Word | undefined;
  readonly outer?: PasteContext["outer"];
  readonly isSlice?: boolean | undefined;
  readonly isInput?: boolean | undefined;
}

export function surroundingNodes(from: Ancestry): Around | undefined {
  let quoting: Quoting | undefined;
  let outer: PasteContext["outer"];
  let isSlice = false;
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent) {
    const { node } = at;
    switch (node.type) {
      case "SingleQuoted":
      case "AnsiCQuoted":
        quoting ??= "single";
        break;
      case "DoubleQuoted":
      case "LocaleString":
        if (quoting === "arithmetic") outer ??= "double";
        else if (quoting === "expansion") outer ??= "double";
        else quoting ??= "double";
        break;
      case "ArithmeticExpansion":
        quoting ??= "arithmetic";
        break;
      case "Slice":
        isSlice ||= quoting === undefined;
        quoting ??= "arithmetic";
        break;
      case "ParameterExpansion":
        quoting ??= "expansion";
        break;
      case "ArithmeticCommand":
        return { quoting: quoting ?? "arithmetic", role: "command", outer: "command" };
      case "ArithmeticFor":
        return { quoting: "arithmetic", role: "other", outer: "command" };
      case "HereDocBody": {
        const hereDocument = at.parent?.node as HereDoc;
        if (quoting === "arithmetic") return { quoting, role: "other", outer: "double" };
        return { quoting: "here-document", role: "command", hereDocument };
      }
      case "Word":
        if (at.parent === undefined) return undefined;
        if (OPERATIONS.has(at.parent.node.type)) break;
        if (at.parent.node.type === "ParameterExpansion") break;
        return placeOf(node, at.parent, quoting ?? "word", outer ?? "word", isSlice);
      default:
        if (isPartOfWord(node)) break;
        return undefined;
    }
  }
  return undefined;
}

const PARTS: ReadonlySet<string> = new Set(["Literal", "Glob", "BraceExpansion", "ExtendedGlob", "SimpleExpansion"]);

function isPartOfWord({ type }: SyntaxNode): boolean {
  return PARTS.has(type) || OPERATIONS.has(type) || EXPRESSIONS.has(type);
}

/** The context of a word. */
function placeOf(
  word: Word,
  holder: Ancestry,
  quoting: Quoting,
  outer: PasteContext["outer"],
  isSlice: boolean,
): Around | undefined {
  const { node, parent } = holder;
  const around = (role: Role, needsWord = false): Around => ({ quoting, role, word, needsWord, outer, isSlice });
  switch (node.type) {
    case "Command":
      return {
        ...around("command", node.name === word && node.prefix.length === 0),
        namesCommand: node.name === word,
        isInteger: declaresIntegers(node),
      };
    case "Redirect":
      return { ...around("command", true), isInput: node.operator === "<" };
    case "HereString":
      return around("command", true);
    case "Assignment":
      return node.value === word
        ? {
            ...around(assignmentRole(node, parent)),
            isValue: true,
            isInteger: parent?.node.type === "Command" && declaresIntegers(parent.node),
          }
        : { ...around("command"), isIndex: true };
    case "ArrayValue":
      return around("array");
    case "For":
      return around("list", node.wordlist?.[0] === word);
    case "Select":
      return node.name === word ? undefined : around("other");
    case "Case":
      return around("case-word", true);
    case "CaseItem":
      return { ...around("case-pattern", true), caseWord: parent?.node.type === "Case" ? parent.node.word : undefined };
    case "TestBinary":
    case "TestUnary":
      return around("test", true);
    default:
      return undefined;
  }
}

/** `X={{p}}` alone or before a command; after `export` it is an ordinary word. */
function assignmentRole(node: Assignment, holder: Ancestry | undefined): Role {
  const command = holder?.node as Command | undefined;
  return command?.prefix.includes(node) === true ? "assignment" : "command";
}

export function backticksAround(from: Ancestry): Ancestry | undefined {
  for (let at: Ancestry | undefined = from; at !== undefined; at = at.parent)
    if (at.node.type === "CommandExpansion" && at.node.text.startsWith("`")) return at;
  return undefined;
}

function declaresIntegers({ args, name }: Command): boolean {
  if (!/^(?:declare|local|typeset)$/.test(name?.value ?? "")) return false;
  return args.some(({ text }) => /^-[A-Za-z]*i/.test(text));
}
