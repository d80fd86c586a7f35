/** Where a script may read its variables, and where it certainly overwrites them, in each of its units. */
import type { ParsedScript } from "unbash";
import { addToGroup } from "../../grouping/add-to-group.ts";
import { plainTextIn } from "./plain-text.ts";
import type { CallPlaces, Unit } from "./call-places.ts";
import { Innermost } from "./innermost.ts";
import type { Span } from "../spans/span.ts";
import { assignedIn, type Assigned } from "./definite-assignment.ts";

/** The name of a variable in a unit. Any occurrence counts as reading it, unless it overwrites the variable. */
export interface VariableEvent {
  readonly pos: number;
  /**
   * Where the previous value is lost: for all paths that come from inside the innermost branch around the assignment, or the whole
   * script. From `since` on: code between there and `pos` may already have assigned the new value.
   */
  readonly overwrites: { readonly branch: Span; readonly isLocal: boolean; readonly since: number } | undefined;
}

export interface VariableEvents {
  /** All positions of the name in the script, in ascending order. */
  readonly positions: readonly number[];
  /** By unit, in the order in which they happen. */
  readonly inUnits: ReadonlyMap<Unit, readonly VariableEvent[]>;
}

/** Names, except of characters: `\\n`. */
const NAMES = /(?<![\\\w])[A-Za-z_]\w*/g;

/** Whether the name at the position is that of an expansion: `$NAME`, `${#NAME}`. */
function isExpanded(text: string, pos: number): boolean {
  const before = text[pos - 1];
  return before === "$" || before === "{" || before === "#" || before === "!";
}

interface Found extends VariableEvents {
  readonly positions: number[];
  readonly inUnits: Map<Unit, VariableEvent[]>;
}

/** @param clears whether `local NAME` unsets the variable */
export function variableEvents(
  tree: ParsedScript,
  text: string,
  { runsText, units }: CallPlaces,
  clears: boolean,
): ReadonlyMap<string, VariableEvents> {
  const assigned = assignedIn(tree, text, clears);
  const names = new Map<string, Found>();
  const unitAround = new Innermost(units);
  const script = { pos: 0, end: text.length };
  const branchAround = new Innermost(assigned.branches.map((span) => ({ span })));
  const plainAround = new Innermost(plainTextIn(tree, text, runsText).map((span) => ({ span })));
  for (const { 0: name, index } of text.matchAll(NAMES)) {
    if (plainAround.at(index) !== undefined && !isExpanded(text, index)) continue;
    const unit = unitAround.at(index) ?? units[0]!;
    const branch = branchAround.at(index)?.span ?? script;
    const overwriting = assigned.names.get(index);
    let found = names.get(name);
    if (found === undefined) names.set(name, (found = { positions: [], inUnits: new Map() }));
    found.positions.push(index);
    const event: VariableEvent = {
      pos: overwriting?.end ?? index,
      overwrites: overwriting === undefined ? undefined : { branch, isLocal: overwriting.isLocal, since: index },
    };
    addToGroup(found.inUnits, unit, event);
  }
  addCertain(names, assigned, units, script);
  for (const { inUnits } of names.values()) for (const events of inUnits.values()) events.sort((a, b) => a.pos - b.pos);
  return names;
}

function addCertain(
  names: ReadonlyMap<string, Found>,
  { branches, certain }: Assigned,
  units: readonly Unit[],
  script: Span,
): void {
  const unitAround = new Innermost(units);
  const branchAround = new Innermost(branches.map((span) => ({ span })));
  for (const { name, node } of certain) {
    const events = names.get(name)?.inUnits.get(unitAround.at(node.pos) ?? units[0]!);
    const branch = branchAround.at(node.pos)?.span ?? script;
    if (events === undefined) continue;
    events.push({ pos: node.end, overwrites: { branch, isLocal: false, since: node.pos } });
  }
}
