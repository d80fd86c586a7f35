/** `trap`: sets or removes the code that runs at the end of the shell, after a failure or on a signal. */
import { isOnSignal } from "../model/invocation.ts";
import { knownText } from "../model/value.ts";
import { SUCCESS } from "../state/path/path.ts";
import { setTrap, trapFor } from "../state/path/traps.ts";
import type { Builtin } from "./builtin.ts";

/** The names of the signals 1 to 31 of Linux. No trap can be set on `KILL` and `STOP`. */
const NAMES: readonly string[] = (
  "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP " +
  "TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS"
).split(" ");

const SIGNALS: ReadonlySet<string> = new Set([
  ...NAMES.filter((name) => name !== "KILL" && name !== "STOP"),
  "EXIT",
  "ERR",
  "RETURN",
  "DEBUG",
]);

/** The largest number of a signal on Linux. */
const MOST_SIGNALS = 64;

/** The signal that a word of `trap` names, without `SIG`; `undefined` if there is none, or no trap can be set on it. */
function signalOf(word: string): string | undefined {
  if (/^\d{1,2}$/.test(word)) {
    const number = Number(word);
    if (number === 0) return "EXIT";
    if (number > MOST_SIGNALS) return undefined;
    const name = NAMES[number - 1];
    return name === undefined || SIGNALS.has(name) ? (name ?? String(number)) : undefined;
  }
  const name = word.toUpperCase().replace(/^SIG/, "");
  return SIGNALS.has(name) || /^RTM(?:IN|AX)(?:[-+]\d{1,2})?$/.test(name) ? name : undefined;
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
  const removes = text === "-" || text === "" || isSignal;
  const code = removes
    ? undefined
    : { code: first.value, span: { pos: first.pos, end: first.end }, command: call.node };
  for (const argument of isSignal ? args : signals) {
    const word = knownText(argument.value);
    // A signal that is not known may be any.
    const signal = word === undefined ? "" : signalOf(word);
    if (signal === undefined) continue;
    const replaced = trapFor(machine, path, signal);
    if (replaced !== undefined && isOnSignal(signal)) machine.handlers.add(replaced, signal, path, context);
    setTrap(machine, path, signal, code);
  }
  return [path];
};
