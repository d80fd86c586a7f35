/** Finds where variables are assigned the output of commands, and where they are expanded. */
import type {
  AndOr,
  Assignment,
  Command,
  CompoundList,
  ParameterExpansionPart,
  ParsedScript,
  Statement,
  SyntaxNode,
  Word,
} from "unbash";
import { DECLARATIONS, forEachChild } from "../../shell/index.ts";
import { addToGroup } from "../../grouping/add-to-group.ts";

/** An assignment of a command's output or of an expansion, and its location. */
export interface Holder {
  readonly name: string;
  /** The position after the command that assigns. */
  readonly end: number;
  /** The statements of the list with the statement that always runs the assignment, if it is reached. */
  readonly list: readonly Statement[];
}

export type Expansion = Extract<SyntaxNode, { type: "SimpleExpansion" | "ParameterExpansion" }>;

export interface Uses {
  /** Keyed by the last command of the substitution that is the whole value. */
  readonly holders: ReadonlyMap<Command, Holder>;
  /** Keyed by the expansion that is the whole value. */
  readonly copies: ReadonlyMap<Expansion, Holder>;
  /** Positions where each variable is assigned a value that is not derived from its own, in order. */
  readonly definitions: ReadonlyMap<string, readonly number[]>;
  /** Keyed by the variable, in order of their positions, without those in tests such as `[ -n "$X" ]`. */
  readonly expansions: ReadonlyMap<string, readonly Expansion[]>;
  /** Variables from whose text some expansion removes or replaces a part. */
  readonly edited: ReadonlySet<string>;
}

const known = new WeakMap<ParsedScript, Uses>();

/** Returns the assignments and expansions of the script. @param text the text of the script, which the tree's positions refer to */
export function usesIn(tree: ParsedScript, text: string): Uses {
  let uses = known.get(tree);
  if (uses === undefined) known.set(tree, (uses = findUses(tree, text)));
  return uses;
}

function findUses(tree: ParsedScript, text: string): Uses {
  const holders = new Map<Command, Holder>();
  const copies = new Map<Expansion, Holder>();
  const definitions = new Map<string, number[]>();
  const expansions = new Map<string, Expansion[]>();
  const edited = new Set<string>();
  const open: SyntaxNode[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "Script" || node.type === "CompoundList") {
      for (const statement of node.commands) {
        const command = firstCommand(statement);
        for (const { name, value } of command === undefined ? [] : assignmentsOf(command)) {
          const holder = { name, end: command!.end, list: node.commands };
          const part = value.type === "Word" ? onlyPart(value) : undefined;
          const last = part === undefined ? undefined : lastCommand(part);
          // An outer list, whose statement begins with the same command, came first.
          if (last !== undefined && !holders.has(last)) holders.set(last, holder);
          if (part !== undefined && isExpansion(part) && !copies.has(part)) copies.set(part, holder);
        }
      }
    } else if (isExpansion(node)) {
      if (!isEmptinessTest(node, text)) addToGroup(expansions, nameOf(node), node);
      if (isEdit(node)) edited.add(node.parameter);
    } else if (node.type === "Assignment" && !isOfItself(node)) {
      addToGroup(definitions, node.name, node.pos);
    }
    forEachChild(node, (child) => {
      open.push(child);
    });
  }
  for (const uses of expansions.values()) uses.sort((one, other) => one.pos - other.pos);
  for (const positions of definitions.values()) positions.sort((one, other) => one - other);
  return { holders, copies, definitions, expansions, edited };
}

/** The first command that the statement runs: in `X=$(a) || exit 1` and `if ! X=$(a); then`, the assignment. */
function firstCommand({ command }: Statement): Command | undefined {
  let node: SyntaxNode | undefined = command;
  while (node !== undefined && node.type !== "Command") node = firstPart(node);
  return node;
}

function firstPart(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case "AndOr":
      return node.commands[0];
    case "Pipeline":
      return node.commands.length === 1 ? node.commands[0] : undefined;
    case "If":
    case "While":
      return firstOf(node.clause);
    case "BraceGroup":
      return firstOf(node.body);
    default:
      return undefined;
  }
}

function firstOf({ commands }: CompoundList): SyntaxNode | undefined {
  return commands[0]?.command;
}

function isExpansion(node: SyntaxNode): node is Expansion {
  return node.type === "SimpleExpansion" || node.type === "ParameterExpansion";
}

/** Whether the value is an expansion of the variable itself: `X=${X%,}`. */
function isOfItself({ name, value }: Assignment): boolean {
  const part = value.type === "Word" ? onlyPart(value) : undefined;
  return part?.type === "ParameterExpansion" && part.parameter === name;
}

/** The assignments of a command that does nothing else. */
function assignmentsOf({ name, prefix, args }: Command): readonly Assignment[] {
  const words = name === undefined ? prefix : DECLARATIONS.has(name.value) ? args : [];
  return words.filter((word): word is Assignment => word.type === "Assignment" && word.append !== true);
}

function nameOf(node: Expansion): string {
  return node.type === "SimpleExpansion" ? node.text.slice(1) : node.parameter;
}

/** The only part of a word, inside double quotes or not. */
function onlyPart({ parts = [] }: Word): SyntaxNode | undefined {
  const [part] = parts;
  if (parts.length !== 1) return undefined;
  if (part?.type !== "DoubleQuoted") return part;
  return part.parts.length === 1 ? part.parts[0] : undefined;
}

/** The command whose output is the whole substitution; also of `$(a || true)`. */
function lastCommand(part: SyntaxNode): Command | undefined {
  if (part.type !== "CommandExpansion" || part.script?.commands.length !== 1) return undefined;
  const [{ command } = {}] = part.script.commands;
  const inside = command?.type === "AndOr" && isSilentOtherwise(command) ? command.commands[0] : command;
  const last = inside?.type === "Pipeline" ? inside.commands.at(-1) : inside;
  return last?.type === "Command" ? last : undefined;
}

/** Whether the list prints nothing but its first command: `a || true`. */
function isSilentOtherwise({ commands }: AndOr): boolean {
  return commands.slice(1).every((one) => one.type === "Command" && SILENT.has(one.name?.text ?? ""));
}

const SILENT: ReadonlySet<string> = new Set([":", "true", "false", "exit", "return"]);

/** Whether the expansion removes or replaces text: `${X//a/b}`, `${X%a}`. */
export function isEdit(use: Expansion): use is ParameterExpansionPart {
  if (use.type !== "ParameterExpansion" || use.prefix !== undefined || use.index !== undefined) return false;
  return use.operation?.type === "Replace" || use.operation?.type === "Remove";
}

/** Whether the expansion is in a test such as `[ -n "$X" ]`, which does not use the text. */
function isEmptinessTest({ pos }: Expansion, text: string): boolean {
  return /\s-[nz]\s+"?$/.test(text.slice(Math.max(0, pos - 10), pos));
}
