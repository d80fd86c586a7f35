/** How redirections and pipes of bash fail in other shells. */
import type { ConstructKind } from "./construct-kind.ts";

export const REDIRECT_KINDS = {
  hereString: { fails: "parse", what: "<<<", instead: "Use printf '%s\\n' … | or a here-document." },
  processSubstitution: { fails: "parse", what: "<( … )", instead: "Use a pipe or a temporary file.", inBusybox: true },
  pipeBoth: { fails: "parse", what: "|&", instead: "Write 2>&1 |." },
  redirectBothOld: { fails: "expansion", what: ">& with a file", instead: "Write > FILE 2>&1.", inBusybox: true },
  redirectBoth: {
    fails: "meaning",
    what: "&>",
    effect:
      "the command runs in the background and its status is always 0, so neither a condition nor set -e notices a failure",
    instead: "Write > FILE 2>&1.",
    inBusybox: true,
  },
  redirectBothFirst: {
    fails: "parse",
    what: "&> before a command",
    instead: "Write > FILE 2>&1.",
    inBusybox: true,
  },
  redirectBothAppend: { fails: "parse", what: "&>>", instead: "Write >> FILE 2>&1." },
  moveDescriptor: { fails: "expansion", what: ">& with a descriptor to move (4-)", instead: "Write 5>&4 4>&-." },
  descriptorNumber: {
    fails: "meaning",
    what: "a descriptor above 9",
    effect: "the number becomes an argument of the command, and stdout or stdin is redirected",
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
    what: "/dev/tcp or /dev/udp",
    effect: "the redirection fails, so the command does not run and its status is not 0",
    instead: "Use nc or curl.",
  },
  execDescriptorVariable: {
    fails: "builtin",
    what: "a descriptor in a variable",
    instead: "Choose a number, for example 3.",
  },
  descriptorVariable: {
    fails: "meaning",
    what: "a descriptor in a variable",
    effect: "its name in braces becomes an argument of the command, and stdout or stdin is redirected",
    instead: "Choose a number, for example 3.",
  },
} as const satisfies Readonly<Record<string, ConstructKind>>;
