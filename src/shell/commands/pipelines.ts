/** Pipelines: each command in a process of its own, its output the input of the next one. */
import { pipedStreams as intoPipe } from "../state/path/streams.ts";
import { groupBy } from "../../grouping/group-by.ts";
import { stringKey } from "../values/equality.ts";
import { madeFrom } from "../values/provenance.ts";
import type { CommandNode, Pipeline, Statement } from "unbash";
import { applyConsequences } from "../refinement/emptiness.ts";
import { afterCommands } from "./errexit.ts";
import { canSpend } from "../state/budget.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Machine } from "../state/interfaces/evaluator.ts";
import { asTested, enterScope, type Context } from "../state/path/context.ts";
import { print, printedText } from "../state/stdout.ts";
import { joinAllPaths } from "../paths/joined-path.ts";
import { subshellResults, type Result } from "../paths/subshell-results.ts";
import { callsOfStatus, joinStatusInfo, statusInfoOf, unionOfSlots, withStatusInfo } from "../outcomes/status-info.ts";
import {
  EITHER,
  FAILURE,
  NO_OUTPUT,
  OPTION,
  SUCCESS,
  type Path,
  type Status,
  type StatusInfo,
} from "../state/path/path.ts";
import { evaluateCommand } from "./compound.ts";
import { negateStatus } from "../refinement/exit-status.ts";
import { functionNamed } from "../state/functions.ts";
import { dropTraps, setTrap } from "../state/path/traps.ts";
import { atExit } from "../embedded/run-traps.ts";
import { emptiness, type AbstractString } from "../model/value.ts";
import { option } from "../state/options.ts";

/** Evaluates `a | b`, `! a`, `time a`. */
export function evaluatePipeline(machine: Machine, node: Pipeline, path: Path, context: Context): readonly Path[] {
  const negations = node.prefixes.filter((prefix) => prefix.type === "Negation").length;
  const inner = negations > 0 ? asTested(context) : context;
  if (node.commands.length === 0) {
    path.status = negations % 2 === 1 ? FAILURE : SUCCESS;
    return [path];
  }
  const after =
    node.commands.length === 1
      ? evaluateCommand(machine, node.commands[0]!, path, inner)
      : afterCommands(machine, piped(machine, node, path, inner), inner);
  if (negations === 0) return after;
  for (const one of after) {
    // The author expects the failure: `set -e` does not end the script.
    if (one.status.ofDifference !== true) machine.outcomes.lookAtStatus(one, one.status);
    if (negations % 2 === 1 && one.flow === undefined) one.status = negateStatus(one.status);
  }
  return after;
}

interface Stage {
  /** The path, with what the previous commands have found out about inherited variables. */
  readonly from: Path;
  /** The output of the previous command. */
  readonly input: AbstractString | undefined;
  readonly facts: Path["facts"];
  readonly status: Status | undefined;
  readonly told: Told | undefined;
}

/** What the status of a command reveals, and of all before it: a list that the stages of a long pipeline share. */
interface Told {
  readonly info: StatusInfo;
  readonly before: Told | undefined;
  /** The calls of all of these. */
  readonly calls: readonly number[];
}

function piped(machine: Machine, node: Pipeline, path: Path, context: Context): readonly Path[] {
  const inner = (part: CommandNode): Context => ({
    ...enterScope(context, "pipeline", context.source.span(part.pos, part.end)),
    tested: context.tested,
  });
  const pipefail = option(path, OPTION.pipefail);
  const last = node.commands.length - 1;
  let stages: readonly Stage[] = [
    { from: path, input: path.input, facts: path.facts, status: undefined, told: undefined },
  ];
  for (let index = 0; index < last; index++) {
    if (index > 0 && !canSpend(machine, context)) {
      machine.record.cut("commands", context.source.span(node.commands[index]!.pos, node.end));
      break;
    }
    stages = stages.flatMap((stage) => {
      const { from } = stage;
      const start = from.clone();
      start.input = stage.input;
      start.facts = stage.facts;
      start.output = NO_OUTPUT;
      machine.outcomes.jobs.keep(start, stage.told?.calls);
      const part = node.commands[index]!;
      const joinsErrors = node.operators[index] === "|&";
      const joined = joinsErrors && part.type === "Command" ? { command: part, streams: start.streams } : undefined;
      if (start.streams !== undefined) start.streams = intoPipe(start.streams, joinsErrors);
      const ends = element(machine, part, start, { ...inner(part), joined });
      if (joinsErrors)
        for (const { diagnostics } of ends)
          if (diagnostics !== undefined) machine.outcomes.mergeErrors(diagnostics.run);
      return subshellResults(machine, ends, (end) => printedText(machine, end), from).map((result): Stage => ({
        from: informed(machine, from, result),
        input: result.value,
        facts: result.facts?.all,
        status: pipefail ? combined(stage.status, result.status) : undefined,
        told: {
          info: statusInfoOf(result.status),
          before: stage.told,
          calls: unionOfSlots(stage.told?.calls ?? [], callsOfStatus(result.status)),
        },
      }));
    });
    if (stages.length > LIMITS.alternatives) stages = joinedByInput(machine, stages, pipefail);
    if (stages.length > LIMITS.alternatives) stages = [joinedStage(machine, stages, pipefail)];
  }
  const lastpipe = option(path, OPTION.lastpipe);
  return stages.flatMap((stage) => {
    const { from } = stage;
    const start = from.clone();
    start.input = stage.input;
    start.facts = stage.facts;
    if (lastpipe) {
      return evaluateCommand(machine, node.commands[last]!, start, context).map((end) => {
        end.input = path.input;
        end.status = whole(machine, stage, end.status, pipefail);
        return end;
      });
    }
    if (start.output !== undefined) start.output = NO_OUTPUT;
    machine.outcomes.jobs.keep(start, stage.told?.calls);
    const part = node.commands[last]!;
    const ends = element(machine, part, start, inner(part));
    return subshellResults(machine, ends, (end) => printedText(machine, end), from).map((result) => {
      const end = informed(machine, from, result).clone();
      end.facts = result.facts?.all;
      end.status = whole(machine, stage, result.status, pipefail);
      print(end, result.value);
      return end;
    });
  });
}

