/** Joins different paths into one, slot by slot. */
import { joinAppended, shortestOf } from "../values/appended-text.ts";
import { isProvenanceKept, madeFrom } from "../values/provenance.ts";
import { SLOT } from "../state/path/symbols.ts";
import type { Binding } from "../model/environment.ts";
import { weigh } from "../limits/effort.ts";
import { oneOfEqual, sameString } from "../values/equality.ts";
import { joinedDiagnostics } from "../state/path/diagnostics.ts";
import { commonFacts, isSameFact } from "../state/path/facts.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { joinedElements, type KeyedElements } from "../state/associative-arrays.ts";
import { joinedPositional } from "../state/positional-parameters.ts";
import { EITHER, INHERITED, type Consequence, type Path, type Positional, type Status } from "../state/path/path.ts";
import { joinPipelineStatuses, withStatusInfo } from "../outcomes/status-info.ts";
import { writeSlot, writeSlots } from "../state/slot-writes.ts";
import { groupBy } from "../../grouping/group-by.ts";
import { bindingValue, isArray } from "../values/bindings.ts";
import { boundBindings } from "../values/joined-bindings.ts";
import type { AbstractString } from "../model/value.ts";

/**
 * Joins all paths into one, recursively by halves: the cost of a join grows with what its paths have accumulated.
 * @param without slots that the caller writes.
 */
export function joinAllPaths(machine: Machine, paths: readonly Path[], without: ReadonlySet<number> = NO_SLOTS): Path {
  if (paths.length === 1) return paths[0]!;
  const half = Math.ceil(paths.length / 2);
  const [first, second] = [paths.slice(0, half), paths.slice(half)].map((some) => joinAllPaths(machine, some, without));
  return joinTwoPaths(machine, first!, second!, without);
}

const NO_SLOTS: ReadonlySet<number> = new Set();

function joinedStatus(a: Status, b: Status): Status {
  if (a === b) return a;
  let joined: Status = EITHER;
  if (a.kind === "unknown" && b.kind === "unknown")
    joined = {
      kind: "unknown",
      success: sharedFacts(a.success, b.success),
      failure: sharedFacts(a.failure, b.failure),
    };
  else if (a.kind === b.kind) joined = a;
  const status = withStatusInfo(withStatusInfo(joined, a), b);
  const parts = joinPipelineStatuses(a, b);
  return parts === undefined ? status : { ...status, parts };
}

/** The facts that follow from the status on both paths: of one call that both have made. */
function sharedFacts(a: readonly Consequence[], b: readonly Consequence[]): readonly Consequence[] {
  return a.filter((one) =>
    b.some((other) => one.kind === "fact" && other.kind === "fact" && isSameFact(one.fact, other.fact)),
  );
}

/**
 * Joins all values that the script may have set into one binding, and all arrays into one of unknown length. The inherited
 * binding is kept, and so is one that is not set.
 */
function fewBindings(all: readonly Binding[]): readonly Binding[] {
  const groups = groupBy(all, (one) => {
    if (one.state === "inherited" || one.state === "unset") return one.state;
    // Whether a secret is exported matters even if nothing else depends on the variable.
    return `${isArray(one)} ${isProvenanceKept() && one.exported}`;
  });
  return [...groups].map(([key, some]): Binding => {
    if (key === "inherited" || key === "unset") return some[0]!;
    const exported = some.every((one) => one.exported);
    const values = some.map((one) => bindingValue(one));
    if (!isArray(some[0]!)) {
      const value = joinAppended(values, shortestOf(values), (others) => madeFrom(others));
      return { state: "set", exported, value, span: undefined };
    }
    const value = [madeFrom(values)];
    return { state: "set", exported, value, array: [value], front: 0, span: undefined };
  });
}

/**
 * Joins two paths into one.
 * @param without slots that the caller writes.
 */
export function joinTwoPaths(machine: Machine, a: Path, b: Path, without: ReadonlySet<number> = NO_SLOTS): Path {
  const path = a.clone();
  // If only some of the joined paths are traced, the result is.
  path.tracing ??= b.tracing;
  path.facts = commonFacts(a.facts, b.facts);
  path.status = machine.outcomes.joins.status(a, b, joinedStatus(a.status, b.status));
  path.diagnostics = joinedDiagnostics(a.diagnostics, b.diagnostics);
  path.failing = machine.outcomes.attempts.joinedFailing(a, b);
  const joined = new Map<number, unknown>();
  a.memory.differences(b.memory, (slot) => {
    weigh("joined");
    if (!without.has(slot)) joined.set(slot, joinedSlot(machine, a, b, slot));
  });
  writeSlots(machine, path, joined);
  // A call may be pending on both paths although one of them can no longer read its status.
  for (const slot of [
    ...(path.status.of ?? []),
    ...(path.status.tested ?? []),
    ...machine.outcomes.variables.differing(a, b),
  ])
    writeSlot(machine, path, slot, machine.outcomes.joins.stage(a, b, slot));
  if (a.output !== undefined && b.output !== undefined) {
    const both = [a.output.pieces, b.output.pieces] as const;
    path.output = { pieces: sameString(...both) ? oneOfEqual(both)! : [madeFrom(both)] };
  }
  if (a.input !== undefined && (b.input === undefined || !sameString(a.input, b.input))) {
    const left = madeFrom([a.input, b.input ?? []], "input");
    path.input = left.from === undefined ? undefined : [left];
  }
  return path;
}

/** The alternatives of a variable on a path, by its slot. */
export function bindingsInSlot({ memory }: Path, slot: number): readonly Binding[] {
  return (memory.get(slot) ?? memory.get(SLOT.others) ?? INHERITED) as readonly Binding[];
}

function joinedSlot(machine: Machine, a: Path, b: Path, slot: number): unknown {
  const { symbols } = machine;
  const mine = a.memory.get(slot);
  const theirs = b.memory.get(slot);
  const { kind } = symbols.entry(slot);
  if (kind === "variable" || slot === SLOT.others) {
    const all = boundBindings([...bindingsInSlot(a, slot), ...bindingsInSlot(b, slot)]);
    const name = symbols.variable(slot);
    // Nothing depends on the variable: following its alternatives would be wasted work.
    return all.length > 2 && name !== undefined && !machine.relevance.hasValues(name) ? fewBindings(all) : all;
  }
  if (slot === SLOT.options) return ((mine as number | undefined) ?? 0) & ((theirs as number | undefined) ?? 0);
  if (slot === SLOT.positional)
    return joinedPositional(mine as Positional | undefined, theirs as Positional | undefined);
  if (kind === "element") return joinedElements(mine as KeyedElements | undefined, theirs as KeyedElements | undefined);
  if (kind === "file") {
    const both = [mine, theirs].flatMap((one) => (one === undefined ? [] : [one as AbstractString]));
    const isSame = machine.numbers.of(a, slot) === machine.numbers.of(b, slot);
    // A file without content is equal to one that the script has not written.
    return isSame ? mine && oneOfEqual(both) : [madeFrom(both)];
  }
  if (kind === "call") return machine.outcomes.joins.stage(a, b, slot);
  if (kind === "jobs") return machine.outcomes.jobs.joined(a, b);
  if (kind === "flag") return machine.outcomes.flags.joined(a, b, slot);
  if (kind === "statuses") return machine.outcomes.variables.joined(a, b);
  if (kind === "readonly") return mine === true && theirs === true ? true : undefined;
  // A function, an alias or a trap is kept if it is set on either path.
  return mine ?? theirs;
}
