/** What the calls of a function have come to, for further calls that find the same in all that the function looks at. */
import { hasFound } from "../state/facts.ts";
import { stringKey } from "../values/equality.ts";
import type { Fact, Run } from "../model/invocation.ts";
import { LIMITS } from "../values/limits.ts";
import type { Context, Machine } from "../state/evaluator.ts";
import { Memory } from "../state/store.ts";
import { Reads } from "../state/read-set.ts";
import type { StartedRun } from "../results/recorded-run.ts";
import type { Facts, FunctionDefinition, Path } from "../state/path.ts";
import { isSubshell } from "../state/subshells.ts";
import { replacedKey, writeSlot } from "../state/variables.ts";

/** What one call has come to. */
interface Summary {
  readonly key: string;
  readonly context: Context;
  /** Slots that it looks at, and the numbers of what they held. */
  readonly slots: readonly (readonly [slot: number, held: number])[];
  /** Slots that it assigns to, and what of them counts then. */
  readonly assigned: readonly (readonly [slot: number, key: string])[];
  readonly facts: readonly (readonly [run: Run, is: Fact["is"], found: boolean])[];
  readonly runs: readonly (readonly [started: StartedRun, change: Change])[];
  readonly reads: Reads;
  readonly special: number;
  readonly ends: readonly (readonly [end: Path, change: Change])[];
}

/** What a path has written and found out since the start of the call. */
interface Change {
  readonly written: readonly (readonly [slot: number, value: unknown])[];
  readonly facts: readonly Fact[];
}

/** Calls with more ends or runs than these are not remembered. */
const MOST_ENDS = 8;
const MOST_RUNS = 32;

const summaries = new WeakMap<FunctionDefinition, Summary[]>();

/**
 * The ends of a call on the path, which has its arguments: by `evaluate` unless a call like it was evaluated before.
 * @param context inside the function.
 * @param words what tells this call from others that find the same.
 */
export function summarized(
  machine: Machine,
  definition: FunctionDefinition,
  path: Path,
  context: Context,
  words: string,
  evaluate: () => readonly Path[],
): readonly Path[] {
  let kept = summaries.get(definition);
  if (kept === undefined) summaries.set(definition, (kept = []));
  const outer = Memory.reads;
  Memory.reads = undefined;
  const { symbols } = machine;
  const key = `${keyOf(path, context)}|${symbols.hasAny("file")}|${words}`;
  const known = kept.find((one) => one.special === symbols.special && one.key === key && agrees(machine, one, path));
  Memory.reads = outer;
  if (known !== undefined && startsTheSame(machine, known, path, context)) {
    outer?.add(known.reads);
    return known.ends.map(([end, change]) => changed(machine, path, change, end));
  }
  const start = path.clone();
  const before = symbols.special;
  const reads = new Reads(path.memory);
  Memory.reads = reads;
  let ends: readonly Path[];
  try {
    ends = evaluate();
  } finally {
    Memory.reads = outer;
    outer?.add(reads, true);
  }
  const isKept =
    !reads.everything && ends.length <= MOST_ENDS && reads.runs.length <= MOST_RUNS && symbols.special === before;
  if (isKept) {
    Memory.reads = undefined;
    const summary = summaryOf(machine, key, context, start, reads, ends);
    Memory.reads = outer;
    if (summary !== undefined && kept.push(summary) > LIMITS.remembered) kept.shift();
  }
  return ends;
}

function keyOf(path: Path, context: Context): string {
  const { status, output, input } = path;
  let active = "";
  for (let one = context.active; one !== undefined; one = one.before) active += `${one.definition.node.pos},`;
  return [
    context.tested,
    isSubshell(context),
    active,
    status.kind,
    output === undefined ? "-" : stringKey(output.pieces),
    input === undefined ? "-" : stringKey(input),
  ].join("|");
}

function agrees(machine: Machine, { slots, assigned, facts }: Summary, path: Path): boolean {
  return (
    slots.every(([slot, held]) => machine.numbers.of(path, slot) === held) &&
    assigned.every(([slot, key]) => replacedKey(machine, path.memory, slot) === key) &&
    facts.every(([run, is, found]) => hasFound(path.facts, run, is) === found)
  );
}

/** Records the runs of watched programs; whether they are those of the call that is known. */
function startsTheSame(machine: Machine, known: Summary, path: Path, context: Context): boolean {
  return known.runs.every(([{ command, key, span, via, program, details, run }, change]) => {
    const { memory, facts } = changed(machine, path, change);
    const { calls, scopes } = details.context;
    const started = machine.record.run(command, key, span, via, program, {
      ...details,
      environment: details.environment.of(memory),
      facts,
      context: {
        ...details.context,
        calls: [...context.calls, ...calls.slice(known.context.calls.length)],
        scopes: [...context.scopes, ...scopes.slice(known.context.scopes.length)],
      },
    });
    return started === run;
  });
}

/** The path with a change; all else is as in `like`. */
function changed(machine: Machine, start: Path, { written, facts }: Change, like = start): Path {
  const path = like.clone();
  path.memory = start.memory;
  path.facts = start.facts;
  for (const [slot, value] of written) writeSlot(machine, path, slot, value);
  for (const fact of facts) path.learn(fact);
  return path;
}

function summaryOf(
  machine: Machine,
  key: string,
  context: Context,
  start: Path,
  reads: Reads,
  paths: readonly Path[],
): Summary | undefined {
  const runs: (readonly [StartedRun, Change])[] = [];
  for (const started of reads.runs) {
    const { environment, facts } = started.details;
    const change = changeOf(start, environment.memory, facts);
    if (change === undefined) return undefined;
    runs.push([started, change]);
  }
  const ends: (readonly [Path, Change])[] = [];
  for (const path of paths) {
    const change = changeOf(start, path.memory, path.facts);
    if (change === undefined) return undefined;
    ends.push([path.clone(), change]);
  }
  return {
    key,
    context,
    slots: [...reads.slots].map((slot) => [slot, machine.numbers.of(start, slot)]),
    assigned: [...reads.assigned]
      .filter((slot) => !reads.slots.has(slot))
      .map((slot) => [slot, replacedKey(machine, start.memory, slot)]),
    facts: [...reads.facts].flatMap(([run, asked]) =>
      [...asked].map((is) => [run, is, hasFound(start.facts, run, is)] as const),
    ),
    runs,
    reads,
    special: machine.symbols.special,
    ends,
  };
}

/** `undefined` where the later facts do not come from the earlier ones. */
function changeOf(start: Path, memory: Memory, later: Facts | undefined): Change | undefined {
  const written: [number, unknown][] = [];
  start.memory.differences(memory, (slot) => {
    written.push([slot, memory.at(slot)]);
  });
  const facts: Fact[] = [];
  let one = later;
  for (; one !== undefined && one !== start.facts; one = one.before) facts.push(one.fact);
  return one === start.facts ? { written, facts: facts.toReversed() } : undefined;
}
