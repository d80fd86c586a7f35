/** The stages of calls (whether a failure can still be noticed) on a path that may represent several. */
import type { Choice, Stage } from "./worlds.ts";

/** The stage on a path that represents some worlds of a choice; `mask` has a bit for each. */
export interface StageByWorld {
  readonly choice: Choice;
  readonly mask: bigint;
  readonly stage: Stage;
}

/** A path's entry for a call, as one stage. */
export function stageOf(held: unknown): Stage | undefined {
  return typeof held === "object" ? (held as StageByWorld).stage : (held as Stage | undefined);
}

/** Whether the output was compared with a text, and a failed call would have led to this path, too. */
export function isUnequal(stage: Stage | undefined): stage is "unequal" | "exists" {
  return stage === "unequal" || stage === "exists";
}

/** Any of these stages counts more than those after it. */
const ORDER = [
  "lost",
  "dropped",
  "pending",
  "tried",
  "tried alone",
  "noticed",
  "exists",
  "equal",
  "unequal",
  "old",
  "present",
] as const;

/** The stage of a call that may have any of these. */
export function joinedStages(all: readonly (Stage | undefined)[]): Stage | undefined {
  if (all.includes("pending") && (all.includes("tried") || all.includes("tried alone"))) return "dropped";
  return ORDER.find((one) => all.includes(one));
}

/**
 * The memory entries for the calls of a choice, in their order, where the paths that are its worlds meet. Computed once for
 * each mask.
 */
export function stagesByWorld(choice: Choice, mask: bigint): readonly (StageByWorld | undefined)[] {
  let all = choice.stages.get(mask) as readonly (StageByWorld | undefined)[] | undefined;
  if (all === undefined) choice.stages.set(mask, (all = joinedByWorld(choice, mask)));
  return all;
}

function joinedByWorld(choice: Choice, mask: bigint): (StageByWorld | undefined)[] {
  const held = choice.worlds.filter((_, world) => (mask & (1n << BigInt(world))) !== 0n);
  return choice.calls.map((_, index) => {
    const stage = joinedStages(held.map(({ stages }) => stages[index]));
    return stage === undefined ? undefined : { choice, mask, stage };
  });
}

/** Whether the entry for a call is unchanged since the worlds of `choice` met. */
export function isOfChoice(held: unknown, choice: Choice): held is StageByWorld {
  return typeof held === "object" && (held as StageByWorld).choice === choice;
}
