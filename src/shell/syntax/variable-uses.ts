/** Which variables a part of a syntax tree assigns, and which it reads. */
import type { Assignment, Command, SyntaxNode, Word } from "unbash";
import { DECLARATIONS } from "./builtin-names.ts";
import { isLoop } from "./loops.ts";
import { identifiers, isVariableName } from "./names.ts";
import { forEachNode } from "./walk.ts";

/** Operators in `((…))` that assign a variable. */
const ASSIGNS = /^(?:[-+*/%&|^]|<<|>>)?=$/;
const STEPS: ReadonlySet<string> = new Set(["++", "--"]);
/** `let n++`, `let "n = n + 1"`. */
const ASSIGNED_BY_LET = /(?<!\w)([A-Za-z_]\w*)\s*(?:(?:[-+*/%&|^]|<<|>>)?=(?!=)|\+\+|--)|(?:\+\+|--)\s*([A-Za-z_]\w*)/g;
const COMPARES = /^-(?:eq|ne|lt|le|gt|ge)$/;

const assigned = new WeakMap<SyntaxNode, ReadonlySet<string>>();
const asked = new WeakMap<SyntaxNode, ReadonlySet<string>>();

/** Assignments in a process of its own are lost; those in a function run elsewhere. */
function isApart({ type }: SyntaxNode): boolean {
  return type === "Script" || type === "Subshell" || type === "Function" || type === "Coproc";
}

/** The variables that the code assigns by name, if the assignment outlives the code. */
export function assignedNames(root: SyntaxNode): ReadonlySet<string> {
  const known = assigned.get(root);
  if (known !== undefined) return known;
  const names = new Set<string>();
  forEachNode(root, (node) => addAssigned(names, node), isApart);
  assigned.set(root, names);
  return names;
}

/** Adds the variables that the node itself assigns. */
export function addAssigned(names: Set<string>, node: SyntaxNode): void {
  switch (node.type) {
    case "For":
    case "Select":
      names.add(node.name.value);
      return;
    case "Command":
      for (const name of givenBy(node)) names.add(name);
      return;
    case "ParameterExpansion":
      if (node.operation?.type === "Default" && node.operation.operator.endsWith("=")) names.add(node.parameter);
      return;
    case "ArithmeticBinary":
      if (ASSIGNS.test(node.operator)) addOperand(names, node.left);
      return;
    case "ArithmeticUnary":
      if (STEPS.has(node.operator)) addOperand(names, node.operand);
      return;
    default:
  }
}

function addOperand(names: Set<string>, node: SyntaxNode): void {
  const [name] = node.type === "ArithmeticWord" ? identifiers(node.value) : [];
  if (name !== undefined) names.add(name);
}

/** The variables that a simple command assigns. */
function givenBy({ name, prefix, args }: Command): readonly string[] {
  const command = name?.value;
  if (command === undefined) return prefix.flatMap(assignedBy);
  if (DECLARATIONS.has(command)) return args.flatMap(assignedBy);
  const words = args.map(valueOf);
  switch (command) {
    case "read":
    case "mapfile":
    case "readarray":
      return words.filter((word) => isVariableName(word));
    case "getopts":
      return [...words.slice(1, 2), "OPTIND"];
    case "printf":
      return words[0] === "-v" ? words.slice(1, 2) : [];
    case "let":
      return words.flatMap((word) => Array.from(word.matchAll(ASSIGNED_BY_LET), ([, a, b]) => a ?? b!));
    default:
      return [];
  }
}

function assignedBy(one: Command["prefix"][number] | Command["args"][number]): readonly string[] {
  return one.type === "Assignment" ? [one.name] : [];
}

function valueOf(argument: Word | Assignment): string {
  return argument.type === "Word" ? argument.value : argument.text;
}

function isLater(node: SyntaxNode): boolean {
  return node.type === "Function" || isLoop(node);
}

/** The variables that the code expands, tests or uses in arithmetic, except in loops and functions. */
export function askedNames(root: SyntaxNode): ReadonlySet<string> {
  const known = asked.get(root);
  if (known !== undefined) return known;
  const names = new Set<string>();
  if (!isLater(root)) forEachNode(root, (node) => addAsked(names, node), isLater);
  asked.set(root, names);
  return names;
}

/** Adds the variables that the node itself reads. */
export function addAsked(names: Set<string>, node: SyntaxNode): void {
  switch (node.type) {
    case "SimpleExpansion":
      if (isVariableName(node.text.slice(1))) names.add(node.text.slice(1));
      return;
    case "ParameterExpansion":
      if (isVariableName(node.parameter)) names.add(node.parameter);
      return;
    case "ArithmeticWord":
      for (const name of identifiers(node.value)) names.add(name);
      return;
    case "TestUnary":
      if (node.operator === "-v") addWord(names, node.operand);
      return;
    case "TestBinary":
      if (COMPARES.test(node.operator)) for (const one of [node.left, node.right]) addWord(names, one);
      return;
    case "Command":
      if (node.name?.value === "let") for (const one of node.args) addAll(names, identifiers(valueOf(one)));
      else if (node.name?.value === "test" || node.name?.value === "[") {
        const at = node.args.findIndex((one) => one.text === "-v");
        if (at !== -1 && node.args[at + 1] !== undefined) names.add(valueOf(node.args[at + 1]!));
      }
      return;
    default:
  }
}

function addWord(names: Set<string>, { value }: Word): void {
  addAll(names, identifiers(value));
}

function addAll(names: Set<string>, all: readonly string[]): void {
  for (const name of all) names.add(name);
}
