/** Loops: gone through word by word where the words are known, else until nothing new comes. */
import type { ArithmeticExpression, ArithmeticFor, CompoundList, For, Select, While } from "unbash";
import { arithmeticStatus } from "./arithmetic.ts";
import { refuse } from "./assignments.ts";
import { explore } from "./choices.ts";
import type { Field } from "./fields.ts";
import { LIMITS } from "./limits.ts";
import type { Context, Frame, Machine } from "./machine.ts";
import { nextAnswer } from "./menu.ts";
import { merge } from "./merge.ts";
import { COMPUTED, unknown } from "./pieces.ts";
import { positional } from "./positional.ts";
import type { Span } from "./span.ts";
import { SLOT } from "./symbols.ts";
import { EITHER, FAILURE, SUCCESS, type Path } from "./state.ts";
import { partition } from "./statuses.ts";
import { assign, isReadonly, target } from "./variables.ts";
import { loosened, widened } from "./widening.ts";
import { expandFields } from "./words.ts";
import type { AbstractString } from "./value.ts";

interface AfterBody {
  /** Paths that come to the loop's head again. */
  readonly again: Path[];
  /** Paths that have left the loop with `break`. */
  readonly left: Path[];
  /** Paths that leave more than this loop. */
  readonly ended: Path[];
}

