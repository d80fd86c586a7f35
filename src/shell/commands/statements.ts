/** Statement lists, `&&` and `||`. */
import type { AndOr, CompoundList, PipelineNode, Statement, SyntaxNode } from "unbash";
import { print } from "../state/stdout.ts";
import { effort } from "../values/effort.ts";
import { applyConsequences } from "../refinement/emptiness.ts";
import { leftByAny } from "../paths/file-effects.ts";
import { isSubshell } from "../state/path/subshells.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { asTested, enterScope, type Context } from "../state/path/context.ts";
import { joinPaths } from "../paths/join.ts";
import { keepsErrTrap, evaluatePipeline } from "./pipelines.ts";
import { EITHER, OPTION, SUCCESS, type Path } from "../state/path/path.ts";
import { lastBeforeExit } from "../outcomes/attempt-messages.ts";
import { isNoOp, lastTest, loopExit, questionOf, questionsIn, respondingCommand } from "../outcomes/attempt-syntax.ts";
import { ignoreLostFlags } from "../outcomes/lost-flags.ts";
import { common, unionOfSlots, withStatusInfo } from "../outcomes/status-info.ts";
import { conditionAt } from "../state/path/decisions.ts";
import { partition, callsOfStatuses } from "../refinement/exit-status.ts";
import { setTrap, trapFor } from "../state/path/traps.ts";
import { atExit } from "../embedded/run-traps.ts";
import type { Span } from "../syntax/span.ts";
import { functionNamed } from "../state/functions.ts";
import { option } from "../state/options.ts";
import { evaluateCommand } from "./compound.ts";

/** The maximum number of ended paths that are kept before they are joined. */
const MOST_ENDED = 256;

