/** How commands, compound commands, assignments and functions of bash fail in other shells. */
import { BASH, FALSE, UNKNOWN, type ConstructKind } from "./construct-kind.ts";

const TEST = "Use [ … ] with = and -lt.";
const ARITHMETIC = "Use $(( … )) with [ … ].";

export const SYNTAX_KINDS = {
  testCommand: {
    fails: "command",
    what: "[[ … ]]",
    effect: `${UNKNOWN}, so the condition is always false`,
    instead: TEST,
    inBusybox: true,
  },
  testInput: {
    fails: "command",
    what: "< in [[ … ]]",
    effect: "it reads a file, and if the file does not exist, it prints an error and the condition is false",
    instead: "Use [ … ] with -lt, or expr.",
  },
  testOutput: {
    fails: "meaning",
    what: "> in [[ … ]]",
    effect: "it writes a file and compares nothing",
    instead: "Use [ … ] with -gt, or expr.",
  },
  testEmptyOperand: {
    fails: "meaning",
    what: "an expansion without quotes in [[ … ]]",
    effect: "the condition is also true if it is empty",
    instead: 'Write "$x".',
  },
  testOperand: {
    fails: "command",
    what: "an expansion without quotes in [[ … ]]",
    effect: `if it is empty or contains spaces, ${FALSE}`,
    instead: 'Write "$x".',
  },
  testNumber: {
    fails: "command",
    what: "an empty number, a name or an expression in [[ … ]]",
    effect: FALSE,
    instead: "Write $((x)).",
  },
  testGroup: { fails: "parse", what: "[[ … ]] with parentheses", instead: "Use [ … ] with && and ||, or case." },
  arithmeticCommand: {
    fails: "command",
    what: "(( … ))",
    effect: "the expression runs as a command in a subshell and is not found, so it is always false",
    instead: ARITHMETIC,
  },
  arithmeticOutput: {
    fails: "command",
    what: "(( … ))",
    effect:
      "the expression runs as a command in a subshell and is not found, so it is always false, and `>` writes a file",
    instead: ARITHMETIC,
  },
  arithmeticAssignment: {
    fails: "meaning",
    what: "(( … ))",
    effect: "the variable is assigned in a subshell, and the value is lost",
    instead: "Write x=$(( … )).",
  },
  arithmeticGroup: { fails: "parse", what: "(( … )) with parentheses", instead: ARITHMETIC },
  arithmeticSubshell: { fails: "parse", what: "$(( before a subshell", instead: "Write $( (, with a space." },
  doubleNegation: { fails: "parse", what: "! !", instead: "Remove one or both." },
  arithmeticFor: { fails: "parse", what: "for (( … ))", instead: "Use while with $(( … ))." },
  array: { fails: "parse", what: "an array", instead: `Use set -- and "$@", or separate variables. ${BASH}` },
  backtickArray: {
    fails: "meaning",
    what: "an array between backticks",
    effect: "the substitution ends before the array, and the rest of it does not run",
    instead: `Use separate variables. ${BASH}`,
  },
  backtickKeyword: {
    fails: "command",
    what: "function, select, coproc or time between backticks",
    effect: "it is not found (status 127), and the rest of the substitution does not run",
    instead: BASH,
  },
  element: { fails: "command", what: "an assignment to an array element", effect: UNKNOWN, instead: BASH },
  append: {
    fails: "command",
    what: "+=",
    effect: `${UNKNOWN}, and the variable keeps its value`,
    instead: 'Write X="$X…".',
  },
  appendArgument: { fails: "builtin", what: "+= in export, readonly or local", instead: 'Write X="$X…" before it.' },
  functionKeyword: { fails: "parse", what: "the keyword function", instead: "Write name() { … }.", inBusybox: true },
  functionInGroup: {
    fails: "early",
    what: "the keyword function in a block",
    instead: "Write name() { … }.",
    inBusybox: true,
  },
  coprocInGroup: { fails: "early", what: "coproc in a block", instead: BASH },
  timeInGroup: {
    fails: "early",
    what: "time before a block in a block",
    instead: "Time a command or a script.",
  },
  functionLine: {
    fails: "command",
    what: "the keyword function",
    effect: "it is not found (status 127), the body runs immediately, and calls of the function are not found",
    instead: "Write name() { … }.",
    inBusybox: true,
  },
  functionName: {
    fails: "parse",
    what: "a function name with characters other than letters, digits and _",
    instead: "Rename it.",
  },
  forBraces: { fails: "parse", what: "for with braces", instead: "Write do … done." },
  timeCompound: { fails: "parse", what: "time before a compound command", instead: "Time a command or a script." },
  timeFunction: {
    fails: "command",
    what: "time before a function or a builtin",
    effect: "time runs as a program and does not find it",
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
} as const satisfies Readonly<Record<string, ConstructKind>>;
