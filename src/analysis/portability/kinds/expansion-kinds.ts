/** How expansions, quotes and variables of bash fail in other shells. */
import { BASH, type ConstructKind } from "./construct-kind.ts";

/** The advice for a part of the positional parameters. */
const REMAINING = 'Use shift or set -- in a function or ( … ), and then "$@".';

export const EXPANSION_KINDS = {
  subscript: { fails: "expansion", what: "an array element", instead: `Use "$@" or separate variables. ${BASH}` },
  caseModification: { fails: "expansion", what: "${x^^}", instead: "Use tr '[:lower:]' '[:upper:]'." },
  lowerCase: { fails: "expansion", what: "${x,,}", instead: "Use tr '[:upper:]' '[:lower:]'." },
  replacement: { fails: "expansion", what: "${x/a/b}", instead: "Use sed.", inBusybox: true },
  slice: { fails: "expansion", what: "${x:1:2}", instead: "Use cut -c, or ${x#…} and ${x%…}.", inBusybox: true },
  anchoredReplacement: {
    fails: "meaning",
    what: "${x/#a/b} or ${x/%a/b}",
    effect: "# and % are part of the pattern",
    instead: "Use ${x#…}, ${x%…} or sed.",
  },
  parameterSlice: { fails: "expansion", what: "${@:2}", instead: REMAINING },
  positionalSlice: {
    fails: "meaning",
    what: "${@:2}",
    effect: "the parameters are joined into one string",
    instead: REMAINING,
  },
  indirection: { fails: "expansion", what: "${!x}", instead: "Use case, or eval with care." },
  lastParameter: {
    fails: "meaning",
    what: "${!#}",
    effect: "it is the process ID of the last background command, or empty",
    instead: "Use a loop over the parameters, or run the script with bash.",
  },
  transformation: { fails: "expansion", what: "${x@Q}", instead: BASH },
  positionalRemoval: {
    fails: "meaning",
    what: "${@%x} or ${#@}",
    effect: "the parameters are joined into one string",
    instead: "Use $#, or a loop.",
  },
  incrementPrefix: {
    fails: "meaning",
    what: "++x or --x in arithmetic",
    effect: "it is read as two signs, so the variable keeps its value",
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
  arithmeticElement: { fails: "expansion", what: "an array element in arithmetic", instead: BASH },
  oldArithmetic: {
    fails: "meaning",
    what: "$[ … ]",
    effect: "the text is not expanded",
    instead: "Write $(( … )).",
  },
  oldArithmeticWords: {
    fails: "command",
    what: "$[ … ] with spaces",
    effect: "only the text before the first space is assigned, and the rest runs as a command that is not found",
    instead: "Write $(( … )).",
  },
  oldArithmeticCase: { fails: "parse", what: "$[ … ] with spaces in case", instead: "Write $(( … ))." },
  ansiQuote: {
    fails: "meaning",
    what: "$'…'",
    effect: "the dollar sign and the backslashes are kept",
    instead: "Use \"$(printf '…')\".",
    inBusybox: true,
  },
  localeQuote: { fails: "meaning", what: '$"…"', effect: "the dollar sign is kept", instead: 'Write "…".' },
  braces: {
    fails: "meaning",
    what: "a brace expansion",
    effect: "the braces are not expanded",
    instead: "List the words, or use seq.",
  },
  fileContent: { fails: "meaning", what: "$(< FILE)", effect: "it expands to nothing", instead: "Write $(cat FILE)." },
  variable: {
    fails: "meaning",
    what: "a variable that only bash sets",
    effect: "it expands to nothing",
    instead: "Get it from a command (id -u, hostname, date), or run the script with bash.",
  },
  lastWord: {
    fails: "meaning",
    what: "$_, the last word of the previous command",
    effect: "it is empty, or the path of the shell",
    instead: "Write the word again, or use a variable.",
  },
  secondsCounter: {
    fails: "meaning",
    what: "SECONDS as a counter",
    effect: "it remains 0",
    instead: "Subtract two outputs of date +%s.",
  },
  arithmeticVariable: {
    fails: "expansion",
    what: "a variable that only bash sets, in arithmetic",
    instead: "Get it from a command (id -u, date, shuf), or run the script with bash.",
  },
  demandedVersion: {
    fails: "expansion",
    what: "$BASH_VERSION with set -u",
    instead: "Write ${BASH_VERSION:-}.",
  },
  demandedVariable: {
    fails: "expansion",
    what: "a variable that only bash sets, with set -u",
    instead: "Get it from a command (id -u, hostname, date), or run the script with bash.",
  },
  bracketNegation: {
    fails: "meaning",
    what: "[^…] in a pattern",
    effect: "^ is matched literally",
    instead: "Write [!…].",
    inBusybox: true,
  },
  homeTilde: {
    fails: "meaning",
    what: "~ while HOME is not set",
    effect: "the text is not expanded, because the agent does not set HOME",
    instead: "Write ~root, or set HOME.",
  },
  homeTildeFile: {
    fails: "command",
    what: "~ while HOME is not set",
    effect: "the agent does not set HOME, so the redirection fails and the command does not run",
    instead: "Write ~root, or set HOME.",
  },
  tilde: { fails: "meaning", what: "~+ or ~-", effect: "the text is not expanded", instead: "Write $PWD or $OLDPWD." },
} as const satisfies Readonly<Record<string, ConstructKind>>;
