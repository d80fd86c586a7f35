/** Builtins of bash and options that only bash's builtins have: how each fails in other shells. */
import { BASH, UNKNOWN, type ConstructKind } from "./construct-kind.ts";

const FALSE = "it prints an error and the condition is false";

export const COMMAND_KINDS = {
  declare: {
    fails: "command",
    what: "declare and typeset",
    effect: `${UNKNOWN}, and the variable is not set`,
    instead: "Write X=…, and local in functions.",
  },
  source: {
    fails: "command",
    what: "source",
    effect: `${UNKNOWN}, and the settings of the file are missing`,
    instead: "Write `. FILE`.",
    inBusybox: true,
  },
  let: { fails: "command", what: "let", effect: UNKNOWN, instead: "Write x=$(( … )).", inBusybox: true },
  bashCommand: { fails: "command", what: "a command of bash", effect: UNKNOWN, instead: BASH },
  equals: {
    fails: "command",
    what: "== in [ … ]",
    effect: FALSE,
    instead: "Write =.",
    inBusybox: true,
  },
  testOperator: {
    fails: "command",
    what: "an operator of [ … ] that only bash has",
    effect: FALSE,
    instead: 'Use [ -n "${x+set}" ], case or grep.',
  },
  readOption: {
    fails: "command",
    what: "an option of read that only bash has",
    effect: "read fails and the variable is empty",
    instead: "Use read -r NAME, or cut.",
  },
  printfOption: {
    fails: "command",
    what: "printf -v, %q or %( )T",
    effect: "printf fails",
    instead: "Use X=$(printf …), or date.",
  },
  printfEscape: {
    fails: "meaning",
    what: "\\x and \\u in printf",
    effect: "printf prints them as they are",
    instead: "Write the octal number, \\101.",
  },
  sourceArguments: {
    fails: "meaning",
    what: "arguments of `.`",
    effect: "the file does not get them",
    instead: "Set variables, or a function with arguments.",
    inBusybox: true,
  },
  killSignal: {
    fails: "command",
    what: "SIG before a signal's name in kill",
    effect: "kill prints an error and sends nothing",
    instead: "Leave out SIG.",
    inBusybox: true,
  },
  commandOption: {
    fails: "command",
    what: "an option that only bash has",
    effect: "the command fails",
    instead: BASH,
  },
  negativeStatus: {
    fails: "builtin",
    what: "a negative status",
    instead: "Write a number from 0 to 255.",
  },
  trapSignal: {
    fails: "command",
    what: "a signal's name that only bash knows",
    effect: 'trap prints "bad trap" and sets no handler',
    instead: "Name EXIT, or signals without SIG.",
  },
  typeOption: {
    fails: "meaning",
    what: "an option of type",
    effect: "it is taken for a name",
    instead: "Use command -v.",
  },
  ulimitOption: {
    fails: "command",
    what: "an option of ulimit that only bash has",
    effect: "ulimit fails",
    instead: BASH,
    inBusybox: true,
  },
  waitOption: {
    fails: "command",
    what: "wait -n",
    effect: "wait fails",
    instead: "Wait for process ids.",
    inBusybox: true,
  },
  echoOption: {
    fails: "meaning",
    what: "echo -e",
    effect: "echo prints the option too",
    instead: "Use printf.",
    inBusybox: true,
  },
  echoEscape: {
    fails: "meaning",
    what: "a backslash in an argument of echo",
    effect: "escapes such as \\n and \\t are replaced, which bash prints",
    instead: "Use printf '%s\\n'.",
    inBusybox: true,
  },
  pipefail: {
    fails: "builtin",
    what: "set -o pipefail (dash before 0.5.12-7: Debian 12, Ubuntu 24.04)",
    instead: "Write (set -o pipefail) 2>/dev/null && set -o pipefail.",
    inBusybox: true,
  },
  setOption: { fails: "builtin", what: "an option of set that dash does not have", instead: BASH },
  localOutside: { fails: "builtin", what: "local outside a function", instead: "Leave out local." },
  builtinOption: { fails: "builtin", what: "an option of a special builtin that only bash has", instead: BASH },
  unsetElement: { fails: "builtin", what: "unset of an array's element", instead: BASH },
} as const satisfies Readonly<Record<string, ConstructKind>>;
