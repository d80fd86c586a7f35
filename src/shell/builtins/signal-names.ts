/** The names and numbers of signals, as `trap` and `kill` accept them. */

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
export const MOST_SIGNALS = 64;

/** The signal that a word of `trap` names, without `SIG`; `undefined` if there is none, or no trap can be set on it. */
export function signalOf(word: string): string | undefined {
  const number = /^\d{1,2}$/.test(word) ? Number(word) : undefined;
  if (number === 0) return "EXIT";
  if (number !== undefined && number > NAMES.length) return number <= MOST_SIGNALS ? String(number) : undefined;
  const name = number === undefined ? word.toUpperCase().replace(/^SIG/, "") : NAMES[number - 1]!;
  return SIGNALS.has(name) || /^RTM(?:IN|AX)(?:[-+]\d{1,2})?$/.test(name) ? name : undefined;
}

/** The signal that `kill -WORD` sends, without `SIG`: "0" only tests whether the process exists. `undefined` if there is none. */
export function sentSignal(word: string): string | undefined {
  if (word === "0") return word;
  const name = /^\d+$/.test(word) ? NAMES[Number(word) - 1] : word.toUpperCase().replace(/^SIG/, "");
  return name !== undefined && NAMES.includes(name) ? name : undefined;
}
