/** Finds the parameter expansions (`${X//a/b}`, `${X%a}`) that a variable's content passes through before it is used. */
import type { Command, ParameterExpansionPart, ParsedScript } from "unbash";
import { firstFrom, lastUpTo } from "../../shell/index.ts";
import { type Expansion, type Holder, isEdit, type Uses, usesIn } from "./variable-uses.ts";

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
  const { holders, copies, edited } = usesIn(tree, text);
  const holder = holders.get(command);
  if (holder === undefined || !edited.has(holder.name)) return [];
  const { inPlace, uses } = usesOf(holder, tree, text);
  const starts = new Map(uses.filter(isEdit).map((use) => [use.text, use]));
  const paths = [...starts.values()].map((use) => [...inPlace, use, ...editsFrom(copies.get(use), tree, text)]);
  return paths.length > 0 || inPlace.length === 0 ? paths : [inPlace];
}

function editsFrom(start: Holder | undefined, tree: ParsedScript, text: string): readonly ParameterExpansionPart[] {
  const edits: ParameterExpansionPart[] = [];
  let holder = start;
  for (let count = 0; holder !== undefined && count < MAX_VARIABLES; count++) {
    const { inPlace, uses }: HeldUses = usesOf(holder, tree, text);
    edits.push(...inPlace);
    const [use, ...others]: readonly Expansion[] = uses;
    if (use === undefined || !isEdit(use) || !others.every((other) => isEdit(other) && other.text === use.text)) break;
    edits.push(use);
    holder = others.length === 0 ? usesIn(tree, text).copies.get(use) : undefined;
  }
  return edits;
}

interface HeldUses {
  /** The leading expansions that are assigned to the variable itself. */
  readonly inPlace: readonly ParameterExpansionPart[];
  /** The uses after them. */
  readonly uses: readonly Expansion[];
}

function usesOf(holder: Holder, tree: ParsedScript, text: string): HeldUses {
  const { copies, definitions, expansions } = usesIn(tree, text);
  const { name, end } = holder;
  const positions = definitions.get(name) ?? [];
  const next = positions[firstFrom(positions, end)] ?? Infinity;
  const all = expansions.get(name) ?? [];
  const own = all.slice(lastUpTo(all, end - 1) + 1, lastUpTo(all, next - 1) + 1);
  const inPlace = editsInPlace(holder, copies, own);
  // Later uses may see another value of the variable; so may this use if the assignment is not on every path.
  if (inPlace.length > 0) return { inPlace, uses: own.slice(inPlace.length) };
  return { inPlace, uses: withoutEdited(holder, copies, all) };
}

/** The leading expansions that are assigned to the variable itself, one statement after the other. */
function editsInPlace(
  { name, list }: Holder,
  copies: Uses["copies"],
  uses: readonly Expansion[],
): readonly ParameterExpansionPart[] {
  const edits: ParameterExpansionPart[] = [];
  for (const use of uses) {
    const copy = copies.get(use);
    if (copy?.name !== name || copy.list !== list || !isEdit(use)) break;
    edits.push(use);
  }
  return edits;
}

/** The uses, without those that follow an edit of the variable itself in an inner list: they see the edited value. */
function withoutEdited(
  { name, list }: Holder,
  copies: Uses["copies"],
  all: readonly Expansion[],
): readonly Expansion[] {
  let edited = -1;
  return all.filter((use) => {
    if (use.pos < edited) return false;
    const copy = copies.get(use);
    if (copy?.name === name && copy.list !== list && isEdit(use)) edited = copy.list.at(-1)!.end;
    return true;
  });
}
