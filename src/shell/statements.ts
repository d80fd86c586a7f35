/** Statements in order, `&&` and `||`, and the compound commands that are no loops. */
import type { AndOr, Case, CommandNode, CompoundList, Coproc, If, PipelineNode, Redirected, Statement } from "unbash";
import { arithmeticStatus } from "./arithmetic.ts";
import { explore } from "./choices.ts";
import { simpleCommand } from "./commands.ts";
import { testExpression } from "./conditions.ts";
import { define } from "./calls.ts";
import { apply } from "./emptiness.ts";
import { afterCommand } from "./errexit.ts";
import { evaluateCase } from "./case.ts";
import { arithmeticFor, forLoop, whileLoop } from "./loops.ts";
import { isSubshell } from "./subshells.ts";
import { within, type Context, type Frame, type Machine } from "./machine.ts";
import { merge } from "./merge.ts";
import { print } from "./output.ts";
import { pipeline } from "./pipelines.ts";
import { redirect, restore } from "./redirections.ts";
import { results } from "./results.ts";
import { EITHER, FAILURE, NO_OUTPUT, OPTION, SUCCESS, type Path, type Status } from "./state.ts";
import { partition } from "./statuses.ts";
import { EMPTY_STRING } from "./pieces.ts";
import { setTrap, trapped } from "./set-traps.ts";
import { atExit } from "./traps.ts";
import { option } from "./variables.ts";

/** Whether the next statement may look at `$?`. */
function looksAtStatus(context: Context, node: Statement): boolean {
  const { text } = context.source;
  return text.slice(node.pos, node.end).includes("$?") || text.startsWith("${?", node.pos);
}

/** Whether a failure runs code. */
function isTrapped(machine: Machine, path: Path): boolean {
  if (trapped(machine, path, "ERR") !== undefined) return true;
  return option(path, OPTION.errexit) && trapped(machine, path, "EXIT") !== undefined;
}

/** Evaluates statements in order on each path. */
export function run(
  machine: Machine,
  statements: readonly Statement[],
  paths: readonly Path[],
  around: Context,
): readonly Path[] {
  let live = paths;
  let context = around;
  let ended: Path[] = [];
  /** Paths that have given up the rest of the line. */
  let discarded: Path[] = [];
  const whole = machine.wholes.has(statements);
  const goesOn = whole && !isSubshell(around);
  for (let index = 0; index < statements.length && live.length + discarded.length > 0; index++) {
    const node = statements[index]!;
    if (whole) context = { ...around, read: node.end };
    if (discarded.length > 0 && startsLine(context, statements, index)) {
      live = live.concat(resumed(discarded));
      discarded = [];
    }
    const next: Path[] = [];
    const passed = !context.tested && !machine.relevance.matters(node);
    for (const path of live) {
      if (passed && path.output === undefined && !isTrapped(machine, path)) {
        path.status = EITHER;
        next.push(path);
        continue;
      }
      for (const after of guarded(machine, node, path, context)) (after.flow === undefined ? next : ended).push(after);
    }
    live = next;
    if (goesOn && ended.some(({ flow }) => flow?.kind === "discard")) {
      discarded.push(...ended.filter(({ flow }) => flow?.kind === "discard"));
      ended = ended.filter(({ flow }) => flow?.kind !== "discard");
    }
    const following = statements[index + 1];
    if (following !== undefined && live.length > 1) {
      if (!looksAtStatus(context, following)) for (const path of live) path.status = SUCCESS;
      live = merge(machine, live, context, context.source.span(node.end, node.end).pos);
    }
    if (ended.length > 8) ended = [...merge(machine, ended, context, context.source.span(node.end, node.end).pos)];
  }
  if (discarded.length > 0) live = [...live, ...resumed(discarded)];
  return ended.length === 0 ? live : [...live, ...ended];
}

function startsLine({ source }: Context, statements: readonly Statement[], index: number): boolean {
  const before = statements[index - 1]!;
  return source.text.slice(before.end, statements[index]!.pos).includes("\n");
}

function resumed(paths: readonly Path[]): readonly Path[] {
  for (const path of paths) path.flow = undefined;
  return paths;
}

/** A statement outside functions that nests so deep that the stack is full is passed over. */
function guarded(machine: Machine, node: Statement, path: Path, context: Context): readonly Path[] {
  if (context.depth > 0) return statement(machine, node, path, context);
  try {
    return statement(machine, node, path, context);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    machine.record.cut("depth", context.source.span(node.pos, node.end));
    path.status = EITHER;
    return [path];
  }
}

export function list(machine: Machine, node: CompoundList, paths: readonly Path[], context: Context): readonly Path[] {
  return run(machine, node.commands, paths, context);
}

function statement(machine: Machine, node: Statement, path: Path, context: Context): readonly Path[] {
  if (node.background !== true) return pipelineNode(machine, node.command, path, context);
  const copy = path.clone();
  copy.output = undefined;
  const span = context.source.span(node.pos, node.end);
  const inner: Context = { ...within(context, "background", span), tested: false };
  // Traps are not inherited.
  setTrap(machine, copy, "EXIT", undefined);
  atExit(machine, pipelineNode(machine, node.command, copy, inner), inner);
  path.status = SUCCESS;
  return [path];
}

function pipelineNode(machine: Machine, node: PipelineNode | AndOr, path: Path, context: Context): readonly Path[] {
  if (node.type === "AndOr") return andOr(machine, node, path, context);
  if (node.type === "Pipeline") return pipeline(machine, node, path, context);
  return command(machine, node, path, context);
}

