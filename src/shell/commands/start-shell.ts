/** Starts a shell that a program's model describes: runs its code and reads the result from the ends of its paths. */
import { madeFrom } from "../values/provenance.ts";
import type { Command } from "unbash";
import { runShell } from "../embedded/child-shell.ts";
import { applyConsequences } from "../refinement/emptiness.ts";
import { decisiveFilesKey, leftByAny } from "../paths/file-effects.ts";
import { groupBy } from "../../grouping/group-by.ts";
import { LIMITS } from "../limits/limits.ts";
import { stringKey } from "../values/equality.ts";
import type { Run } from "../model/invocation.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Effect } from "../model/program-model.ts";
import { isUntouched } from "../state/inherited-variables.ts";
import { inheritedFactsByStatus } from "../refinement/inherited-facts.ts";
import { subshellResults } from "../paths/subshell-results.ts";
import { bothStatuses } from "../refinement/exit-status.ts";
import { withStatusInfo } from "../outcomes/status-info.ts";
import { EITHER, type Consequence, type Path, type Status, NO_OUTPUT } from "../state/path/path.ts";
import type { AbstractString } from "../model/value.ts";
import type { ProgramStart, ProgramResult } from "./started-program.ts";

export function startShell(
  frame: Frame,
  node: Command,
  start: ProgramStart,
  run: Run,
  effect: Extract<Effect, { kind: "shell" }>,
): ProgramResult {
  const { machine } = frame;
  const wrapper = start.argv[0]!;
  const isRemote = effect.environment?.isRemote === true;
  const environment =
    effect.environment === undefined ? start.environment : start.environment.changed(effect.environment, wrapper);
  const { begun, ends } = frame.choices.choose(
    () => {
      const { start: before, ends: own } = runShell(frame, node, {
        code: effect.code,
        holder: effect.from ?? { pos: start.argv[0]!.pos, end: start.argv.at(-1)!.end },
        interpreter: effect.interpreter,
        args: effect.args,
        environment,
        options: effect.options,
        isDetached: effect.isDetached,
        stdin: effect.from === undefined ? undefined : start.stdin,
        wrapper,
      });
      // `timeout` ends a loop that would otherwise wait for a success.
      const cut =
        own.length > 0 && start.via.includes("timeout")
          ? machine.outcomes.attempts.cutOff(before, frame.context.source.span(node.pos, node.end))
          : undefined;
      const every = cut === undefined ? own : [...own, cut];
      const files = (end: Path): string => (isRemote ? "" : decisiveFilesKey(machine, before, end));
      // Whatever compares the output has a result for each.
      const printed = ({ output }: Path): string =>
        frame.path.output === undefined ? "" : stringKey((output ?? NO_OUTPUT).pieces);
      const keys = [(end: Path) => `${files(end)} ${printed(end)}`, printed];
      // What a call has led to where the shell fails concerns only the paths on which it does.
      const byStatus = machine.outcomes.isOn ? keys.map((key) => (end: Path) => `${end.status.kind} ${key(end)}`) : [];
      const groups = [...byStatus, ...keys]
        .map((key) => [...groupBy(every, key).values()])
        .find(({ length }) => length > 0 && length <= LIMITS.alternatives);
      return (groups ?? [every]).map((some) => ({ begun: before, ends: some }));
    },
    ([first, ...others]) => ({ begun: first!.begun, ends: [first!, ...others].flatMap((one) => one.ends) }),
  );
  if (ends.length === 0) return { run, status: EITHER, output: [] };
  if (!isRemote) applyConsequences(frame, leftByAny(machine, begun, ends));
  const all = subshellResults(frame.machine, ends, (end) => end.output?.pieces ?? NO_OUTPUT.pieces);
  const one = all.length === 1 ? all[0]! : undefined;
  if (one !== undefined) {
    const status = one.status.kind === "unknown" ? bothStatuses(one.status, learntOf(frame, begun, ends)) : one.status;
    return { run, status, output: one.value };
  }
  const kinds = new Set(all.map((each) => each.status.kind));
  const known = kinds.size === 1 && !kinds.has("unknown") ? all[0]!.status : learntOf(frame, begun, ends);
  const status = all.reduce((sum, each) => withStatusInfo(sum, each.status), known);
  const values = new Set(all.map((each) => stringKey(each.value)));
  const output: AbstractString = values.size === 1 ? all[0]!.value : [madeFrom(all.map((each) => each.value))];
  return { run, status, output };
}

/** What a shell's status reveals about variables that neither it nor the path has changed. */
function learntOf({ machine, path }: Frame, start: Path, ends: readonly Path[]): Status {
  const status = inheritedFactsByStatus(machine, start, ends);
  const own = (all: readonly Consequence[]): readonly Consequence[] =>
    all.filter((one) => one.kind === "variable" && isUntouched(machine, path, one.name));
  return { kind: "unknown", success: own(status.success), failure: own(status.failure) };
}
