/** Evaluates commands of all kinds: contains the compound commands other than loops, and calls the other files for the rest. */
import { joinedDiagnostics } from "../state/path/diagnostics.ts";
import { respond } from "../outcomes/flag-responses.ts";
import { unionOfSlots, withStatusInfo } from "../outcomes/status-info.ts";
import { traceTest } from "../conditionals/trace-test.ts";
import { NOWHERE, withSink } from "../state/path/streams.ts";
import type { Case, CommandNode, CompoundList, Coproc, If, Redirected } from "unbash";
import { arithmeticTest } from "../conditionals/arithmetic-test.ts";
import { explore } from "../state/path/choices.ts";
import { simpleCommand } from "./simple-command.ts";
import { testExpression } from "../conditionals/test-expression.ts";
import { defineFunction } from "../state/functions.ts";
import { applyConsequences } from "../refinement/emptiness.ts";
import { afterCommands } from "./errexit.ts";
import { answerFromMachine } from "../refinement/machine-answers.ts";
import { evaluateCase } from "./case.ts";
import { forLoop, whileLoop } from "./loops.ts";
import { arithmeticFor } from "./arithmetic-for.ts";
import type { Frame, Machine } from "../state/interfaces/evaluator.ts";
import { asTested, enterScope, type Context } from "../state/path/context.ts";
import { leftCalls } from "../paths/file-effects.ts";
import { joinPaths } from "../paths/join.ts";
import { joinAllPaths } from "../paths/joined-path.ts";
import { loopExit } from "../outcomes/attempt-syntax.ts";
import { print } from "../state/stdout.ts";
import { applyRedirections, restoreStreams } from "../assignment/redirections.ts";
import { subshellResults } from "../paths/subshell-results.ts";
import { NO_OUTPUT, SUCCESS, UNTAKEN, type Path, type Status } from "../state/path/path.ts";
import { conditionAt } from "../state/path/decisions.ts";
import { partition, callsOfStatuses } from "../refinement/exit-status.ts";
import type { Span } from "../spans/span.ts";
import { EMPTY_STRING } from "../values/pieces.ts";
import { dropTraps } from "../state/path/traps.ts";
import { atExit } from "../embedded/run-traps.ts";
import { evaluateList } from "./statements.ts";

/** Evaluates one command of any kind. */
export function evaluateCommand(machine: Machine, node: CommandNode, path: Path, context: Context): readonly Path[] {
  switch (node.type) {
    case "Command":
      return afterCommands(machine, simpleCommand(machine, node, path, context), context);
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
      return evaluateList(machine, node.body, [path], context);
    case "Subshell": {
      const span = context.source.span(node.pos, node.end);
      const ends = subshellResult(machine, node.body, path, enterScope(context, "subshell", span));
      return afterCommands(machine, ends, context);
    }
    case "Function":
      defineFunction(machine, node, path, context);
      return [path];
    case "Coproc":
      return coprocess(machine, node, path, context);
    case "TestCommand":
      return answered(machine, node, path, context, (frame) => {
        traceTest(frame, node);
        return testExpression(frame, node.expression);
      });
    case "ArithmeticCommand":
      return answered(machine, node, path, context, (frame) => arithmeticTest(frame, node.expression));
  }
}

/** Runs the body of a function or a coprocess. */
export function bodyOf(
  machine: Machine,
  { body }: Pick<Coproc, "body">,
  path: Path,
  context: Context,
): readonly Path[] {
  return body.type === "CompoundList"
    ? evaluateList(machine, body, [path], context)
    : evaluateCommand(machine, body, path, context);
}

/** Evaluates `[[ … ]]` and `(( … ))`. */
function answered(
  machine: Machine,
  node: CommandNode,
  path: Path,
  context: Context,
  statusOf: (frame: Frame) => Status,
): readonly Path[] {
  const ends = explore(
    path,
    (one, choices) => {
      const frame: Frame = { machine, context, choices, path: one };
      const status = statusOf(frame);
      if (one.flow === undefined) one.status = status;
      return answerFromMachine(frame, () => context.source.text.slice(node.pos, node.end), [one]);
    },
    () => machine.record.cut("ways", context.source.span(node.pos, node.end)),
  );
  return afterCommands(machine, ends, context);
}

