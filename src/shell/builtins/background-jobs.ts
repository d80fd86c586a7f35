/** The builtins `wait` and `jobs`. */
import type { Command } from "unbash";
import { EITHER, SUCCESS } from "../state/path/path.ts";
import type { Argument } from "../model/invocation.ts";
import { withStatusInfo } from "../outcomes/status-info.ts";
import { isBash } from "../state/shell-errors.ts";
import { print } from "../state/stdout.ts";
import { calledIn } from "../syntax/called-names.ts";
import type { Loop } from "../syntax/loops.ts";
import { assignedNames } from "../syntax/variable-uses.ts";
import { LISTED_JOBS, stringOf, unknownPiece } from "../values/pieces.ts";
import { knownText, type Piece } from "../model/value.ts";
import type { Builtin } from "./builtin.ts";

/**
 * Without arguments, `wait` waits for all jobs, and its status does not depend on theirs. If the jobs are not known one by one, a
 * variable with the process ID of one may seem to be empty.
 */
const wait: Builtin = ({ path, context, machine }, { args, node }) => {
  const { jobs } = machine.outcomes;
  const { loops } = context;
  const isForAny = args.length === 1 && knownText(args[0]!.value) === "-n";
  if (isForAny && isUncountedCondition(loops.at(-1), node)) {
    jobs.reap(path);
    path.status = EITHER;
    return [path];
  }
  const isForAll = args.length === 0 && (node.args.length === 0 || jobs.of(path).each !== undefined);
  if (isForAll) jobs.reap(path);
  const info = isForAny ? jobs.waitForAny(path, loops) : jobs.waitFor(path, waitedFor(args), loops);
  path.status = isForAll ? SUCCESS : withStatusInfo(EITHER, info);
  return [path];
};

/** `jobs -p` prints the process IDs of the jobs, one on each line; not in a command substitution of dash. */
const listJobs: Builtin = (frame, { args }) => {
  const { path } = frame;
  const { all, each = [] } = frame.machine.outcomes.jobs.of(path);
  const isKnown = all.length > 0 && isBash(frame);
  const printsOnlyIds = args.some(({ value }) => /^-\w*p/.test(knownText(value) ?? ""));
  const jobs = printsOnlyIds && each.length > 0 ? each : [all];
  const lines = jobs.flatMap((calls): Piece[] => [
    { ...unknownPiece("special", true, "jobs"), calls },
    ...stringOf("\n"),
  ]);
  print(path, isKnown ? lines : [LISTED_JOBS]);
  path.status = SUCCESS;
  return [path];
};

/** The jobs that the arguments name by `$!` or `jobs -p`; `undefined` if it may be any job. */
function waitedFor(args: readonly Argument[]): readonly number[] | undefined {
  const jobs = args.map(({ value }) =>
    value.length === 1 && value[0]!.kind === "unknown" ? value[0]!.calls : undefined,
  );
  return jobs.includes(undefined) ? undefined : jobs.at(-1);
}

/** Commands that do not show after a loop how often they ran in it. */
const TRACELESS: ReadonlySet<string> = new Set([":", "true", "echo", "printf", "logger", "date", "sleep"]);

/**
 * Whether the command is the condition of a `while` loop after which nothing shows how often it has succeeded: `wait -n` also fails
 * if there are no more jobs.
 */
function isUncountedCondition(loop: Loop | undefined, command: Command): boolean {
  if (loop?.type !== "While" || loop.kind !== "while" || loop.clause.commands.at(-1)?.command !== command) return false;
  return assignedNames(loop.body).size === 0 && [...calledIn(loop.body).names].every((name) => TRACELESS.has(name));
}

export const jobBuiltins: Readonly<Record<string, Builtin>> = { wait, jobs: listJobs };