/** Whether the next statement may read `$?`. */
function looksAtStatus(context: Context, node: Statement): boolean {
  return /\$\{?(?:\?|PIPESTATUS)|^(?:return|exit)\s*(?:$|[;&|#])/.test(context.source.text.slice(node.pos, node.end));
}

/** Whether a failure runs trap code. */
function isTrapped(machine: Machine, path: Path): boolean {
  if (trapFor(machine, path, "ERR") !== undefined) return true;
  return option(path, OPTION.errexit) && trapFor(machine, path, "EXIT") !== undefined;
}

/** Evaluates statements in order on each path. */
export function evaluateStatements(
  machine: Machine,
  statements: readonly Statement[],
  paths: readonly Path[],
  around: Context,
): readonly Path[] {
  let live = paths;
  let ended: Path[] = [];
  /**
   * How many ended paths are kept before they are joined. The number doubles each time; otherwise, thousands of commands that
   * may end the script would have quadratic cost.
   */
  let most = 8;
  /** Paths that have discarded the rest of the line. */
  let discarded: Path[] = [];
  const whole = machine.wholes.has(statements);
  const goesOn = whole && !isSubshell(around);
  for (let index = 0; index < statements.length && live.length + discarded.length > 0; index++) {
    const node = statements[index]!;
    const isAside = around.aside || !machine.relevance.isMarked(node);
    const inList = around.decides && index < statements.length - 1 ? { ...around, decides: false } : around;
    const here = isAside && !around.aside ? { ...inList, aside: true } : inList;
    const context = whole ? { ...here, read: node.end } : here;
    if (discarded.length > 0 && startsLine(context, statements, index)) {
      live = live.concat(resumed(discarded));
      discarded = [];
    }
    const next: Path[] = [];
    const before = ended.length;
    const following = statements[index + 1];
    const isRead = following === undefined ? whole : looksAtStatus(context, following);
    const decides = machine.outcomes.isOn && (following === undefined || isRead);
    const passed = !context.tested && !decides && !machine.relevance.matters(node);
    const test = machine.outcomes.isOn ? lastTest(node.command) : undefined;
    for (const path of live) {
      const { failing } = path;
      const bodyOf = (name: string): SyntaxNode | undefined => functionNamed(machine, path, name)?.body;
      // In a trap on `EXIT`, `exit` decides itself what it replaces.
      const isInTrap = context.exitStatus !== undefined;
      const message = isInTrap ? undefined : failing && lastBeforeExit(statements, index, bodyOf);
      if (passed && path.output === undefined && !isTrapped(machine, path)) {
        passOver(machine, node, path, context);
        if (message !== undefined) machine.outcomes.announce(path, failing!, message);
        const own = machine.outcomes.isOn ? lastTest(node.command, bodyOf) : undefined;
        if (own !== undefined) machine.outcomes.attempts.answer(path, own, context.tested, isRead);
        next.push(path);
        continue;
      }
      for (const after of guarded(machine, node, path, context)) {
        if (message !== undefined) machine.outcomes.announce(after, failing!, message);
        if (test !== undefined && after.flow === undefined)
          machine.outcomes.attempts.answer(after, test, context.tested, isRead);
        (after.flow === undefined ? next : ended).push(after);
      }
    }
    live = next;
    if (machine.last.of === statements && index === statements.length - 1)
      machine.last.ends = [...live, ...ended.slice(before)].map((path) => path.clone());
    if (goesOn && ended.some(({ flow }) => flow?.kind === "discard")) {
      discarded.push(...ended.filter(({ flow }) => flow?.kind === "discard"));
      ended = ended.filter(({ flow }) => flow?.kind !== "discard");
    }
    if (following !== undefined && live.length > 1) {
      if (!isRead) for (const path of live) path.status = SUCCESS;
      if (machine.outcomes.isOn) forgetFailing(machine, live);
      // The bodies of here-documents, which have been read, are between the two statements.
      live = joinPaths(machine, live, context, context.source.span(following.pos, following.pos).pos);
    }
    if (ended.length > most) {
      ended = [...joinPaths(machine, ended, context, context.source.span(node.end, node.end).pos)];
      most = Math.min(2 * most, MOST_ENDED);
    }
  }
  if (discarded.length > 0) live = [...live, ...resumed(discarded)];
  return ended.length === 0 ? live : [...live, ...ended];
}

/** Goes on after a statement on which nothing of interest depends, without evaluating it. */
function passOver({ outcomes }: Machine, node: Statement, path: Path, context: Context): void {
  path.status = EITHER;
  outcomes.attempts.goOn(path, respondingCommand(node), context);
  if (outcomes.isOn) for (const one of questionsIn(node)) outcomes.attempts.ask(path, one);
}

/** What follows is a response to a failure only if that failure has led to all of the paths. */
function forgetFailing({ outcomes }: Machine, paths: readonly Path[]): void {
  const all = common(paths.map((path) => path.failing));
  for (const path of paths) path.failing = outcomes.attempts.stillFailing(path, all);
}

function startsLine({ source }: Context, statements: readonly Statement[], index: number): boolean {
  const before = statements[index - 1]!;
  return source.text.slice(before.end, statements[index]!.pos).includes("\n");
}

function resumed(paths: readonly Path[]): readonly Path[] {
  for (const path of paths) path.flow = undefined;
  return paths;
}

/** Evaluates a statement; outside functions, a statement nested so deeply that the stack overflows is skipped. */
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

export function evaluateList(
  machine: Machine,
  node: CompoundList,
  paths: readonly Path[],
  context: Context,
): readonly Path[] {
  return evaluateStatements(machine, node.commands, paths, context);
}

function isExhausted(machine: Machine, { pos, end }: Span, { source }: Context): boolean {
  if (effort() < machine.affordable) return false;
  machine.record.cut("commands", source.span(pos, end));
  return true;
}

function withEitherStatus(path: Path): Path {
  path.status = EITHER;
  return path;
}

function statement(machine: Machine, node: Statement, path: Path, context: Context): readonly Path[] {
  // Compound commands in which no command is evaluated still cost effort: their paths are joined.
  if (isExhausted(machine, node, context)) return [withEitherStatus(path)];
  if (node.background !== true) return pipelineNode(machine, node.command, path, context);
  const copy = path.clone();
  // Its output arrives at some time, which matters if the evaluation records what is printed.
  copy.output = path.output === undefined || path.streams === undefined ? undefined : { pieces: [] };
  const span = context.source.span(node.pos, node.end);
  // In other shells, `set -e` applies in a background process whatever contains it.
  const tested = machine.interpreter === "bash" && context.tested;
  const inner: Context = { ...enterScope(context, "background", span), tested };
  // A background process does not inherit traps.
  setTrap(machine, copy, "EXIT", undefined);
  if (!keepsErrTrap(machine, node.command, copy)) setTrap(machine, copy, "ERR", undefined);
  const start = copy.clone();
  const ends = atExit(machine, pipelineNode(machine, node.command, copy, inner), inner);
  applyConsequences({ machine, path }, leftByAny(machine, start, ends));
  for (const { output } of ends) if (output !== undefined) print(path, output.pieces);
  machine.outcomes.jobs.start(
    path,
    ends.map(({ status }) => status),
  );
  path.status = SUCCESS;
  return [path];
}

function pipelineNode(machine: Machine, node: PipelineNode | AndOr, path: Path, context: Context): readonly Path[] {
  if (node.type === "AndOr") return andOr(machine, node, path, context);
  if (node.type === "Pipeline") return evaluatePipeline(machine, node, path, context);
  return evaluateCommand(machine, node, path, context);
}

function andOr(machine: Machine, node: AndOr, path: Path, context: Context): readonly Path[] {
  const last = node.commands.length - 1;
  const tested = asTested(context);
  let paths = pipelineNode(machine, node.commands[0]!, path, tested);
  let attempt: number | undefined;
  for (let index = 1; index <= last; index++) {
    // The joined statuses of a list of thousands of commands reveal ever more calls.
    if (isExhausted(machine, node, context)) return paths.map(withEitherStatus);
    let told = callsOfStatuses(machine, paths);
    const test = node.commands[index - 1]!;
    const { success, failure, ended } = partition(machine, paths, () => conditionAt(context, "test", test));
    const and = node.operators[index - 1] === "&&";
    const next = node.commands[index]!;
    const question = machine.outcomes.isOn ? questionOf(test) : undefined;
    const skipping = and ? failure : success;
    const before = skipping.map(({ failing }) => failing);
    // A test of how an inner loop ended is one more attempt.
    if (question !== undefined)
      for (const one of [...success, ...failure])
        told = unionOfSlots(told, machine.outcomes.attempts.ask(one, question));
    // What `cmd && break || sleep 5` does after a failure is part of the attempt.
    const leaving = loopExit(next);
    if (and) attempt = leaving;
    else if (isNoOp(next)) attempt = undefined;
    else if (leaving !== undefined)
      for (const one of success) machine.outcomes.attempts.fail(one, told, leaving, context);
    if (attempt !== undefined) for (const one of failure) machine.outcomes.attempts.fail(one, told, attempt, context);
    // The status of `aws … && X=1` is that of `aws` on this path.
    if (and) for (const one of failure) one.status = withStatusInfo(one.status, { of: common([told, one.failing]) });
    const inner = index === last ? context : tested;
    // `until cmd || [ $n -eq 5 ]`: the test may end the loop after a failure.
    if (context.ofLoop === true && context.decides === true)
      for (const one of and ? success : failure) machine.outcomes.attempts.fail(one, told, 1, context);
    if (index === last) {
      ignoreLostFlags(machine, next, and ? success : failure, context);
      for (const [at, one] of skipping.entries()) machine.outcomes.attempts.skip(one, before[at]);
    }
    const after = (and ? success : failure).flatMap((one) => pipelineNode(machine, next, one, inner));
    paths = [...ended, ...skipping, ...after];
    // For each outcome of the list so far, as many paths as a join keeps apart.
    if (paths.length > Math.min(8, 2 * machine.similar()))
      paths = joinPaths(machine, paths, context, context.source.span(next.pos, next.pos).pos);
  }
  return paths;
}
