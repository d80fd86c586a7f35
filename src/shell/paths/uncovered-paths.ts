/** Coverage: paths about whose values tests have only revealed more need no evaluation of their own. */
import type { Binding } from "../model/environment.ts";
import { isRefinedBinding } from "../values/refined.ts";
import { worldsOf } from "../values/worlds.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { Path } from "../state/path/path.ts";
import { bindingsInSlot } from "./joined-path.ts";
import { differingSlots, flowKey, streamsKey } from "./path-partitions.ts";

/**
 * Those of `paths` that differ from each path `seen` in more than what tests have revealed about values: for example, an unknown
 * variable that an iteration has compared with a text contains this text afterwards, on one of its paths.
 */
export function uncovered(
  machine: Machine,
  seen: readonly Path[],
  paths: readonly Path[],
  context: Context,
  pos: number,
): readonly Path[] {
  return paths.filter((path) => !seen.some((one) => isCovered(machine, one, path, context, pos)));
}

function isCovered(machine: Machine, seen: Path, path: Path, context: Context, pos: number): boolean {
  if (flowKey(seen) !== flowKey(path)) return false;
  if (streamsKey(seen) !== streamsKey(path)) return false;
  return differingSlots(machine, [seen, path], context.region, pos).every((slot) => {
    if (machine.numbers.of(seen, slot) === machine.numbers.of(path, slot)) return true;
    const name = machine.symbols.variable(slot);
    if (name === undefined) return false;
    const before = bindingsInSlot(seen, slot);
    return bindingsInSlot(path, slot).every((one) =>
      before.some((earlier) => isRefinedBinding(one, earlier, name) && isInWorldsOf(one, earlier)),
    );
  });
}

/** Whether the earlier binding is possible in each combination of the variables' alternatives in which this one is. */
function isInWorldsOf(one: Binding, earlier: Binding): boolean {
  const mine = worldsOf(one);
  return [...worldsOf(earlier)].every(([choice, worlds]) => {
    const own = mine.get(choice);
    return own !== undefined && (own & ~worlds) === 0n;
  });
}
