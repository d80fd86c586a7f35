/** Constructs of bash that dash and busybox do not have or read otherwise: what each is, how it fails, what to write instead. */
import type { ScriptEdit } from "../../document/index.ts";
import type { Span } from "../../shell/index.ts";

/**
 * How a construct fails. parse: the script ends when the shell reads the command; expansion: when it is reached; builtin: a
 * special builtin ends the script; command: "not found" or a usage error, and the script continues; meaning: no message.
 * Source of each entry: real dash 0.5.12 and busybox 1.37, see test/differential/shell/portability.test.ts.
 */
export type FailureClass = "parse" | "expansion" | "builtin" | "command" | "meaning";

export interface ConstructKind {
  readonly fails: FailureClass;
  /** What it is called, in a message: "an array". */
  readonly what: string;
  /** For "meaning" and "command": what happens in place of what is meant. */
  readonly effect?: string;
  /** What to write that every shell understands. */
  readonly instead: string;
  /** busybox 1.37, as Debian builds it, has it. */
  readonly inBusybox?: true;
}

const TEST = "Use [ … ] with = and -lt.";
const ARITHMETIC = "Use $(( … )) with [ … ].";
export const BASH = "Run the script by bash: #!/bin/bash as its first line.";
const UNKNOWN = "it is not found (status 127)";
const FALSE = "it prints an error and the condition is false";

