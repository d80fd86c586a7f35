/**
 * Effects of a process that outlive it: files that it has written, which all other processes see, and the stages of its calls.
 */
import { groupBy } from "../../grouping/group-by.ts";
import { joinedStages, stageOf } from "../values/call-stages.ts";
import { madeFrom } from "../values/provenance.ts";
import { stringKey } from "../values/equality.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { joinAllPaths } from "./joined-path.ts";
import type { Consequence, Path } from "../state/path/path.ts";
import { Memory } from "../state/path/store.ts";
import type { AbstractString } from "../model/value.ts";

const NOTHING: Pick<Path, "memory"> = { memory: Memory.empty };

type Left = Extract<Consequence, { readonly kind: "file" }>;

/** The files that a process has written, which began on one path and ended on another. */
export function leftFiles(machine: Machine, start: Path, end: Path): readonly Left[] {
  const all: Left[] = [];
  end.memory.agrees(start.memory, (slot) => {
    const { kind, name } = machine.symbols.entry(slot);
    if (kind === "file" && !name.startsWith("/dev/fd/"))
      all.push({ kind: "file", slot, content: end.memory.get(slot) as AbstractString | undefined });
    return true;
  });
  return all;
}

/** The stages of calls that may have failed in a process that ended on this path. */
export function leftCalls(machine: Machine, end: Path, start = NOTHING): readonly Consequence[] {
  if (!machine.outcomes.isOn) return [];
  const all: Consequence[] = start === NOTHING ? [] : [...machine.outcomes.flags.leave(start, end)];
  end.memory.differences(start.memory, (slot) => {
    if (machine.symbols.entry(slot).kind === "call" && !machine.outcomes.files.isElsewhere(start, end, slot))
      all.push({ kind: "call", slot, stage: end.memory.get(slot) });
  });
  return all;
}

/** Equal if the process has left the same in all files on which a verdict may depend. */
export function decisiveFilesKey(machine: Machine, start: Path, end: Path): string {
  const { decisiveFiles, symbols } = machine;
  return leftKey(leftFiles(machine, start, end).filter(({ slot }) => decisiveFiles.has(symbols.entry(slot).name)));
}

/** Equal if the same was written. */
function leftKey(files: readonly Left[]): string {
  return files.map(({ slot, content }) => `${slot}:${content === undefined ? "" : stringKey(content)}`).join("|");
}

/** The files and the stages of calls if it is unknown on which of the paths the process ended. */
export function leftByAny(machine: Machine, start: Path, ends: readonly Path[]): readonly Consequence[] {
  if (ends.length === 0) return [];
  const end = joinAllPaths(machine, ends);
  return [...leftFiles(machine, start, end), ...leftCalls(machine, end, start)];
}

/** The joined effects, if one of these lists is what a process has left. */
export function leftByOne(all: readonly (readonly Consequence[])[]): readonly Consequence[] {
  const files = all.map((one) => one.filter((each) => each.kind === "file"));
  const keys = new Set(files.map(leftKey));
  const calls = new Map<number, Consequence>();
  const flags = new Map<number, Consequence>();
  for (const one of all.flat()) {
    const held = flags.get(one.kind === "flag" ? one.slot : -1);
    const others = held?.kind === "flag" ? held.calls : undefined;
    if (one.kind === "flag")
      flags.set(one.slot, { ...one, calls: one.calls.filter((call) => others?.includes(call) !== false) });
    if (one.kind !== "call" || one.stage === undefined) continue;
    const before = calls.get(one.slot);
    const isSame = before?.kind !== "call" || before.stage === one.stage;
    calls.set(one.slot, isSame ? one : { ...one, stage: joinedStages([before.stage, one.stage].map(stageOf)) });
  }
  if (keys.size === 1) return [...files[0]!, ...calls.values(), ...flags.values()];
  const joinedFiles = [...groupBy(files.flat(), ({ slot }) => slot)].map(([slot, each]): Consequence => {
    return { kind: "file", slot, content: [madeFrom(each.map(({ content }) => content ?? []))] };
  });
  return [...joinedFiles, ...calls.values(), ...flags.values()];
}
