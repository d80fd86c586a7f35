/** The builtins `[`, `test`, `let` and `wait`, and others with few effects. */
import { textStatus } from "../expansion/arithmetic.ts";
import { bracketTest } from "../conditionals/bracket-test.ts";
import { EITHER, FAILURE, SUCCESS, type Status } from "../state/path/path.ts";
import type { Argument } from "../model/invocation.ts";
import { withStatusInfo } from "../outcomes/status-info.ts";
import { isBash } from "../state/shell-errors.ts";
import { print } from "../state/stdout.ts";
import { LISTED_JOBS, stringOf, unknownPiece } from "../values/pieces.ts";
import { knownText, type Piece } from "../model/value.ts";
import type { Builtin } from "./builtin.ts";
import { compgen } from "./names.ts";

function leaves(status: Status): Builtin {
  return ({ path }) => {
    path.status = status;
    return [path];
  };
}

const bracket: Builtin = (frame, call) => {
  const closed = call.name === "[" && knownText(call.args.at(-1)?.value ?? []) === "]";
  frame.path.status = bracketTest(frame, closed ? call.args.slice(0, -1) : call.args);
  return [frame.path];
};

/** `let X=1 Y+=2`: the status is that of the last number. */
const letBuiltin: Builtin = (frame, call) => {
  const { path } = frame;
  let last: Status = FAILURE;
  for (const argument of call.args) {
    const text = knownText(argument.value);
    if (text === undefined) frame.machine.record.interpret("arithmetic", argument.value, argument);
    const status = text === undefined ? EITHER : textStatus(frame, text, argument);
    last = status ?? FAILURE;
    if (status === undefined) break;
  }
  // The expressions can read the statuses of the last pipeline.
  path.status = last;
  return [path];
};

/** Without arguments, `wait` waits for all jobs, and its status does not depend on theirs. */
const wait: Builtin = ({ path, context, machine }, { args }) => {
  const { jobs } = machine.outcomes;
  if (args.length === 0) jobs.reap(path);
  const isForAny = args.length === 1 && knownText(args[0]!.value) === "-n";
  const info = isForAny ? jobs.waitForAny(path, context.loops) : jobs.waitFor(path, waitedFor(args), context.loops);
  path.status = args.length === 0 ? SUCCESS : withStatusInfo(EITHER, info);
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

const changeDirectory: Builtin = ({ path, machine: { outcomes } }) => {
  outcomes.files.changeDirectory(path);
  path.status = EITHER;
  return [path];
};

/** The jobs that the arguments name by `$!` or `jobs -p`; `undefined` if it may be any job. */
function waitedFor(args: readonly Argument[]): readonly number[] | undefined {
  const jobs = args.map(({ value }) =>
    value.length === 1 && value[0]!.kind === "unknown" ? value[0]!.calls : undefined,
  );
  return jobs.includes(undefined) ? undefined : jobs.at(-1);
}

export const simpleBuiltins: Readonly<Record<string, Builtin>> = {
  "[": bracket,
  test: bracket,
  let: letBuiltin,
  wait,
  cd: changeDirectory,
  pushd: changeDirectory,
  popd: changeDirectory,
  umask: leaves(SUCCESS),
  ulimit: leaves(EITHER),
  hash: leaves(SUCCESS),
  times: leaves(SUCCESS),
  jobs: listJobs,
  disown: leaves(SUCCESS),
  bg: leaves(EITHER),
  fg: leaves(EITHER),
  kill: leaves(EITHER),
  dirs: leaves(SUCCESS),
  enable: leaves(SUCCESS),
  complete: leaves(SUCCESS),
  compgen,
  history: leaves(SUCCESS),
  bind: leaves(SUCCESS),
};
