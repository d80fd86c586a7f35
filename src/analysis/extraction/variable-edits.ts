/** Finds the parameter expansions (`${X//a/b}`, `${X%a}`) that a variable's content passes through before it is used. */
import type { Assignment, Command, ParameterExpansionPart, ParsedScript, Statement, SyntaxNode, Word } from "unbash";
import { DECLARATIONS, firstFrom, forEachChild, lastUpTo } from "../../shell/index.ts";
import { addToGroup } from "../../grouping/add-to-group.ts";

/** An assignment of a command's output, and its location. */
interface Holder {
  readonly name: string;
  /** The statements of the list that contains the assignment. */
  readonly list: readonly Statement[];
  readonly index: number;
}

type Expansion = Extract<SyntaxNode, { type: "SimpleExpansion" | "ParameterExpansion" }>;

interface Uses {
  /** Keyed by the last command of the substitution that is the whole value. */
  readonly holders: ReadonlyMap<Command, Holder>;
  /** Positions where each variable is assigned a value that is not derived from its own, in order. */
  readonly definitions: ReadonlyMap<string, readonly number[]>;
  /** Keyed by the variable, in order of their positions, without those in tests such as `[ -n "$X" ]`. */
  readonly expansions: ReadonlyMap<string, readonly Expansion[]>;
  /** Variables from whose text some expansion removes or replaces a part. */
  readonly edited: ReadonlySet<string>;
}

const known = new WeakMap<ParsedScript, Uses>();

function usesIn(tree: ParsedScript, text: string): Uses {
  let uses = known.get(tree);
  if (uses === undefined) known.set(tree, (uses = findUses(tree, text)));
  return uses;
}

function findUses(tree: ParsedScript, text: string): Uses {
  const holders = new Map<Command, Holder>();
  const definitions = new Map<string, number[]>();
  const expansions = new Map<string, Expansion[]>();
  const edited = new Set<string>();
  const open: SyntaxNode[] = [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "Script" || node.type === "CompoundList") {
      for (const [index, { command }] of node.commands.entries()) {
        for (const { name, value } of command.type === "Command" ? assignmentsOf(command) : []) {
          const last = value.type === "Word" ? lastCommand(value) : undefined;
          if (last !== undefined) holders.set(last, { name, list: node.commands, index });
        }
      }
    } else if (node.type === "SimpleExpansion" || node.type === "ParameterExpansion") {
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
  return { holders, definitions, expansions, edited };
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

/** The command whose output is the whole word. */
function lastCommand(word: Word): Command | undefined {
  const part = onlyPart(word);
  if (part?.type !== "CommandExpansion" || part.script?.commands.length !== 1) return undefined;
  const [{ command: inside } = {}] = part.script.commands;
  const last = inside?.type === "Pipeline" ? inside.commands.at(-1) : inside;
  return last?.type === "Command" ? last : undefined;
}

/** The maximum number of variables that a value is followed through. */
const MAX_VARIABLES = 10;

/**
 * Returns the expansions that the output of `command` passes through on its way to all its uses, in order; none if the script
 * also uses the output as printed.
 * @param text the text of the script, which the tree's positions refer to
 */
export function editsOf(command: Command, tree: ParsedScript, text: string): readonly ParameterExpansionPart[] {
  return editsFrom(usesIn(tree, text).holders.get(command), tree, text);
}

/**
 * Returns the expansions that the output of `command` passes through on its way to each use that begins with an expansion, without
 * those that repeat an earlier one.
 */
export function editPathsOf(
  command: Command,
  tree: ParsedScript,
  text: string,
): readonly (readonly ParameterExpansionPart[])[] {
  const { holders, edited } = usesIn(tree, text);
  const holder = holders.get(command);
  if (holder === undefined || !edited.has(holder.name)) return [];
  const { inPlace, uses } = usesOf(holder, tree, text);
  const starts = new Map(uses.filter(isEdit).map((use) => [use.text, use]));
  const paths = [...starts.values()].map((use) => [
    ...inPlace,
    use,
    ...editsFrom(holderOf(use, holder.list), tree, text),
  ]);
  return paths.length > 0 || inPlace.length === 0 ? paths : [inPlace];
}

function editsFrom(start: Holder | undefined, tree: ParsedScript, text: string): readonly ParameterExpansionPart[] {
  const edits: ParameterExpansionPart[] = [];
  let holder = start;
  for (let count = 0; holder !== undefined && count < MAX_VARIABLES; count++) {
    const { list }: Holder = holder;
    const { inPlace, uses }: HeldUses = usesOf(holder, tree, text);
    edits.push(...inPlace);
    const [use, ...others]: readonly Expansion[] = uses;
    if (use === undefined || !isEdit(use) || !others.every((other) => isEdit(other) && other.text === use.text)) break;
    edits.push(use);
    holder = others.length === 0 ? holderOf(use, list) : undefined;
  }
  return edits;
}

interface HeldUses {
  /** The leading expansions that are assigned to the variable itself. */
  readonly inPlace: readonly ParameterExpansionPart[];
  /** The uses after them. */
  readonly uses: readonly Expansion[];
}

function usesOf({ name, list, index }: Holder, tree: ParsedScript, text: string): HeldUses {
  const { definitions, expansions } = usesIn(tree, text);
  const { end } = list[index]!;
  const positions = definitions.get(name) ?? [];
  const next = positions[firstFrom(positions, end)] ?? Infinity;
  const all = expansions.get(name) ?? [];
  const own = all.slice(lastUpTo(all, end - 1) + 1, lastUpTo(all, next - 1) + 1);
  const inPlace = editsInPlace(name, list, own);
  // Later uses may see another value of the variable; so may this use if the assignment is not on every path.
  return { inPlace, uses: inPlace.length > 0 ? own.slice(inPlace.length) : all };
}

/** The leading expansions that are assigned to the variable itself, one statement after the other. */
function editsInPlace(
  name: string,
  list: readonly Statement[],
  uses: readonly Expansion[],
): readonly ParameterExpansionPart[] {
  const edits: ParameterExpansionPart[] = [];
  for (const use of uses) {
    if (holderOf(use, list)?.name !== name || !isEdit(use)) break;
    edits.push(use);
  }
  return edits;
}

/** The assignment in the list whose value is the expansion. */
function holderOf(use: Expansion, list: readonly Statement[]): Holder | undefined {
  const index = lastUpTo(list, use.pos);
  const command = list[index]?.command;
  const held = command?.type === "Command" ? assignmentsOf(command).find((one) => isHeld(use, one)) : undefined;
  return held === undefined ? undefined : { name: held.name, list, index };
}

function isHeld(use: Expansion, { value }: Assignment): boolean {
  return value.type === "Word" && onlyPart(value) === use;
}

/** Whether the expansion removes or replaces text: `${X//a/b}`, `${X%a}`. */
function isEdit(use: Expansion): use is ParameterExpansionPart {
  if (use.type !== "ParameterExpansion" || use.prefix !== undefined || use.index !== undefined) return false;
  return use.operation?.type === "Replace" || use.operation?.type === "Remove";
}

/** Whether the expansion is in a test such as `[ -n "$X" ]`, which does not use the text. */
function isEmptinessTest({ pos }: Expansion, text: string): boolean {
  return /\s-[nz]\s+"?$/.test(text.slice(Math.max(0, pos - 10), pos));
}
