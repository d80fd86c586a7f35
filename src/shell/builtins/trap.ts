/** `trap`: sets or removes the code that runs at the end of the shell, after a failure or on a signal. */
import type { Command } from "unbash";
import { isOnSignal } from "../model/invocation.ts";
import { knownText } from "../model/value.ts";
import type { Context } from "../state/path/context.ts";
import { SUCCESS } from "../state/path/path.ts";
import { setTrap, trapFor, type Trap } from "../state/path/traps.ts";
import type { Builtin } from "./builtin.ts";
import { MOST_SIGNALS, signalOf } from "./signal-names.ts";

/** The maximum length of the text between two commands that is examined, in UTF-16 units. */
const MAX_BETWEEN = 200;

/** Whether the command follows the one that set the trap, with only other `trap`s between them: no signal is expected there. */
function isNextTo({ command, source }: Trap, { pos }: Command, context: Context): boolean {
  if (source !== context.source || pos < command.end || pos - command.end > MAX_BETWEEN) return false;
  const between = source.text.slice(command.end, pos).split(/[;\n]/);
  return between.every((text) => /^\s*(?:trap\s|$)/.test(text));
}

export const trap: Builtin = (frame, call) => {
  const { machine, path, context } = frame;
  const args = knownText(call.args[0]?.value ?? []) === "--" ? call.args.slice(1) : call.args;
  path.status = SUCCESS;
  const [first, ...signals] = args;
  if (first === undefined || /^-[lp]+$/.test(knownText(first.value) ?? "")) return [path];
  const text = knownText(first.value);
  // `trap 0 15`: if the first word is the number of a signal, it is no code.
  const isSignal = signals.length === 0 || (text !== undefined && /^\d+$/.test(text) && Number(text) <= MOST_SIGNALS);
  const code =
    text === "-" || isSignal
      ? undefined
      : { code: first.value, span: { pos: first.pos, end: first.end }, command: call.node, source: context.source };
  for (const argument of isSignal ? args : signals) {
    const word = knownText(argument.value);
    // A signal that is not known may be any.
    const signal = word === undefined ? "" : signalOf(word);
    if (signal === undefined) continue;
    const replaced = trapFor(machine, path, signal);
    if (replaced !== undefined && isOnSignal(signal) && !isNextTo(replaced, call.node, context))
      machine.handlers.add(replaced, signal, path, context);
    // An ignored signal has a trap without code.
    setTrap(machine, path, signal, text === "" && !isOnSignal(signal) ? undefined : code);
  }
  return [path];
};
