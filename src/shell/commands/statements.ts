/** Evaluates lists of statements. */
import type { AndOr, CompoundList, PipelineNode, Statement, SyntaxNode } from "unbash";
import { effort } from "../limits/effort.ts";
import { cutOff } from "../state/cut-off.ts";
import { isSubshell } from "../state/path/subshells.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import type { Context } from "../state/path/context.ts";
import { joinPaths } from "../paths/join.ts";
import { keepsErrTrap, evaluatePipeline } from "./pipelines.ts";
import { EITHER, OPTION, SUCCESS, type Path } from "../state/path/path.ts";
import { lastBeforeExit, type BeforeExit } from "../outcomes/attempt-messages.ts";
import { isOnlyTest, lastTest, questionsIn, respondingCommand } from "../outcomes/attempt-syntax.ts";
import { mayUseFlags } from "../outcomes/flag-responses.ts";
import { common } from "../outcomes/status-info.ts";
import { setTrap, trapFor } from "../state/path/traps.ts";
import type { Span } from "../spans/span.ts";
import { functionNamed } from "../state/functions.ts";
import { option } from "../state/options.ts";
import { andOr } from "./and-or.ts";
import { backgroundProcess } from "./background-process.ts";
import { evaluateCommand } from "./compound.ts";

/** The maximum number of ended paths that are kept before they are joined. */
const MOST_ENDED = 256;