function subshellResult(machine: Machine, body: CompoundList, path: Path, context: Context): readonly Path[] {
  const copy = path.clone();
  if (copy.output !== undefined) copy.output = NO_OUTPUT;
  const ends = machine.subshell(body.commands, copy, context);
  const diagnostics = ends.map((end) => end.diagnostics).reduce(joinedDiagnostics, path.diagnostics);
  return subshellResults(machine, ends, (end) => end.output?.pieces ?? EMPTY_STRING, path).map((result) => {
    const end = path.clone();
    applyConsequences({ machine, path: end }, result.learnt);
    end.facts = result.facts === undefined ? path.facts : result.facts.all;
    end.status = result.status;
    end.failing = result.failing;
    end.diagnostics = diagnostics;
    print(end, result.value);
    return end;
  });
}

function redirectedCommand(machine: Machine, node: Redirected, path: Path, context: Context): readonly Path[] {
  return explore(
    path,
    (one, choices) => {
      const redirected = applyRedirections({ machine, context, choices, path: one }, node.redirects);
      if (one.flow !== undefined) return [one];
      const ends = evaluateCommand(machine, node.command, one, context);
      for (const end of ends) {
        restoreStreams(machine, end, redirected);
        end.status = withStatusInfo(end.status, redirected.needs);
      }
      return ends;
    },
    () => machine.record.cut("ways", context.source.span(node.pos, node.end)),
  );
}

function ifCommand(machine: Machine, node: If, path: Path, context: Context): readonly Path[] {
  const tested = asTested(context);
  const all: Path[] = [];
  let waiting: readonly Path[] = [path];
  const answers = (branch: Pick<If, "clause">, response: CompoundList, paths: readonly Path[]): readonly Path[] =>
    respond(machine, { test: branch.clause, response }, paths, context, (some) =>
      evaluateList(machine, response, some, context),
    );
  for (const branch of [node, ...node.elif]) {
    const ends = evaluateList(machine, branch.clause, waiting, tested);
    let told = callsOfStatuses(machine, ends);
    const { success, failure, ended } = partition(machine, ends, () =>
      conditionAt(context, "test", lastTest(branch.clause)),
    );
    if (machine.outcomes.isOn)
      for (const one of [...success, ...failure])
        told = unionOfSlots(told, machine.outcomes.attempts.ask(one, branch.clause));
    for (const [leaving, others] of [
      [branch.then, failure],
      [node.else, success],
    ] as const) {
      const attempt = node.elif.length === 0 ? loopExit(leaving) : undefined;
      if (attempt !== undefined) for (const one of others) machine.outcomes.attempts.fail(one, told, attempt, context);
    }
    all.push(...ended);
    if (success.length > 0)
      all.push(...answers(branch, branch.then, joinedAt(machine, success, context, branch.then.pos)));
    waiting = joinedAt(machine, failure, context, branch.then.end);
    if (waiting.length === 0) break;
  }
  if (waiting.length > 0) {
    if (node.else === undefined) for (const one of waiting) one.status = UNTAKEN;
    all.push(...(node.else === undefined ? waiting : answers(node, node.else, waiting)));
  }
  return joinedAt(machine, all, context, node.end);
}

/** The command that determines the status of a condition. */
function lastTest(clause: CompoundList): Span {
  const last = clause.commands.at(-1)?.command;
  return (last?.type === "AndOr" ? last.commands.at(-1) : last) ?? clause;
}

function joinedAt(machine: Machine, paths: readonly Path[], context: Context, pos: number): readonly Path[] {
  return paths.length < 2 ? paths : joinPaths(machine, paths, context, context.source.span(pos, pos).pos);
}

function caseCommand(machine: Machine, node: Case, path: Path, context: Context): readonly Path[] {
  return joinedAt(machine, evaluateCase(machine, node, path, context), context, node.end);
}

function coprocess(machine: Machine, node: Coproc, path: Path, context: Context): readonly Path[] {
  const span = context.source.span(node.pos, node.end);
  const inner = enterScope(context, "background", span);
  const copy = path.clone();
  copy.output = undefined;
  if (copy.streams !== undefined) copy.streams = withSink(copy.streams, 1, NOWHERE);
  // A coprocess does not inherit traps.
  dropTraps(machine, copy);
  const start = copy.clone();
  const ends = atExit(machine, bodyOf(machine, node, copy, inner), inner);
  applyConsequences(
    { machine, path },
    leftCalls(machine, ends.length === 0 ? start : joinAllPaths(machine, ends), start),
  );
  machine.outcomes.jobs.start(
    path,
    ends.map(({ status }) => status),
    context.loops,
  );
  path.status = SUCCESS;
  return [path];
}
