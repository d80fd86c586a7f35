/** Starts programs: records the run and applies the effects of the program's model. */
import { baseName } from "../syntax/base-name.ts";
import { ownDescriptor } from "../assignment/redirections.ts";
import type { Command } from "unbash";
import { withProgram } from "../state/path/diagnostics.ts";
import { openComparison } from "../refinement/comparison.ts";
import { appendToFile, writeFile } from "../state/virtual-files.ts";
import { fileKey } from "../values/file-key.ts";
import type { Argument, Run } from "../model/invocation.ts";
import { LIMITS } from "../limits/limits.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { withoutOutputOf } from "../state/path/facts.ts";
import { splitWorlds } from "../state/path/correlation.ts";
import { printOn } from "../state/stdout.ts";
import { isLike, startedWith } from "../results/recorded-run.ts";
import type { RunDetails } from "../state/interfaces/event-sink.ts";
import { concatStrings } from "../values/pieces.ts";
import { ProgramEnvironment } from "../state/interfaces/program-environment.ts";
import type { Effect, EnvironmentChange } from "../model/program-model.ts";
import { bothStatuses } from "../refinement/exit-status.ts";
import { joinStatusInfo, withStatusInfo } from "../outcomes/status-info.ts";
import {
  EITHER,
  FAILURE,
  SUCCESS,
  type Consequence,
  type Path,
  type Status,
  type StatusInfo,
} from "../state/path/path.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import type { ProgramStart, ProgramResult } from "./started-program.ts";
import { startShell } from "./start-shell.ts";

/** The name of the program, if it is known; otherwise an empty string. */
function programName(argument: Argument): string {
  const text = knownText(argument.value);
  if (text !== undefined) return baseName(text);
  // "$BIN/aws": only the directory is unknown.
  const last = argument.value.at(-1);
  if (last?.kind !== "text" || !last.text.includes("/")) return "";
  return baseName(last.text);
}

/** Starts the program that the command names. */
export function startProgram(
  frame: Frame,
  node: Command,
  argv: readonly Argument[],
  stdoutFile: AbstractString | undefined,
  change?: EnvironmentChange | undefined,
): readonly Path[] {
  const { machine, path } = frame;
  const environment = new ProgramEnvironment(machine.symbols, path.memory);
  const outcome = started(frame, node, {
    argv,
    environment: change === undefined ? environment : environment.changed(change, argv[0]!),
    stdin: path.input,
    stdoutFile,
    via: [],
    key: String(argv[0]!.pos),
  });
  path.status = outcome.status;
  printOn(frame, 1, outcome.output, { command: node, by: "stdout" });
  if (machine.outcomes.isOn) path.diagnostics = withProgram(path.diagnostics, outcome.run, outcome.output.length === 0);
  return [path];
}

function started(frame: Frame, node: Command, start: ProgramStart): ProgramResult {
  const { machine, path, context } = frame;
  const program = programName(start.argv[0]!);
  const file = start.stdoutFile === undefined ? undefined : (knownText(start.stdoutFile) ?? fileKey(start.stdoutFile));
  const details: RunDetails = {
    argv: start.argv,
    environment: start.environment,
    stdin: start.stdin,
    stdoutFile: file,
    facts: path.facts,
    context,
    slice: machine.relevance,
  };
  const run = recorded(frame, node, start, program, details);
  path.facts = withoutOutputOf(path.facts, run);
  const model = program === "" ? undefined : machine.programs(program);
  const now = startedWith(run, details);
  const effects = model === undefined ? [] : model(now, run);
  const tells = machine.outcomes.start(path, run, isLike(run, details) ? run : now, context);
  return follow(frame, node, start, run, effects, tells);
}

/**
 * Records a start. A watched program is recorded in each world that differs in watched variables; returns the run of the first
 * world.
 */
function recorded(
  { machine, context }: Frame,
  node: Command,
  start: ProgramStart,
  program: string,
  details: RunDetails,
): Run {
  const { record, symbols } = machine;
  const span = context.source.span(node.pos, node.end);
  const seen = { memory: start.environment.memory, facts: details.facts };
  const worlds = record.isWatched(program) ? splitWorlds(seen, symbols.watched, LIMITS.ways, false) : [seen];
  const runs = worlds.map(({ memory, facts }) =>
    record.run(node, start.key, span, start.via, program, {
      ...details,
      environment: start.environment.of(memory),
      facts,
    }),
  );
  return runs[0]!;
}