export const CONSTRUCTS = {
  testCommand: {
    fails: "command",
    what: "[[ … ]]",
    effect: `${UNKNOWN}, so the condition is always false`,
    instead: TEST,
    inBusybox: true,
  },
  testGroup: { fails: "parse", what: "[[ … ]] with parentheses", instead: "Use [ … ] with && and ||, or case." },
  arithmeticCommand: {
    fails: "command",
    what: "(( … ))",
    effect: "it is a command in a subshell that is not found, so it is always false, and `>` writes a file",
    instead: ARITHMETIC,
  },
  arithmeticAssignment: {
    fails: "meaning",
    what: "(( … ))",
    effect: "the assignment is made in a subshell and lost",
    instead: "Write x=$(( … )).",
  },
  arithmeticGroup: { fails: "parse", what: "(( … )) with parentheses", instead: ARITHMETIC },
  arithmeticFor: { fails: "parse", what: "for (( … ))", instead: "Use while with $(( … ))." },
  array: { fails: "parse", what: "an array", instead: `Use set -- and "$@", or separate variables. ${BASH}` },
  backtickArray: {
    fails: "meaning",
    what: "an array between backticks",
    effect: "the substitution ends before it, and what follows in it does not run",
    instead: `Use separate variables. ${BASH}`,
  },
  backtickKeyword: {
    fails: "command",
    what: "function, select, coproc and time between backticks",
    effect: "it is not found (status 127), and what follows it in the substitution does not run",
    instead: BASH,
  },
  element: { fails: "command", what: "an assignment to an array's element", effect: UNKNOWN, instead: BASH },
  append: {
    fails: "command",
    what: "+=",
    effect: `${UNKNOWN}, and the variable keeps its value`,
    instead: 'Write X="$X…".',
  },
  appendArgument: { fails: "builtin", what: "+= in export, readonly or local", instead: 'Write X="$X…" before it.' },
  functionKeyword: { fails: "parse", what: "the keyword function", instead: "Write name() { … }.", inBusybox: true },
  functionLine: {
    fails: "command",
    what: "the keyword function",
    effect: "it is not found (status 127), the body runs at once, and calls of the function are not found",
    instead: "Write name() { … }.",
    inBusybox: true,
  },
  functionName: {
    fails: "parse",
    what: "a function's name with other characters than letters, digits and _",
    instead: "Rename it.",
  },
  hereString: { fails: "parse", what: "<<<", instead: "Use printf '%s\\n' … | or a here-document." },
  processSubstitution: { fails: "parse", what: "<( … )", instead: "Use a pipe or a temporary file.", inBusybox: true },
  pipeBoth: { fails: "parse", what: "|&", instead: "Write 2>&1 |." },
  redirectBothOld: { fails: "expansion", what: ">& with a file", instead: "Write > FILE 2>&1.", inBusybox: true },
  redirectBoth: {
    fails: "meaning",
    what: "&>",
    effect:
      "the command runs in the background and its status is always 0, so no condition and no set -e sees a failure",
    instead: "Write > FILE 2>&1.",
    inBusybox: true,
  },
  redirectBothFirst: {
    fails: "parse",
    what: "&> before a command",
    instead: "Write > FILE 2>&1.",
    inBusybox: true,
  },
  moveDescriptor: { fails: "expansion", what: ">& with a descriptor to move (4-)", instead: "Write 5>&4 4>&-." },
  descriptorNumber: {
    fails: "meaning",
    what: "a descriptor above 9",
    effect: "the number is an argument of the command and stdout or stdin is redirected",
    instead: "Choose a number from 3 to 9.",
    inBusybox: true,
  },
  execDescriptorNumber: {
    fails: "builtin",
    what: "a descriptor above 9",
    instead: "Choose a number from 3 to 9.",
    inBusybox: true,
  },
  networkFile: {
    fails: "command",
    what: "/dev/tcp and /dev/udp",
    effect: "the redirection fails, so the command does not run and its status is not 0",
    instead: "Use nc or curl.",
  },
  forBraces: { fails: "parse", what: "for with braces", instead: "Write do … done." },
  timeCompound: { fails: "parse", what: "time before a compound command", instead: "Time a command or a script." },
  timeFunction: {
    fails: "command",
    what: "time before a function or a builtin",
    effect: "time is a program that does not find it",
    instead: "Time a command or a script.",
  },
  select: { fails: "parse", what: "select", instead: BASH },
  caseFallThrough: {
    fails: "parse",
    what: "a case item that ends in ;& or ;;&",
    instead: "Repeat the commands, or call a function.",
  },
  extendedGlob: { fails: "parse", what: "an extended pattern", instead: "Use several patterns with |." },
  coproc: { fails: "command", what: "coproc", effect: UNKNOWN, instead: BASH },
  coprocCompound: { fails: "parse", what: "coproc", instead: BASH },
  execDescriptorVariable: {
    fails: "builtin",
    what: "a descriptor in a variable",
    instead: "Choose a number, for example 3.",
  },
  descriptorVariable: {
    fails: "meaning",
    what: "a descriptor in a variable",
    effect: "its name in braces is an argument of the command and stdout or stdin is redirected",
    instead: "Choose a number, for example 3.",
  },
  subscript: { fails: "expansion", what: "an array's element", instead: `Use "$@" or separate variables. ${BASH}` },
  caseModification: { fails: "expansion", what: "${x^^} or ${x,,}", instead: "Use tr '[:lower:]' '[:upper:]'." },
  replacement: { fails: "expansion", what: "${x/a/b}", instead: "Use sed.", inBusybox: true },
  slice: { fails: "expansion", what: "${x:1:2}", instead: "Use cut -c, or ${x#…} and ${x%…}.", inBusybox: true },
  indirection: { fails: "expansion", what: "${!x}", instead: "Use case, or eval with care." },
  transformation: { fails: "expansion", what: "${x@Q}", instead: BASH },
  positionalRemoval: {
    fails: "meaning",
    what: "${@%x} or ${#@}",
    effect: "the parameters are taken together as one string",
    instead: "Use $#, or a loop.",
  },
  incrementPrefix: {
    fails: "meaning",
    what: "++x or --x in arithmetic",
    effect: "it is two signs, so the variable keeps its value",
    instead: "Write x=$((x + 1)).",
    inBusybox: true,
  },
  arithmeticBase: {
    fails: "expansion",
    what: "a base (16#ff) in arithmetic",
    instead: "Write 0xff, or use bc.",
    inBusybox: true,
  },
  arithmeticComma: {
    fails: "expansion",
    what: "a comma in arithmetic",
    instead: "Write two $(( … )).",
    inBusybox: true,
  },
  increment: { fails: "expansion", what: "++ or -- in arithmetic", instead: "Write x=$((x + 1)).", inBusybox: true },
  power: { fails: "expansion", what: "** in arithmetic", instead: "Multiply, or use awk.", inBusybox: true },
  arithmeticElement: { fails: "expansion", what: "an array's element in arithmetic", instead: BASH },
  oldArithmetic: {
    fails: "meaning",
    what: "$[ … ]",
    effect: "the text stays as it is",
    instead: "Write $(( … )).",
  },
  oldArithmeticWords: {
    fails: "command",
    what: "$[ … ] with spaces",
    effect: "only what is before the first space is assigned, and the rest is a command that is not found",
    instead: "Write $(( … )).",
  },
  oldArithmeticCase: { fails: "parse", what: "$[ … ] with spaces in case", instead: "Write $(( … ))." },
  ansiQuote: {
    fails: "meaning",
    what: "$'…'",
    effect: "the dollar and the backslashes stay",
    instead: "Use \"$(printf '…')\".",
    inBusybox: true,
  },
  localeQuote: { fails: "meaning", what: '$"…"', effect: "the dollar stays", instead: 'Write "…".' },
  braces: {
    fails: "meaning",
    what: "a brace expansion",
    effect: "the braces stay as they are",
    instead: "List the words, or use seq.",
  },
  fileContent: { fails: "meaning", what: "$(< FILE)", effect: "it is empty", instead: "Write $(cat FILE)." },
  variable: {
    fails: "meaning",
    what: "a variable that only bash sets",
    effect: "it is empty",
    instead: "Compute it: id -u, hostname, date.",
  },
  demandedVariable: {
    fails: "expansion",
    what: "a variable that only bash sets, with set -u",
    instead: "Compute it: id -u, hostname, date.",
  },
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
  bracketNegation: {
    fails: "meaning",
    what: "[^…] in a pattern",
    effect: "the ^ is one of the characters",
    instead: "Write [!…].",
    inBusybox: true,
  },
  tilde: { fails: "meaning", what: "~+ or ~-", effect: "the text stays as it is", instead: "Write $PWD or $OLDPWD." },
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

export type ConstructName = keyof typeof CONSTRUCTS;

/** What ends with the shell that a construct ends: all of the script, or a part that the script does without. */
export type Stopped = "script" | "subshell" | "substitution" | "pipeline" | "background" | "shell";

export interface FoundConstruct {
  readonly name: ConstructName;
  readonly span: Span;
  /** A POSIX spelling that means the same, if there is one. */
  readonly fix?: readonly ScriptEdit[] | undefined;
  /** Whether busybox has it, if not all of this kind are alike. */
  readonly inBusybox?: boolean | undefined;
  /** "script" if nothing is given. */
  readonly stops?: Stopped | undefined;
}

/** Whether busybox 1.37 behaves as bash. */
export function isInBusybox({ name, inBusybox }: FoundConstruct): boolean {
  const kind: ConstructKind = CONSTRUCTS[name];
  return inBusybox ?? kind.inBusybox === true;
}
