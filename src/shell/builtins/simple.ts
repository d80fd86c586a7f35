/** `[`, `test`, `let`, `wait` and other builtins that change little. */
import { parsedNumber } from "../arithmetic.ts";
import { bracketTest } from "../bracket-test.ts";
import { COMPUTED_NON_EMPTY, known } from "../pieces.ts";
import { EITHER, FAILURE, SUCCESS, type Status } from "../state.ts";
import { knownText } from "../value.ts";
import { assign } from "../variables.ts";
import type { Builtin } from "./table.ts";

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

/** `let X=1`: assignments of numbers; what else it calculates is not known. */
const letBuiltin: Builtin = (frame, call) => {
  const { machine, path, context } = frame;
  path.status = EITHER;
  for (const argument of call.args) {
    const match = /^([A-Za-z_]\w*)(?:([-+*/%]?)=(.*)|\+\+|--)$/.exec(knownText(argument.value) ?? "");
    if (match === null) continue;
    const number = match[2] === "" ? parsedNumber(match[3]!) : undefined;
    const value = number === undefined ? [COMPUTED_NON_EMPTY] : known(String(number));
    assign(machine, path, context, match[1]!, { value, span: { pos: argument.pos, end: argument.end } });
    if (number !== undefined) path.status = number === 0 ? FAILURE : SUCCESS;
  }
  return [path];
};

export const simple: Readonly<Record<string, Builtin>> = {
  "[": bracket,
  test: bracket,
  let: letBuiltin,
  wait: leaves(EITHER),
  cd: leaves(EITHER),
  pushd: leaves(EITHER),
  popd: leaves(EITHER),
  umask: leaves(SUCCESS),
  ulimit: leaves(EITHER),
  hash: leaves(SUCCESS),
  times: leaves(SUCCESS),
  jobs: leaves(SUCCESS),
  disown: leaves(SUCCESS),
  bg: leaves(EITHER),
  fg: leaves(EITHER),
  kill: leaves(EITHER),
  dirs: leaves(SUCCESS),
  enable: leaves(SUCCESS),
  complete: leaves(SUCCESS),
  compgen: leaves(EITHER),
  history: leaves(SUCCESS),
  bind: leaves(SUCCESS),
};
