/** Iterates a loop to a fixpoint: until no new path reaches its head. */
import type { SyntaxNode } from "unbash";
import type { Span } from "../spans/span.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import type { Loop as LoopNode } from "../syntax/loops.ts";
import { exitsOf } from "../syntax/exits.ts";
import { joinPaths } from "./join.ts";
import { spend } from "../state/budget.ts";
import { cutOff } from "../state/cut-off.ts";
import { withStatusInfo } from "../outcomes/status-info.ts";
import { EITHER, SUCCESS, type Path } from "../state/path/path.ts";
import { SLOT } from "../state/path/symbols.ts";
import { bringsValues, widenAside, widenPaths, type Widening } from "./widening.ts";

interface AfterBody {
  /** Paths that reach the loop's head again. */
  readonly again: Path[];
  /** Paths that have left the loop by `break`. */
  readonly left: Path[];
  /** Paths that leave more than this loop. */
  readonly ended: Path[];
}

export function sorted(paths: readonly Path[]): AfterBody {
  const after: AfterBody = { again: [], left: [], ended: [] };
  for (const path of paths) {
    const { flow } = path;
    if (flow === undefined) after.again.push(path);
    else if (flow.kind === "break" || flow.kind === "continue") {
      if (flow.levels > 1) {
        path.flow = { kind: flow.kind, levels: flow.levels - 1 };
        after.ended.push(path);
      } else {
        path.flow = undefined;
        path.status = SUCCESS;
        (flow.kind === "break" ? after.left : after.again).push(path);
      }
    } else after.ended.push(path);
  }
  return after;
}

/** The context inside a loop: code from `start` on may run again, even if it is earlier in the body. */
export function loopContext(context: Context, loop: LoopNode, start: number = loop.pos): Context {
  const head = context.source.span(start, loop.end).pos;
  return {
    ...context,
    decides: false,
    ofLoop: false,
    loops: [...context.loops, loop],
    region: { ...context.region, loops: [...context.region.loops, head], loop },
  };
}

interface Head {
  /** Paths on which the body runs once more. */
  readonly body: readonly Path[];
  /** Paths on which the condition is false: the loop's status is that of its last iteration. */
  readonly done: readonly Path[];
  /** Paths on which the condition itself has left the loop, or more than the loop. */
  readonly ended: readonly Path[];
}

export interface Loop {
  readonly machine: Machine;
  /** The context of the loop. */
  readonly context: Context;
  /** The context inside the loop. */
  readonly inner: Context;
  readonly node: SyntaxNode & Span;
  /** Evaluates the loop's head on a path that reaches it; `first`: before the first iteration. */
  head(path: Path, first: boolean): Head;
  body(paths: readonly Path[]): readonly Path[];
  /** Whether an iteration begins with a command that may read the status with which the last one has ended. */
  readonly readsStatus?: boolean;
  /** Whether only the end of the script or function can end the loop. */
  readonly endless: boolean;
}

/**
 * Whether the budget is spent, so that the loop is cut off on these paths. An iteration counts as a command; otherwise nested loops
 * without commands would not end.
 */
export function isBudgetSpent(
  machine: Machine,
  context: Context,
  node: SyntaxNode & Span,
  paths: readonly Path[],
): boolean {
  if (spend(machine, context)) return false;
  cutOff(machine, node, paths, context);
  return true;
}

/** Whether a loop that is cut off may end at all: it, or a function that it may call, ends the script, or the function around it. */
function mayEnd({ context: { aside, source }, endless, machine, node }: Loop): boolean {
  if (!endless || aside === true || /\breturn\b/.test(source.text.slice(node.pos, node.end))) return true;
  return exitsOf(node).size > 0 || [...machine.definitions.values()].some(({ body }) => exitsOf(body).size > 0);
}

/** Evaluates the head on each path. */
function headOf(loop: Loop, paths: readonly Path[], first: boolean, mayHaveFailed: boolean): Head {
  const all = { body: [] as Path[], done: [] as Path[], ended: [] as Path[] };
  for (const path of paths) {
    const status = first ? SUCCESS : mayHaveFailed ? withStatusInfo(EITHER, path.status) : path.status;
    const { body, done, ended } = loop.head(path.clone(), first);
    for (const one of done) {
      one.status = status;
      if (!first) loop.machine.outcomes.attempts.exhaust(one, loop.inner);
    }
    if (!first) for (const one of body) loop.machine.outcomes.attempts.repeat(one, loop.inner);
    all.body.push(...body);
    all.done.push(...done);
    all.ended.push(...ended);
  }
  return all;
}

/**
 * How many iterations are evaluated before what changes is widened to unknown. The loop of a function that retries its
 * arguments until they succeed yields nothing new after some calls, and a long script has many calls.
 */
function roundsIn(
  { relevance }: Machine,
  { active }: Context,
): Pick<typeof LIMITS, "exact" | "rounds"> | typeof FEW_ROUNDS {
  for (let one = active; one !== undefined; one = one.before) {
    const { node, calls } = one.definition;
    const name = node.name.text;
    if (calls.count > LIMITS.exactCalls && relevance.runsWords(name) && !relevance.setsCredentials(name))
      return FEW_ROUNDS;
  }
  return LIMITS;
}

