/** The builtins `exit`, `return`, `break`, `continue`, `true`, `false`, `:` and `exec`. */
import { parsedNumber } from "../values/numbers.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { withPrefix } from "../assignment/prefix-assignments.ts";
import { isBash } from "../state/shell-errors.ts";
import { scopeLeftBy, type Context } from "../state/path/context.ts";
import { isLastStatus } from "../outcomes/attempt-syntax.ts";
import { setTrap } from "../state/path/traps.ts";
import { EITHER, FAILURE, SUCCESS, type Flow, type Status } from "../state/path/path.ts";
import type { Scope } from "../model/invocation.ts";
import { knownText } from "../model/value.ts";
import { keepAssignments } from "./special.ts";
import type { Builtin, BuiltinCall } from "./builtin.ts";

/** The status that `exit 3` or `exit "$rc"` specifies. */
function named({ context, path }: Frame, call: BuiltinCall, kind: "exit" | "return"): Status {
  const [first] = call.args;
  // In a trap on `EXIT`, `exit` keeps the status with which the shell ends, and `exit $?` does not.
  const kept = kind === "exit" && call.node.args.length === 0 ? context.exitStatus : undefined;
  if (first === undefined) return kept ?? path.status;
  const text = knownText(first.value);
  if (text === undefined) {
    return first.value.length === 1 && "nonZero" in first.value[0]! ? FAILURE : EITHER;
  }
  const number = parsedNumber(text);
  return number === undefined ? FAILURE : number % 256 === 0 ? SUCCESS : FAILURE;
}

/** The agent runs the script again after 194, and skips the other steps after 168; both count as success. */
function isTakenForSuccess({ args: [first] }: BuiltinCall): boolean {
  return /^(?:194|168)$/.test((first && knownText(first.value)) ?? "");
}

/** The scopes of the shell in whose `EXIT` trap an `exit` is, which replaces the status that the shell ends with. */
function shellOfTrap({ scopes }: Context): readonly Scope[] | undefined {
  const at = scopes.findLastIndex(({ kind }) => kind !== "function");
  return scopes[at]?.kind === "trap" && scopes[at].name === "EXIT" ? scopes.slice(0, at) : undefined;
}

/** Whether the script itself contains the number, which is taken for success. The value of `$?` depends on the path. */
function isWrittenSuccess(call: BuiltinCall): boolean {
  const [only, ...others] = call.args[0]?.value ?? [];
  if (only?.kind !== "text" || only.at === undefined || others.length > 0) return false;
  return isTakenForSuccess(call) || parsedNumber(only.text) === 0;
}

/** The number that the script specifies: 3 in `exit 3`; `undefined` for `exit $?`. */
function specified({ args: [first] }: BuiltinCall): string | undefined {
  const text = first && knownText(first.value);
  return text === undefined ? undefined : String(parsedNumber(text));
}

/** In a script of its own, bash continues after a `return` outside a function; dash, and bash as `sh`, end. */
function isRefused({ machine, context }: Frame): boolean {
  return machine.interpreter === "bash" && context.active === undefined && context.interpreter === undefined;
}

function ending(kind: "exit" | "return"): Builtin {
  return (frame, call) => {
    const { path } = frame;
    if (kind === "return" && isRefused(frame)) return fails(frame, call);
    const { status } = path;
    path.status = named(frame, call, kind);
    // A function that returns early without a status has done what it can: `if ! aws …; then return; fi`.
    const isPlainReturn = kind === "return" && call.node.args.length === 0;
    const asSuccess = kind === "exit" && isTakenForSuccess(call);
    const shell = kind === "exit" ? shellOfTrap(frame.context) : undefined;
    const isSuccess = path.status.kind === "success" || (asSuccess && shell?.length === 0);
    const isDeliberate = isSuccess && (call.args.length > 0 || isPlainReturn);
    const left = scopeLeftBy(kind, frame.context);
    if (!isDeliberate) frame.machine.outcomes.handOnFailure(path, left, specified(call), call.node.args.length === 0);
    if (!asSuccess) frame.machine.outcomes.fail(path, left);
    // `trap 'rm -rf x; exit $?' EXIT`: the status is that of `rm`.
    const isOfTrap = isLastStatus(call.node.args) && status.kind !== "failure" && status !== frame.context.exitStatus;
    if (shell !== undefined && (isOfTrap || (isSuccess && isWrittenSuccess(call))))
      frame.machine.outcomes.overrule(shell);
    path.flow = asSuccess ? { kind: "exit", asSuccess } : { kind };
    return [path];
  };
}

/** Without a loop in the same function, `break` has no effect, even if the caller is in a loop. */
function isInLoop({ region: { anywhere, loop } }: Context): boolean {
  return anywhere || loop !== undefined;
}

function leaving(kind: "break" | "continue"): Builtin {
  return (frame, call) => {
    const { path } = frame;
    if (!isInLoop(frame.context)) return constant(SUCCESS)(frame, call);
    const [first] = call.args;
    const levels = parsedNumber((first === undefined ? undefined : knownText(first.value)) ?? "1") ?? 1;
    const flow: Flow = { kind, levels: Math.max(1, levels) };
    path.flow = flow;
    path.status = SUCCESS;
    return [path];
  };
}

function constant(status: Status): Builtin {
  return ({ path }) => {
    path.status = status;
    return [path];
  };
}

const exec: Builtin = (frame, call) => {
  let { args } = call;
  let variables = false;
  while (args.length > 0) {
    const text = knownText(args[0]!.value);
    if (text === "-a") args = args.slice(2);
    else if (text !== undefined && /^-[cl]+$/.test(text)) {
      args = args.slice(1);
      variables ||= text.includes("c");
    } else {
      if (text === "--") args = args.slice(1);
      break;
    }
  }
  const { path } = frame;
  if (args.length === 0) {
    if (isBash(frame)) return withPrefix(frame, call.node, () => constant(SUCCESS)(frame, call));
    keepAssignments(frame, call.node);
    if (path.flow === undefined) path.status = SUCCESS;
    return [path];
  }
  const ends = frame.machine.dispatch(frame, call.node, args, call.stdoutFile, {
    functions: true,
    builtins: true,
    variables,
  });
  for (const end of ends) {
    end.flow ??= { kind: "exit" };
    // The shell that would run the trap no longer exists.
    setTrap(frame.machine, end, "EXIT", undefined);
  }
  return ends;
};

/** `cmd || false`, and a refused `return`: the code that receives the status must check the failure instead. */
const fails: Builtin = ({ machine, path }) => {
  path.status = FAILURE;
  machine.outcomes.handOnFailure(path, undefined, "1");
  return [path];
};

export const flowBuiltins: Readonly<Record<string, Builtin>> = {
  exit: ending("exit"),
  return: ending("return"),
  break: leaving("break"),
  continue: leaving("continue"),
  true: constant(SUCCESS),
  false: fails,
  ":": constant(SUCCESS),
  exec,
};
