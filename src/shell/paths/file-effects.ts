/** Files that a process has written are there for all others. */
import { madeFrom } from "../values/provenance.ts";
import { stringKey } from "../values/equality.ts";
import type { Machine } from "../state/evaluator.ts";
import { joined } from "./join.ts";
import type { Consequence, Path } from "../state/path.ts";
import type { AbstractString } from "../model/value.ts";

type Left = Extract<Consequence, { readonly kind: "file" }>;

/** What a process that began on one path and ended on another has written. */
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

/** Equal where the same was written. */
export function leftKey(files: readonly Left[]): string {
  return files.map(({ slot, content }) => `${slot}:${content === undefined ? "" : stringKey(content)}`).join("|");
}

/** The same where it is not told on which of the paths the process ended. */
export function leftByAny(machine: Machine, start: Path, ends: readonly Path[]): readonly Left[] {
  const [first, ...others] = ends;
  if (first === undefined) return [];
  return leftFiles(
    machine,
    start,
    others.reduce((a, b) => joined(machine, a, b), first),
  );
}

/** What is known of files of which one of these was left. */
export function leftByOne(all: readonly (readonly Consequence[])[]): readonly Consequence[] {
  const files = all.map((one) => one.filter((each) => each.kind === "file"));
  const slots = new Set(files.flatMap((one) => one.map(({ slot }) => slot)));
  const keys = new Set(files.map(leftKey));
  if (keys.size === 1) return files[0]!;
  return [...slots].map((slot) => {
    const contents = files.flatMap((one) => one.flatMap((each) => (each.slot === slot ? [each.content ?? []] : [])));
    return { kind: "file", slot, content: [madeFrom(contents)] };
  });
}