/**
 * Whether nothing depends on how the run ended: its program is not watched, it reads nothing, and nothing reads its output.
 * Otherwise, each path would keep the outcomes of a thousand conditions on such programs.
 */
function isAside({ machine, path }: Frame, { stdin, stdoutFile }: ProgramStart, program: string): boolean {
  if (machine.keepsFacts || machine.record.isWatched(program)) return false;
  return stdin === undefined && stdoutFile === undefined && path.output === undefined;
}

/** The status of a run about which nothing more is known. A test of it counts as a comparison of the program's input. */
function ownStatus(run: Run): Status {
  const { success, failure } = openComparison(run.stdin);
  const learnt = (is: "succeeded" | "failed", read: readonly Consequence[]): readonly Consequence[] => [
    { kind: "fact", fact: { run, is } },
    ...read.map((one) => (one.kind === "fact" ? { ...one, fact: { ...one.fact, by: run } } : one)),
  ];
  return { kind: "unknown", success: learnt("succeeded", success), failure: learnt("failed", failure) };
}

function follow(
  frame: Frame,
  node: Command,
  start: ProgramStart,
  run: Run,
  effects: readonly Effect[],
  tells: StatusInfo,
): ProgramResult {
  const { machine, path } = frame;
  const isOwn = effects.some(({ kind }) => kind !== "new") || !isAside(frame, start, run.invocation.program);
  let status = withStatusInfo(isOwn ? ownStatus(run) : EITHER, tells);
  const found = machine.outcomes.files.found(tells);
  if (found.length > 0 && status.kind === "unknown") status = { ...status, success: [...status.success, ...found] };
  let output: AbstractString | undefined;
  let inner: AbstractString | undefined;
  let last = run;
  effects.forEach((effect, index) => {
    switch (effect.kind) {
      case "start":
      case "shell": {
        const outcome =
          effect.kind === "start"
            ? startNext(frame, node, start, run, effect, index)
            : startShell(frame, node, start, run, effect);
        if (outcome === undefined) return;
        last = outcome.run;
        inner = inner === undefined ? outcome.output : concatStrings(inner, outcome.output);
        const optional = effect.kind === "start" && effect.optional === true;
        const before = status;
        if (!optional)
          status = outcome.status.kind === "unknown" ? bothStatuses(status, outcome.status) : outcome.status;
        status = withStatusInfo(
          status,
          effect.kind === "start" && effect.unreported === true ? before : joinStatusInfo(before, outcome.status),
        );
        return;
      }
      case "write": {
        const name: AbstractString =
          typeof effect.path === "string" ? [{ kind: "text", text: effect.path }] : effect.path;
        const own = path.streams === undefined ? undefined : ownDescriptor(name);
        if (own !== undefined) {
          printOn(frame, own, effect.content, { command: node, by: "stdout" });
          return;
        }
        if (effect.append) appendToFile(machine, path, name, effect.content, concatStrings);
        else writeFile(machine, path, name, effect.content);
        return;
      }
      case "new":
        machine.newFiles.add(fileKey(effect.path));
        return;
      case "output":
        output = effect.value;
        return;
      case "diagnostics":
        printOn(frame, 2, effect.value, { command: node, by: "diagnostics" });
        return;
      case "read":
        if (path.input === start.stdin) path.input = undefined;
        return;
      case "status":
        status = withStatusInfo(effect.success ? SUCCESS : FAILURE, status);
    }
  });
  return { run: last, status, output: output ?? inner ?? [{ kind: "output", of: run, nonEmpty: "assumed" }] };
}

function startNext(
  frame: Frame,
  node: Command,
  start: ProgramStart,
  run: Run,
  effect: Extract<Effect, { kind: "start" }>,
  index: number,
): ProgramResult | undefined {
  const first = effect.argv[0];
  if (first === undefined) return undefined;
  if (start.via.length >= LIMITS.wrappers) {
    frame.machine.record.cut("wrappers", first);
    return undefined;
  }
  const wrapper = start.argv[0]!;
  return started(frame, node, {
    argv: effect.argv,
    environment:
      effect.environment === undefined ? start.environment : start.environment.changed(effect.environment, wrapper),
    stdin: effect.stdin === undefined ? start.stdin : effect.stdin === "none" ? undefined : effect.stdin,
    stdoutFile: start.stdoutFile,
    via: [...start.via, run.invocation.program],
    key: `${start.key}/${index}`,
  });
}