function sorted(paths: readonly Path[]): AfterBody {
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

/** In a loop, what stands before it in the body may be read again. */
function inside(context: Context, node: { readonly pos: number; readonly end: number }): Context {
  const head = context.source.span(node.pos, node.end).pos;
  return { ...context, region: { ...context.region, loops: [...context.region.loops, head] } };
}

type Body = { readonly pos: number; readonly end: number };

interface Head {
  /** The body runs once more. */
  readonly body: readonly Path[];
  /** The condition does not hold: the loop's status is that of its last round. */
  readonly done: readonly Path[];
  /** The condition itself has left the loop, or more than that. */
  readonly ended: readonly Path[];
}

interface Loop {
  readonly machine: Machine;
  readonly context: Context;
  readonly node: { readonly pos: number; readonly end: number };
  /** What becomes of a path that comes to the loop's head; `first`: from before the loop. */
  head(path: Path, first: boolean): Head;
  body(paths: readonly Path[]): readonly Path[];
  /** Nothing in it can end it but the end of the script or function. */
  readonly endless: boolean;
}

/** `true`, `:` or nothing as the condition, and no `break` in the body. */
function isEndless(
  context: Context,
  condition: { readonly pos: number; readonly end: number } | undefined,
  body: Body,
): boolean {
  const { text } = context.source;
  const test = condition === undefined ? "" : text.slice(condition.pos, condition.end).trim();
  return (
    /^(?:true|:|false|1|\(\( *1 *\)\)|\[ 1 \])?;?$/.test(test) && !/\bbreak\b/.test(text.slice(body.pos, body.end))
  );
}

/** Whether no more commands are evaluated; a round of a loop counts as one, or loops in loops would go on without them. */
function spent(machine: Machine, context: Context, node: { readonly pos: number; readonly end: number }): boolean {
  if (machine.spent++ < machine.allowed) return false;
  machine.record.cut("commands", context.source.span(node.pos, node.end));
  return true;
}

/** The head, on each path. */
function headOf(loop: Loop, paths: readonly Path[], first: boolean): Head {
  const all = { body: [] as Path[], done: [] as Path[], ended: [] as Path[] };
  for (const path of paths) {
    const status = first ? SUCCESS : path.status;
    const { body, done, ended } = loop.head(path.clone(), first);
    for (const one of done) one.status = status;
    all.body.push(...body);
    all.done.push(...done);
    all.ended.push(...ended);
  }
  return all;
}

/** Goes round a loop until no path comes to its head that has not been there. */
function fixpoint(loop: Loop, start: readonly Path[]): readonly Path[] {
  if (start.length === 0) return [];
  const { machine, context, node } = loop;
  const at = context.source.span(node.pos, node.pos).pos;
  const inner = inside(context, node);
  const results: Path[] = [];
  // A loop whose body has not run is successful, whatever was before it.
  const seen: Path[] = start.map((path) => Object.assign(path.clone(), { status: SUCCESS }));
  let mayHaveFailed = false;
  /** Rounds in which it was certain that another follows; they are gone through one by one. */
  let exact = 0;
  let current: readonly Path[] = start;
  for (let round = 1; current.length > 0; round++) {
    if (spent(machine, context, node)) {
      results.push(...current);
      break;
    }
    const { body, done, ended } = headOf(loop, current, round === 1);
    if (mayHaveFailed) for (const one of done) one.status = EITHER;
    results.push(...done, ...ended);
    const after = sorted(loop.body(body));
    results.push(...after.left, ...after.ended);
    // The loop's status is that of the last command of its body. Where a condition looks at it at once, it keeps paths apart.
    for (const path of after.again) {
      if (!context.tested) {
        mayHaveFailed ||= path.status.kind !== "success";
        path.status = SUCCESS;
      } else if (path.status.kind === "unknown") path.status = EITHER;
    }
    const again = merge(machine, after.again, inner, at);
    if (exact === round - 1 && exact < LIMITS.exact && current.length === 1 && done.length === 0) exact++;
    const news = widened(machine, seen, again, inner, at, round - exact);
    if (news.length === 0) {
      const loose = loosened(machine, start[0]!, again, inner, at);
      if (loose.length > 0) {
        const last = headOf(loop, loose, false);
        if (mayHaveFailed) for (const one of last.done) one.status = EITHER;
        const ends = sorted(loop.body(last.body));
        results.push(...last.done, ...last.ended, ...ends.left, ...ends.ended);
      }
      // What the loop waits for may be in something that was passed over.
      if (!loop.endless && !results.some(({ flow }) => flow === undefined)) results.push(...again);
      break;
    }
    if (round - exact >= LIMITS.rounds + 4) {
      machine.record.cut("rounds", context.source.span(node.pos, node.end));
      results.push(...news);
      break;
    }
    seen.push(...news);
    current = news;
  }
  return merge(machine, imported(start[0]!, results), context, context.source.span(node.end, node.end).pos);
}

/**
 * Of the paths behind a loop, those that come from rounds that set what nobody knows (`while read -r LINE; do export "$LINE"`), if
 * there are any: like a file that is sourced, what is read is taken to hold what the script needs.
 */
function imported(start: Path, results: readonly Path[]): readonly Path[] {
  const before = start.memory.get(SLOT.others);
  const setters = results.filter(({ flow, memory }) => flow === undefined && memory.get(SLOT.others) !== before);
  return setters.length === 0 ? results : results.filter((path) => path.flow !== undefined || setters.includes(path));
}

export function whileLoop(machine: Machine, node: While, path: Path, context: Context): readonly Path[] {
  const inner = inside(context, node);
  const tested = { ...inner, tested: true };
  return fixpoint(
    {
      machine,
      context,
      node,
      head(one) {
        const { success, failure, ended } = partition(machine, machine.run(node.clause.commands, [one], tested));
        const [body, done] = node.kind === "while" ? [success, failure] : [failure, success];
        const left = sorted(ended);
        return { body, done, ended: [...left.left, ...left.ended] };
      },
      body: (paths) => machine.run(node.body.commands, paths, inner),
      endless: isEndless(context, node.clause, node.body),
    },
    [path],
  );
}

export function forLoop(machine: Machine, node: For | Select, path: Path, context: Context): readonly Path[] {
  return explore(
    path,
    (start, choices) => {
      const frame: Frame = { machine, context, choices, path: start };
      const fields = listed(frame, node);
      if (start.flow !== undefined) return [start];
      start.status = SUCCESS;
      if (fields.length > 0 && isReadonly(machine, start, target(machine, start, node.name.text))) {
        start.status = FAILURE;
        if (machine.interpreter !== "bash") refuse(frame);
        return [start];
      }
      if (node.type === "Select") return fields.length === 0 ? [start] : menu(frame, node, fields);
      const exact = fields.every((field) => !field.split);
      const known = machine.relevance.has(node.name.value) ? LIMITS.unrolled : LIMITS.unrolledAside;
      return exact && fields.length <= known ? unrolled(frame, node, fields) : repeated(frame, node, fields, !exact);
    },
    () => machine.record.cut("ways", context.source.span(node.pos, node.end)),
  );
}

function listed(frame: Frame, node: For | Select): readonly Field[] {
  if (node.wordlist !== undefined) return node.wordlist.flatMap((word) => expandFields(frame, word));
  const { words, open } = positional(frame);
  const fields = words.map((value): Field => ({ value, split: false }));
  return open ? [...fields, { value: [COMPUTED], split: true }] : fields;
}

function unrolled(frame: Frame, node: For, fields: readonly Field[]): readonly Path[] {
  const { machine, context } = frame;
  const inner = inside(context, node);
  const results: Path[] = [];
  let current: readonly Path[] = [frame.path];
  for (const field of fields) {
    if (spent(machine, context, node)) break;
    for (const path of current) setLoopVariable(machine, path, inner, node, field.value);
    const after = sorted(machine.run(node.body.commands, current, inner));
    results.push(...after.left, ...after.ended);
    current = merge(machine, after.again, inner, context.source.span(node.end, node.end).pos);
    if (current.length === 0) break;
  }
  return merge(machine, [...results, ...current], context, context.source.span(node.end, node.end).pos);
}

function setLoopVariable(
  machine: Machine,
  path: Path,
  context: Context,
  node: For | Select,
  value: AbstractString,
): void {
  const span: Span = context.source.span(node.name.pos, node.name.end);
  assign(machine, path, context, node.name.text, { value, span });
}

function anyOf(fields: readonly Field[]): AbstractString {
  if (fields.length === 1) return fields[0]!.value;
  return [{ kind: "unknown", reason: "computed", nonEmpty: fields.every((field) => !field.split) }];
}

/** `select`: goes on until its input ends, and fails then. */
function menu(frame: Frame, node: Select, fields: readonly Field[]): readonly Path[] {
  const { machine, context } = frame;
  const inner = inside(context, node);
  const span: Span = context.source.span(node.name.pos, node.name.end);
  return fixpoint(
    {
      machine,
      context,
      node,
      head(path) {
        const answer = nextAnswer(path, fields);
        if (answer === "none") return { body: [], done: [], ended: [Object.assign(path, { status: FAILURE })] };
        const ended = answer === undefined ? [Object.assign(path.clone(), { status: FAILURE })] : [];
        assign(machine, path, inner, "REPLY", { value: answer?.reply ?? [unknown("input")], span });
        setLoopVariable(machine, path, inner, node, answer?.chosen ?? anyOf(fields));
        return { body: [path], done: [], ended };
      },
      body: (paths) => machine.run(node.body.commands, paths, inner),
      endless: false,
    },
    [frame.path],
  );
}

/** A loop over words that are not known, or too many: any of them, in any number. */
function repeated(frame: Frame, node: For, fields: readonly Field[], mayBeNone: boolean): readonly Path[] {
  const { machine, context } = frame;
  const inner = inside(context, node);
  const value = anyOf(fields);
  return fixpoint(
    {
      machine,
      context,
      node,
      head(path, first) {
        const done = first && !mayBeNone ? [] : [path.clone()];
        setLoopVariable(machine, path, inner, node, value);
        return { body: [path], done, ended: [] };
      },
      body: (paths) => machine.run(node.body.commands, paths, inner),
      endless: false,
    },
    [frame.path],
  );
}

/** Evaluates a part of `for ((…))` on each path. */
function calculate(
  machine: Machine,
  context: Context,
  expression: ArithmeticExpression | undefined,
  paths: readonly Path[],
): Path[] {
  if (expression === undefined) return paths.map((path) => Object.assign(path, { status: SUCCESS }));
  return paths.flatMap((path) => [
    ...explore(
      path,
      (one, choices) => {
        one.status = arithmeticStatus({ machine, context, choices, path: one }, expression);
        return [one];
      },
      () => machine.record.cut("ways", context.source.span(expression.pos, expression.end)),
    ),
  ]);
}

export function arithmeticFor(machine: Machine, node: ArithmeticFor, path: Path, context: Context): readonly Path[] {
  // What initializes it stands before the loop.
  const loop = { pos: (node.test ?? node.update ?? node.body).pos, end: node.end };
  const inner = inside(context, loop);
  const { commands }: CompoundList = node.body;
  return fixpoint(
    {
      machine,
      context,
      node: loop,
      head(one) {
        const { success, failure, ended } = partition(machine, calculate(machine, inner, node.test, [one]));
        return { body: success, done: failure, ended };
      },
      body: (paths) => {
        const after = machine.run(commands, paths, inner);
        const live = after.filter(
          (one) => one.flow === undefined || (one.flow.kind === "continue" && one.flow.levels === 1),
        );
        const left = after.filter((one) => !live.includes(one));
        for (const one of live) one.flow = undefined;
        const updated = live.flatMap((one) => {
          const { status } = one;
          return calculate(machine, inner, node.update, [one]).map((each) => Object.assign(each, { status }));
        });
        return [...updated, ...left];
      },
      endless: isEndless(context, node.test, node.body),
    },
    calculate(machine, context, node.initialize, [path]),
  );
}