/** The path with what a command of the pipeline has found out. */
function informed(machine: Machine, path: Path, { learnt, failing }: Result): Path {
  if (learnt.length === 0 && failing === path.failing) return path;
  const end = path.clone();
  end.failing = failing;
  applyConsequences({ machine, path: end }, learnt);
  return end;
}

/** One stage for each input: the statuses of the previous commands do not change what the next one reads. */
function joinedByInput(machine: Machine, stages: readonly Stage[], pipefail: boolean): readonly Stage[] {
  const groups = groupBy(stages, ({ input }) => (input === undefined ? undefined : stringKey(input)));
  return [...groups.values()].map((group) => ({ ...joinedStage(machine, group, pipefail), input: group[0]!.input }));
}

/** One stage that represents all of them. */
function joinedStage(machine: Machine, stages: readonly Stage[], pipefail: boolean): Stage {
  const nonEmpty = stages.every(({ input }) => input !== undefined && emptiness(input) === "non-empty");
  const either = stages.reduce((sum, { status = EITHER }) => withStatusInfo(sum, status), EITHER);
  const callsIn = ({ told }: Stage): readonly number[] => told?.calls ?? [];
  const ends = stages.map((stage) => {
    const end = stage.from.clone();
    // The calls of the pipeline stay pending: its status, or PIPESTATUS, can still reveal their failure.
    end.status = withStatusInfo(EITHER, { of: callsIn(stage) });
    return end;
  });
  const from = joinAllPaths(machine, ends);
  from.status = stages[0]!.from.status;
  return {
    from,
    input: [
      madeFrom(
        stages.flatMap(({ input }) => (input === undefined ? [] : [input])),
        "cut",
        nonEmpty,
      ),
    ],
    facts: from.facts,
    status: pipefail ? either : undefined,
    told: stages.reduce((most, stage) => (callsIn(stage).length > callsIn(most).length ? stage : most)).told,
  };
}

/** Runs one command of a pipeline, in a process of its own. */
function element(machine: Machine, node: CommandNode, path: Path, context: Context): readonly Path[] {
  dropTraps(machine, path);
  if (!keepsErrTrap(machine, node, path)) setTrap(machine, path, "ERR", undefined);
  const ends = atExit(machine, evaluateCommand(machine, node, path, context), context);
  for (const end of ends) end.flow = undefined;
  return ends;
}

/**
 * Whether a process of its own runs the `ERR` trap: only with `set -E`, and not if the process is a program (verified in bash
 * 5.2).
 */
export function keepsErrTrap(machine: Machine, node: Statement["command"], path: Path): boolean {
  if (!option(path, OPTION.errtrace)) return false;
  const name = node.type === "Command" ? node.name?.value : undefined;
  return name === undefined || functionNamed(machine, path, name) !== undefined;
}

/** Nothing is known about the elements of `PIPESTATUS`. */
const UNKNOWN_PARTS: readonly StatusInfo[] = [];

/** The status of the pipeline, whose last command ended with `status`. */
function whole({ outcomes }: Machine, { status: before, told }: Stage, status: Status, pipefail: boolean): Status {
  const all = pipefail ? combined(before, status) : status;
  if (!outcomes.isOn) return { ...all, parts: UNKNOWN_PARTS };
  const parts = [statusInfoOf(status)];
  for (let one = told; one !== undefined; one = one.before) parts.push(one.info);
  return { ...all, parts: parts.toReversed() };
}

/** The status under `pipefail`: a success requires both. */
function combined(before: Status | undefined, status: Status): Status {
  return before === undefined ? status : withStatusInfo(needingBoth(before, status), joinStatusInfo(before, status));
}

function needingBoth(before: Status, status: Status): Status {
  if (before.kind === "success") return status;
  if (before.kind === "failure" || status.kind === "failure") return FAILURE;
  if (status.kind === "success") return { kind: "unknown", success: before.success, failure: [] };
  return { kind: "unknown", success: [...before.success, ...status.success], failure: [] };
}
