/** Whether something may still notice that a call failed, on a path that may stand for several. */
import type { Choice, Stage } from "./worlds.ts";

/** The stage on a path that stands for some worlds of a choice, a bit of `mask` for each. */
interface StageByWorld {
  readonly choice: Choice;
  readonly mask: bigint;
  readonly stage: Stage;
}

/** What a path's memory holds of a call, as one stage. */
export function stageOf(held: unknown): Stage | undefined {
  return typeof held === "object" ? (held as StageByWorld).stage : (held as Stage | undefined);
}

/** The stage of a call that may have any of these. */
export function joinedStages(all: readonly (Stage | undefined)[]): Stage | undefined {
  if (all.includes("pending") && (all.includes("tried") || all.includes("tried alone"))) return "dropped";
  return (["lost", "dropped", "pending", "tried", "tried alone", "noticed"] as const).find((one) => all.includes(one));
}

/** What the memory holds of a call, by its slot, where paths meet that are the worlds of `choice`. */
export function stageByWorld(choice: Choice, slot: number, mask: bigint): StageByWorld | undefined {
  const index = choice.calls.indexOf(slot);
  const held = choice.worlds.filter((_, world) => (mask & (1n << BigInt(world))) !== 0n);
  const stage = joinedStages(held.map(({ stages }) => stages[index]));
  return stage === undefined ? undefined : { choice, mask, stage };
}

/** Whether what the memory holds of a call is still what it was where the worlds of `choice` met. */
export function isOfChoice(held: unknown, choice: Choice): held is StageByWorld {
  return typeof held === "object" && (held as StageByWorld).choice === choice;
}