/** Iterations in which paths are widened each on its own, before all of them become one, if paths are still kept apart. */
const ROUNDS_APART = 2;

function wideningIn(machine: Machine, round: number, rounds: number): Widening {
  if (round < rounds) return "none";
  return round < rounds + ROUNDS_APART && machine.similar() > 1 ? "apart" : "together";
}

/** A printed value may pass through some variables, one in each iteration: `Y=$X; X=$S`. */
const MOST_ASIDE = 3;

const FEW_ROUNDS = { exact: 0, rounds: 1 } as const;

/** Iterates a loop until no path reaches its head that has not been there before. */
export function fixpoint(loop: Loop, start: readonly Path[]): readonly Path[] {
  if (start.length === 0) return [];
  const { machine, context, inner, node } = loop;
  const at = context.source.span(node.pos, node.pos).pos;
  const results: Path[] = [];
  // A loop whose body has not run succeeds, whatever the status was before it.
  const seen: Path[] = start.map((path) => Object.assign(path.clone(), { status: SUCCESS }));
  /** Whether an iteration may have ended in failure; the paths no longer record that. */
  let mayHaveFailed = false;
  /** Iterations after which another was certain to follow; they are evaluated one by one. */
  let exact = 0;
  /** Iterations for the sake of values on which, as far as known, nothing depends. */
  let aside = 0;
  const limits = roundsIn(machine, context);
  let current: readonly Path[] = start;
  for (let round = 1; current.length > 0; round++) {
    if (isBudgetSpent(machine, context, node, current)) {
      if (mayEnd(loop)) results.push(...current);
      break;
    }
    const { body, done, ended } = headOf(loop, current, round === 1, mayHaveFailed);
    results.push(...done, ...ended);
    const after = sorted(loop.body(body));
    results.push(...after.left, ...after.ended);
    // The loop's status is that of the last command of its body. If a condition tests it directly, it keeps paths apart.
    for (const path of after.again) {
      if (!context.tested) mayHaveFailed ||= path.status.kind !== "success";
      if (!context.tested && loop.readsStatus !== true) path.status = withStatusInfo(SUCCESS, path.status);
      else if (path.status.kind === "unknown") path.status = withStatusInfo(EITHER, path.status);
    }
    const again = joinPaths(machine, after.again, inner, at);
    if (exact === round - 1 && exact < limits.exact && current.length === 1 && done.length === 0) exact++;
    let news = widenPaths(machine, seen, again, inner, at, wideningIn(machine, round - exact, limits.rounds));
    // A call of the last iteration may go unnoticed because of the next one, and a text tool may read what this iteration has
    // set.
    if (
      news.length === 0 &&
      (aside === 0
        ? machine.outcomes.hasNews(again, seen) || bringsValues(machine, seen, again, inner, at, false)
        : aside < MOST_ASIDE && bringsValues(machine, seen, again, inner, at, true))
    ) {
      aside++;
      news = again;
    }
    if (news.length === 0) {
      // The last iteration may have started a call again whose failure has not been checked.
      if (machine.outcomes.hasNews(again, results)) results.push(...headOf(loop, again, false, mayHaveFailed).done);
      const isLeft = (): boolean => results.some(({ flow }) => flow === undefined);
      // The condition that ends the attempts counts them, even if nothing else depends on the counter.
      const isKnown = isLeft() && !again.some((path) => machine.outcomes.attempts.isTrying(path));
      const loose = widenAside(machine, seen, again, inner, at, isKnown ? "followed" : "any");
      if (loose.length > 0) {
        const last = headOf(loop, loose, false, mayHaveFailed);
        const ends = sorted(loop.body(last.body));
        results.push(...last.done, ...last.ended, ...ends.left, ...ends.ended);
        if (machine.outcomes.hasNews(ends.again, results))
          results.push(...headOf(loop, ends.again, false, mayHaveFailed).done);
      }
      // What the loop waits for may be set by a statement that was skipped.
      if (!loop.endless && !isLeft()) results.push(...again);
      if (loop.endless && results.length === 0) machine.last.unending = again;
      break;
    }
    if (round - exact >= LIMITS.rounds + 4) {
      machine.record.cut("rounds", context.source.span(node.pos, node.end));
      for (const path of news) machine.outcomes.attempts.forget(path);
      results.push(...news);
      break;
    }
    seen.push(...news);
    current = news;
  }
  return joinPaths(machine, imported(start[0]!, results), context, context.source.span(node.end, node.end).pos);
}

/**
 * Of the paths after a loop, those with iterations that set unknown variables (`while read -r LINE; do export "$LINE"`), if
 * there are any: like a sourced file, the input is assumed to contain what the script needs.
 */
function imported(start: Path, results: readonly Path[]): readonly Path[] {
  const before = start.memory.get(SLOT.others);
  const setters = results.filter(({ flow, memory }) => flow === undefined && memory.get(SLOT.others) !== before);
  return setters.length === 0 ? results : results.filter((path) => path.flow !== undefined || setters.includes(path));
}