function andOr(machine: Machine, node: AndOr, path: Path, context: Context): readonly Path[] {
  const last = node.commands.length - 1;
  const tested = context.tested ? context : { ...context, tested: true };
  let paths = pipelineNode(machine, node.commands[0]!, path, tested);
  for (let index = 1; index <= last; index++) {
    const { success, failure, ended } = partition(machine, paths);
    const and = node.operators[index - 1] === "&&";
    const next = node.commands[index]!;
    const inner = index === last ? context : tested;
    const after = (and ? success : failure).flatMap((one) => pipelineNode(machine, next, one, inner));
    paths = [...ended, ...(and ? failure : success), ...after];
    if (paths.length > 8) paths = merge(machine, paths, context, context.source.span(next.pos, next.pos).pos);
  }
  return paths;
}

/** One command of any kind. */
export function command(machine: Machine, node: CommandNode, path: Path, context: Context): readonly Path[] {
  switch (node.type) {
    case "Command":
      return simpleCommand(machine, node, path, context).flatMap((one) => afterCommand(machine, one, context));
    case "Redirected":
      return redirectedCommand(machine, node, path, context);
    case "If":
      return ifCommand(machine, node, path, context);
    case "While":
      return whileLoop(machine, node, path, context);
    case "For":
    case "Select":
      return forLoop(machine, node, path, context);
    case "ArithmeticFor":
      return arithmeticFor(machine, node, path, context);
    case "Case":
      return caseCommand(machine, node, path, context);
    case "BraceGroup":
      return list(machine, node.body, [path], context);
    case "Subshell": {
      const span = context.source.span(node.pos, node.end);
      return subshellResult(machine, node.body, path, within(context, "subshell", span)).flatMap((one) =>
        afterCommand(machine, one, context),
      );
    }
    case "Function":
      define(machine, node, path, context);
      return [path];
    case "Coproc":
      return coprocess(machine, node, path, context);
    case "TestCommand":
      return answered(machine, node, path, context, (frame) => testExpression(frame, node.expression));
    case "ArithmeticCommand":
      return answered(machine, node, path, context, (frame) => arithmeticStatus(frame, node.expression) ?? FAILURE);
  }
}

/** `[[ … ]]` and `(( … ))`. */
function answered(
  machine: Machine,
  node: CommandNode,
  path: Path,
  context: Context,
  statusOf: (frame: Frame) => Status,
): readonly Path[] {
  return explore(
    path,
    (one, choices) => {
      const status = statusOf({ machine, context, choices, path: one });
      if (one.flow === undefined) one.status = status;
      return [one];
    },
    () => machine.record.cut("ways", context.source.span(node.pos, node.end)),
  ).flatMap((one) => afterCommand(machine, one, context));
}

function subshellResult(machine: Machine, body: CompoundList, path: Path, context: Context): readonly Path[] {
  const copy = path.clone();
  if (copy.output !== undefined) copy.output = NO_OUTPUT;
  const ends = machine.subshell(body.commands, copy, context);
  return results(machine, ends, (end) => end.output?.pieces ?? EMPTY_STRING, path).map((result) => {
    const end = path.clone();
    apply({ machine, path: end }, result.learnt);
    end.facts = result.facts ?? path.facts;
    end.status = result.status;
    print(end, result.value);
    return end;
  });
}

function redirectedCommand(machine: Machine, node: Redirected, path: Path, context: Context): readonly Path[] {
  return explore(
    path,
    (one, choices) => {
      const redirected = redirect({ machine, context, choices, path: one }, node.redirects);
      if (one.flow !== undefined) return [one];
      const ends = command(machine, node.command, one, context);
      for (const end of ends) restore(machine, end, redirected);
      return ends;
    },
    () => machine.record.cut("ways", context.source.span(node.pos, node.end)),
  );
}

function ifCommand(machine: Machine, node: If, path: Path, context: Context): readonly Path[] {
  const tested = context.tested ? context : { ...context, tested: true };
  const all: Path[] = [];
  let waiting: readonly Path[] = [path];
  for (const branch of [node, ...node.elif]) {
    const { success, failure, ended } = partition(machine, list(machine, branch.clause, waiting, tested));
    all.push(...ended);
    if (success.length > 0)
      all.push(...list(machine, branch.then, joinedAt(machine, success, context, branch.then.pos), context));
    waiting = joinedAt(machine, failure, context, branch.then.end);
    if (waiting.length === 0) break;
  }
  if (waiting.length > 0) {
    if (node.else === undefined) for (const one of waiting) one.status = SUCCESS;
    all.push(...(node.else === undefined ? waiting : list(machine, node.else, waiting, context)));
  }
  return joinedAt(machine, all, context, node.end);
}

function joinedAt(machine: Machine, paths: readonly Path[], context: Context, pos: number): readonly Path[] {
  return paths.length < 2 ? paths : merge(machine, paths, context, context.source.span(pos, pos).pos);
}

function caseCommand(machine: Machine, node: Case, path: Path, context: Context): readonly Path[] {
  return joinedAt(machine, evaluateCase(machine, node, path, context), context, node.end);
}

function coprocess(machine: Machine, node: Coproc, path: Path, context: Context): readonly Path[] {
  const span = context.source.span(node.pos, node.end);
  const inner = { ...within(context, "background", span), tested: false };
  const copy = path.clone();
  copy.output = undefined;
  // Traps are not inherited.
  setTrap(machine, copy, "EXIT", undefined);
  const { body } = node;
  const ends = body.type === "CompoundList" ? list(machine, body, [copy], inner) : command(machine, body, copy, inner);
  atExit(machine, ends, inner);
  path.status = SUCCESS;
  return [path];
}