/** Whether the statement may read `$?`. Code that is cut off may have none. */
export function looksAtStatus(context: Context, node: Statement | undefined): boolean {
  if (node === undefined) return false;
  return /\$\{?\?|\bPIPESTATUS\b|^(?:return|exit)\s*(?:$|[;&|#])/.test(context.source.text.slice(node.pos, node.end));
}

/** Whether a failure runs trap code. */
function isTrapped(machine: Machine, path: Path): boolean {
  if (trapFor(machine, path, "ERR") !== undefined) return true;
  return option(path, OPTION.errexit) && trapFor(machine, path, "EXIT") !== undefined;
}

/** The paths of a list of statements that is evaluated. */
interface Progress {
  /** Paths that reach the next statement. */
  live: readonly Path[];
  /** Paths that have left the list. */
  ended: Path[];
  /**
   * How many ended paths are kept before they are joined. The number doubles each time; otherwise, thousands of commands that
   * may end the script would have quadratic cost.
   */
  most: number;
  /** Paths that have discarded the rest of the line. */
  discarded: Path[];
}

/** A statement of a list, and what depends on its place in the list. */
interface Placed {
  readonly machine: Machine;
  readonly statements: readonly Statement[];
  readonly index: number;
  readonly node: Statement;
  readonly context: Context;
  /** Whether its status may be read: by the next statement, or after the whole script. */
  readonly isRead: boolean;
  /** Whether nothing of interest depends on it. */
  readonly isPassed: boolean;
}

/** Evaluates statements in order on each path. */
export function evaluateStatements(
  machine: Machine,
  statements: readonly Statement[],
  paths: readonly Path[],
  around: Context,
): readonly Path[] {
  const progress: Progress = { live: paths, ended: [], most: 8, discarded: [] };
  const goesOn = machine.wholes.has(statements) && !isSubshell(around);
  for (let index = 0; index < statements.length && progress.live.length + progress.discarded.length > 0; index++) {
    const placed = placedAt(machine, statements, index, around);
    if (progress.discarded.length > 0 && startsLine(placed.context, statements, index)) resume(progress);
    const before = progress.ended.length;
    follow(placed, progress);
    if (machine.last.of === statements && index === statements.length - 1)
      machine.last.ends = [...progress.live, ...progress.ended.slice(before)].map((path) => path.clone());
    if (goesOn) discardLine(progress);
    joinAfter(placed, progress);
  }
  if (progress.discarded.length > 0) resume(progress);
  return progress.ended.length === 0 ? progress.live : [...progress.live, ...progress.ended];
}

function placedAt(machine: Machine, statements: readonly Statement[], index: number, around: Context): Placed {
  const node = statements[index]!;
  const following = statements[index + 1];
  const whole = machine.wholes.has(statements);
  const isAside = around.aside || !machine.relevance.isMarked(node);
  const inList = around.decides && following !== undefined ? { ...around, decides: false } : around;
  const here = isAside && !around.aside ? { ...inList, aside: true } : inList;
  const context = whole ? { ...here, read: node.end } : here;
  const isRead = following === undefined ? whole : looksAtStatus(context, following);
  const decides = machine.outcomes.isOn && (following === undefined || isRead);
  const isPassed = !context.tested && !decides && !machine.relevance.matters(node);
  return { machine, statements, index, node, context, isRead, isPassed };
}

/** Evaluates the statement on each path that reaches it. */
function follow({ machine, statements, index, node, context, isRead, isPassed }: Placed, progress: Progress): void {
  const { outcomes } = machine;
  const next: Path[] = [];
  const test = outcomes.isOn ? lastTest(node.command) : undefined;
  const isUnused = outcomes.isOn && isOnlyTest(node.command);
  for (const path of progress.live) {
    const { failing, memory } = path;
    const bodyOf = (name: string): SyntaxNode | undefined => functionNamed(machine, path, name)?.body;
    // In a trap on `EXIT`, `exit` decides itself what it replaces.
    const isInTrap = context.exitStatus !== undefined;
    const message = isInTrap ? undefined : failing && lastBeforeExit(statements, index, bodyOf);
    const mayPass = isPassed && path.output === undefined && !isTrapped(machine, path);
    if (mayPass && !mayUseFlags(machine, path, node, context)) {
      passOver(machine, node, path, context);
      announce(machine, path, message, failing, context);
      const own = outcomes.isOn ? lastTest(node.command, bodyOf) : undefined;
      if (own !== undefined) outcomes.attempts.answer(path, own, context.tested, isRead);
      next.push(path);
      continue;
    }
    for (const after of guarded(machine, node, path, context)) {
      announce(machine, after, message, failing, context);
      if (isUnused && after.flow === undefined) outcomes.statuses.keepUnused(memory, after);
      if (test !== undefined && after.flow === undefined) outcomes.attempts.answer(after, test, context.tested, isRead);
      (after.flow === undefined ? next : progress.ended).push(after);
    }
  }
  progress.live = next;
}

/** The path has printed the message, if any, and is about to end because of the failing calls. */
function announce(
  { outcomes }: Machine,
  path: Path,
  message: BeforeExit | undefined,
  failing: Path["failing"],
  { scopes }: Context,
): void {
  if (message === undefined || failing === undefined) return;
  if (message.isPassedOn) outcomes.announce(path, failing, message.last);
  // The message says why the script ends, but `exit` only ends this process.
  else if (scopes.some(({ kind }) => kind !== "function")) path.failing = failing;
}

/** Sets aside the paths that have discarded the rest of the line: they go on with the next. */
function discardLine(progress: Progress): void {
  const { ended } = progress;
  if (!ended.some(({ flow }) => flow?.kind === "discard")) return;
  progress.discarded.push(...ended.filter(({ flow }) => flow?.kind === "discard"));
  progress.ended = ended.filter(({ flow }) => flow?.kind !== "discard");
}

function resume(progress: Progress): void {
  for (const path of progress.discarded) path.flow = undefined;
  progress.live = [...progress.live, ...progress.discarded];
  progress.discarded = [];
}

/** Joins the paths after the statement. */
function joinAfter({ machine, statements, index, node, context, isRead }: Placed, progress: Progress): void {
  const following = statements[index + 1];
  const { live, ended } = progress;
  if (following !== undefined && live.length > 1) {
    if (!isRead) for (const path of live) path.status = SUCCESS;
    if (machine.outcomes.isOn) forgetFailing(machine, live);
    // The bodies of here-documents, which have been read, are between the two statements.
    progress.live = joinPaths(machine, live, context, context.source.span(following.pos, following.pos).pos);
  }
  if (ended.length > progress.most) {
    progress.ended = [...joinPaths(machine, ended, context, context.source.span(node.end, node.end).pos)];
    progress.most = Math.min(2 * progress.most, MOST_ENDED);
  }
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

/** Whether the budget for effort is spent. Then the rest of the code is cut off on the paths. */
export function isCutOff(machine: Machine, node: SyntaxNode & Span, paths: readonly Path[], context: Context): boolean {
  if (effort() < machine.affordable) return false;
  cutOff(machine, node, paths, context);
  return true;
}

function statement(machine: Machine, node: Statement, path: Path, context: Context): readonly Path[] {
  // Compound commands in which no command is evaluated still cost effort: their paths are joined.
  if (isCutOff(machine, node, [path], context)) return [path];
  if (node.background !== true) return pipelineNode(machine, node.command, path, context);
  return backgroundProcess(machine, node, path, context, (copy, inner) => {
    if (!keepsErrTrap(machine, node.command, copy)) setTrap(machine, copy, "ERR", undefined);
    return pipelineNode(machine, node.command, copy, inner);
  });
}

export function pipelineNode(
  machine: Machine,
  node: PipelineNode | AndOr,
  path: Path,
  context: Context,
): readonly Path[] {
  if (node.type === "AndOr") return andOr(machine, node, path, context);
  if (node.type === "Pipeline") return evaluatePipeline(machine, node, path, context);
  return evaluateCommand(machine, node, path, context);
}
