/** The builtins `[`, `test` and `let`, and others with few effects. */
import { textStatus } from "../expansion/arithmetic.ts";
import { bracketTest } from "../conditionals/bracket-test.ts";
import { EITHER, FAILURE, SUCCESS, type Status } from "../state/path/path.ts";
import { knownText } from "../model/value.ts";
import type { Builtin } from "./builtin.ts";
import { kill } from "./kill.ts";
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

const changeDirectory: Builtin = ({ path, machine: { outcomes } }) => {
  outcomes.files.changeDirectory(path);
  path.status = EITHER;
  return [path];
};

export const simpleBuiltins: Readonly<Record<string, Builtin>> = {
  "[": bracket,
  test: bracket,
  let: letBuiltin,
  cd: changeDirectory,
  pushd: changeDirectory,
  popd: changeDirectory,
  umask: leaves(SUCCESS),
  ulimit: leaves(EITHER),
  hash: leaves(SUCCESS),
  times: leaves(SUCCESS),
  disown: leaves(SUCCESS),
  bg: leaves(EITHER),
  fg: leaves(EITHER),
  kill,
  dirs: leaves(SUCCESS),
  enable: leaves(SUCCESS),
  complete: leaves(SUCCESS),
  compgen,
  history: leaves(SUCCESS),
  bind: leaves(SUCCESS),
};
