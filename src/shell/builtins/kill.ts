/**
 * `kill`: a signal that a script sends to itself (`kill -USR1 $$`) arrives at once. The shell runs the trap on it, or ends (verified in
 * bash 5.2, dash 0.5.12 and busybox 1.36).
 */
import { runEmbedded } from "../embedded/embedded-script.ts";
import type { Argument } from "../model/invocation.ts";
import { knownText } from "../model/value.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { EITHER, FAILURE, SUCCESS, type Path } from "../state/path/path.ts";
import { endsAlone } from "../state/path/subshells.ts";
import { setTrap, trapFor } from "../state/path/traps.ts";
import { isBash } from "../state/shell-errors.ts";
import type { Builtin } from "./builtin.ts";
import { sentSignal } from "./signal-names.ts";

/** Signals that have no effect on a process without a trap on them, or that only stop it. */
const SURVIVED: ReadonlySet<string> = new Set("CHLD CONT URG WINCH STOP TSTP TTIN TTOU".split(" "));

interface Sent {
  readonly signal: string;
  readonly targets: readonly Argument[];
}

/** What `kill -USR1 1 2`, `kill -s USR1 1` and `kill 1` send; `undefined` if it is not known, or nothing. */
function sentBy(args: readonly Argument[]): Sent | undefined {
  const [first, second] = args;
  const option = first && knownText(first.value);
  const isNamed = option === "-s" || option === "-n";
  const word = isNamed ? second && knownText(second.value) : option?.startsWith("-") ? option.slice(1) : "TERM";
  const rest = isNamed ? args.slice(2) : option?.startsWith("-") ? args.slice(1) : args;
  const signal = word === "-" ? "TERM" : word === undefined ? undefined : sentSignal(word);
  const targets = rest[0] !== undefined && knownText(rest[0].value) === "--" ? rest.slice(1) : rest;
  return signal === undefined ? undefined : { signal, targets };
}

/** Whether the word is `$$`, or a variable with this value. */
function isOwn({ value: [only, ...others] }: Argument): boolean {
  return others.length === 0 && only?.kind === "unknown" && only.reason === "special" && only.name === "$";
}

function end({ machine, path, context }: Frame, signal: string): readonly Path[] {
  path.status = FAILURE;
  const shell = context.scopes.findLast(({ kind }) => kind !== "function");
  machine.outcomes.handOnFailure(path, shell, "128");
  path.flow = { kind: "exit" };
  // Only bash runs its `EXIT` trap when a signal ends it.
  if (signal === "KILL" || !isBash({ machine, path })) setTrap(machine, path, "EXIT", undefined);
  return [path];
}

export const kill: Builtin = (frame, call) => {
  const { machine, path, context } = frame;
  path.status = EITHER;
  const sent = sentBy(call.args);
  // In a subshell, `$$` is the process around it.
  if (sent === undefined || !sent.targets.some(isOwn) || endsAlone(context)) return [path];
  const { signal } = sent;
  // A trap on a signal that is not known may be one on this signal.
  if (trapFor(machine, path, "") !== undefined) return [path];
  path.status = SUCCESS;
  const trap = trapFor(machine, path, signal);
  if (trap === undefined) return signal === "0" || SURVIVED.has(signal) ? [path] : end(frame, signal);
  const ends = runEmbedded(machine, trap.code, trap.span, trap.command, path, context);
  for (const after of ends) if (after.flow === undefined) after.status = SUCCESS;
  return ends;
};
