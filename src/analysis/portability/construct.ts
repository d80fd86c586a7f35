/** Constructs of bash that dash and busybox do not have or read otherwise: what each is, how it fails, what to write instead. */
import type { ScriptEdit } from "../../document/model/source-map.ts";
import type { Span } from "../../shell/syntax/span.ts";

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
}

const TEST = "Use [ … ] with = and -lt.";
const ARITHMETIC = "Use $(( … )) with [ … ].";
const BASH = "Run the script by bash: #!/bin/bash as its first line.";
const UNKNOWN = "dash does not find it (status 127)";

export const CONSTRUCTS = {
  testCommand: {
    fails: "command",
    what: "[[ … ]]",
    effect: `${UNKNOWN}, so the condition is always false`,
    instead: TEST,
  },
  testGroup: { fails: "parse", what: "[[ … ]] with parentheses", instead: "Use [ … ] with && and ||, or case." },
  arithmeticCommand: {
    fails: "command",
    what: "(( … ))",
    effect: "dash runs it as a command in a subshell, so it is always false, and `>` writes a file",
    instead: ARITHMETIC,
  },
  arithmeticFor: { fails: "parse", what: "for (( … ))", instead: "Use while with $(( … ))." },
  array: { fails: "parse", what: "an array", instead: `Use set -- and "$@", or separate variables. ${BASH}` },
  element: { fails: "command", what: "an assignment to an array's element", effect: UNKNOWN, instead: BASH },
  append: {
    fails: "command",
    what: "+=",
    effect: `${UNKNOWN}, and the variable keeps its value`,
    instead: 'Write X="$X…".',
  },
  functionKeyword: { fails: "parse", what: "the keyword function", instead: "Write name() { … }." },
  functionName: {
    fails: "parse",
    what: "a function's name with other characters than letters, digits and _",
    instead: "Rename it.",
  },
  hereString: { fails: "parse", what: "<<<", instead: "Use printf '%s\\n' … | or a here-document." },
  processSubstitution: { fails: "parse", what: "<( … )", instead: "Use a pipe or a temporary file." },
  pipeBoth: { fails: "parse", what: "|&", instead: "Write 2>&1 |." },
  redirectBothOld: { fails: "parse", what: ">& with a file", instead: "Write > FILE 2>&1." },
  redirectBoth: {
    fails: "meaning",
    what: "&>",
    effect:
      "dash runs the command in the background and its status is always 0, so no condition and no set -e sees a failure",
    instead: "Write > FILE 2>&1.",
  },
  select: { fails: "parse", what: "select", instead: BASH },
  caseFallThrough: {
    fails: "parse",
    what: "a case item that ends in ;& or ;;&",
    instead: "Repeat the commands, or call a function.",
  },
  extendedGlob: { fails: "parse", what: "an extended pattern", instead: "Use several patterns with |." },
  coproc: { fails: "command", what: "coproc", effect: UNKNOWN, instead: BASH },
  descriptorVariable: {
    fails: "builtin",
    what: "a descriptor in a variable",
    instead: "Choose a number, for example 3.",
  },
  subscript: { fails: "expansion", what: "an array's element", instead: `Use "$@" or separate variables. ${BASH}` },
  caseModification: { fails: "expansion", what: "${x^^} or ${x,,}", instead: "Use tr '[:lower:]' '[:upper:]'." },
  replacement: { fails: "expansion", what: "${x/a/b}", instead: "Use sed." },
  slice: { fails: "expansion", what: "${x:1:2}", instead: "Use cut -c, or ${x#…} and ${x%…}." },
  indirection: { fails: "expansion", what: "${!x}", instead: "Use case, or eval with care." },
  transformation: { fails: "expansion", what: "${x@Q}", instead: BASH },
  increment: { fails: "expansion", what: "++ or -- in arithmetic", instead: "Write x=$((x + 1))." },
  power: { fails: "expansion", what: "** in arithmetic", instead: "Multiply, or use awk." },
  arithmeticElement: { fails: "expansion", what: "an array's element in arithmetic", instead: BASH },
  oldArithmetic: {
    fails: "meaning",
    what: "$[ … ]",
    effect: "dash leaves the text as it is",
    instead: "Write $(( … )).",
  },
  ansiQuote: {
    fails: "meaning",
    what: "$'…'",
    effect: "dash keeps the dollar and the backslashes",
    instead: "Use \"$(printf '…')\".",
  },
  localeQuote: { fails: "meaning", what: '$"…"', effect: "dash keeps the dollar", instead: 'Write "…".' },
  braces: {
    fails: "meaning",
    what: "a brace expansion",
    effect: "dash leaves the braces as they are",
    instead: "List the words, or use seq.",
  },
  fileContent: { fails: "meaning", what: "$(< FILE)", effect: "it is empty in dash", instead: "Write $(cat FILE)." },
  variable: {
    fails: "meaning",
    what: "a variable that only bash sets",
    effect: "it is empty in dash",
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
  },
  let: { fails: "command", what: "let", effect: UNKNOWN, instead: "Write x=$(( … ))." },
  bashCommand: { fails: "command", what: "a command of bash", effect: UNKNOWN, instead: BASH },
  equals: {
    fails: "command",
    what: "== in [ … ]",
    effect: "dash prints an error and the condition is false",
    instead: "Write =.",
  },
  testOperator: {
    fails: "command",
    what: "an operator of [ … ] that only bash has",
    effect: "dash prints an error and the condition is false",
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
    effect: "printf fails in dash",
    instead: "Use X=$(printf …), or date.",
  },
  trapSignal: {
    fails: "command",
    what: "a signal's name that only bash knows",
    effect: 'dash prints "bad trap" and sets no handler',
    instead: "Name EXIT, or signals without SIG.",
  },
  typeOption: {
    fails: "meaning",
    what: "an option of type",
    effect: "dash takes it for a name",
    instead: "Use command -v.",
  },
  ulimitOption: {
    fails: "command",
    what: "an option of ulimit that only bash has",
    effect: "ulimit fails in dash",
    instead: BASH,
  },
  waitOption: { fails: "command", what: "wait -n", effect: "wait fails in dash", instead: "Wait for process ids." },
  echoOption: { fails: "meaning", what: "echo -e", effect: "dash prints -e too", instead: "Use printf." },
  echoEscape: {
    fails: "meaning",
    what: "a backslash in an argument of echo",
    effect: "dash replaces escapes such as \\n and \\t, bash prints them",
    instead: "Use printf '%s\\n'.",
  },
  pipefail: {
    fails: "builtin",
    what: "set -o pipefail (dash before 0.5.12-7: Debian 12, Ubuntu 24.04)",
    instead: "Write (set -o pipefail) 2>/dev/null && set -o pipefail.",
  },
  setOption: { fails: "builtin", what: "an option of set that dash does not have", instead: BASH },
  localOutside: { fails: "builtin", what: "local outside a function", instead: "Leave out local." },
  builtinOption: { fails: "builtin", what: "an option of a special builtin that only bash has", instead: BASH },
  unsetElement: { fails: "builtin", what: "unset of an array's element", instead: BASH },
} as const satisfies Readonly<Record<string, ConstructKind>>;

export type ConstructName = keyof typeof CONSTRUCTS;

export interface FoundConstruct {
  readonly name: ConstructName;
  readonly span: Span;
  /** A POSIX spelling that means the same, if there is one. */
  readonly fix?: readonly ScriptEdit[] | undefined;
}
