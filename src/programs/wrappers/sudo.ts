/** `sudo` and `doas`: run a program as another user and, by default, in another environment. */
import {
  type Argument,
  type Run,
  type Effect,
  type EnvironmentChange,
  type ProgramModel,
  type AbstractString,
  type Piece,
  cutText,
} from "../../shell/index.ts";
import { assignmentOf, joinStrings, madeWord } from "../argv/argument.ts";
import {
  hasOption,
  lastValue,
  parseOptions,
  type Option,
  type OptionSyntax,
  type ParsedOptions,
} from "../argv/getopt.ts";
import { userShellEffects } from "../shells/shell.ts";
import { keptBySudo, listedNames, userVariables } from "./privileges.ts";

/** `short_opts` and `long_opts` of sudo 1.9's parse_args.c. */
const sudoSyntax: OptionSyntax = {
  short: "Aa:BbC:c:D:Eeg:Hh::iKklNnPp:R:r:SsT:t:U:u:Vv",
  long: {
    askpass: "A",
    "auth-type": "a:",
    background: "b",
    bell: "B",
    chdir: "D:",
    chroot: "R:",
    "close-from": "C:",
    "command-timeout": "T:",
    edit: "e",
    group: "g:",
    help: "help",
    host: "host:",
    list: "l",
    login: "i",
    "login-class": "c:",
    "no-update": "N",
    "non-interactive": "n",
    "other-user": "U:",
    "preserve-env": "preserve-env::",
    "preserve-groups": "P",
    prompt: "p:",
    "remove-timestamp": "K",
    "reset-timestamp": "k",
    role: "r:",
    "set-home": "H",
    shell: "s",
    stdin: "S",
    type: "t:",
    user: "u:",
    validate: "v",
    version: "V",
  },
};

/** Options with which sudo does not start the command, or not on this host. */
const startsNothing = ["e", "h", "help", "host", "K", "l", "v", "V"];

interface SudoArguments extends ParsedOptions {
  readonly assignments: readonly { name: string; value: AbstractString }[];
}

/**
 * Parses the arguments. Options and `VAR=value` may alternate; `--` ends both. A variable in a list of variables to
 * preserve gets the caller's value, even if an earlier argument has set it.
 */
function parseSudo({ argv, environment }: Run): SudoArguments | undefined {
  const options: Option[] = [];
  let assignments: { name: string; value: AbstractString }[] = [];
  let rest: readonly Argument[] = argv.slice(1);
  for (;;) {
    const parsed = parseOptions(rest, sudoSyntax);
    if (parsed === undefined) return undefined;
    options.push(...parsed.options);
    const kept = new Set(
      parsed.options.flatMap(({ name, value }) =>
        name === "preserve-env" && value !== undefined ? (listedNames(value) ?? []) : [],
      ),
    );
    assignments = assignments.filter(
      ({ name }) => !kept.has(name) || environment.get(name).every(({ state }) => state === "unset"),
    );
    const [first] = parsed.operands;
    const assignment = parsed.terminated || first === undefined ? undefined : assignmentOf(first);
    if (assignment === undefined) return { ...parsed, options, assignments };
    assignments.push(assignment);
    rest = parsed.operands.slice(1);
  }
}

function environmentOf(parsed: SudoArguments): EnvironmentChange {
  const set = [...parsed.assignments];
  const lists = parsed.options.flatMap((option) => {
    if (option.name === "E") return [undefined];
    if (option.name !== "preserve-env") return [];
    return [option.value === undefined ? undefined : listedNames(option.value)];
  });
  const account = userVariables(lastValue(parsed, "u"));
  if (lists.includes(undefined)) {
    const home = hasOption(parsed, "H") ? account.filter(({ name }) => name === "HOME") : [];
    return { set: [...home, ...set], by: "sudo" };
  }
  return {
    keepOnly: [...keptBySudo, ...lists.flatMap((names) => names ?? [])],
    set: [...account, ...set],
    by: "sudo",
  };
}

/**
 * `-s` and `-i` pass the command to a shell as text, in which all characters except letters, digits, `_`, `-` and `$` are
 * escaped. An empty word is lost.
 */
function escaped(value: AbstractString): AbstractString {
  return value.flatMap((piece): Piece[] => {
    if (piece.kind !== "text") return [piece];
    const parts: Piece[] = [];
    let from = 0;
    for (const match of piece.text.matchAll(/[^A-Za-z0-9_$-]/gu)) {
      if (match.index > from) parts.push(cutText(piece, from, match.index));
      parts.push({ kind: "text", text: "\\" });
      from = match.index;
    }
    parts.push(cutText(piece, from));
    return parts;
  });
}

function startThroughShell(argv: readonly Argument[], environment: EnvironmentChange): Effect {
  const expands = argv.some((argument) =>
    argument.value.some((piece) => piece.kind === "text" && piece.text.includes("$")),
  );
  if (!expands) return { kind: "start", argv: argv.filter(({ value }) => value.length > 0), environment };
  const code = joinStrings(
    argv.map((argument) => escaped(argument.value)),
    " ",
  );
  return { kind: "shell", code, from: argv[0], interpreter: "login shell", args: [], environment };
}

/** Returns the environment of the shell to which sudo passes its command, or its input: with `-i` and `-s`. */
export function shellEnvironment(run: Run): EnvironmentChange | undefined {
  const parsed = parseSudo(run);
  return parsed !== undefined && hasOption(parsed, "s", "i") ? environmentOf(parsed) : undefined;
}

/** sudo under `env_reset`, which is the default everywhere, called by a user who may set variables (the agent is root). */
export const sudo: ProgramModel = (run) => {
  const parsed = parseSudo(run);
  if (parsed === undefined || hasOption(parsed, ...startsNothing)) return [];
  const environment = environmentOf(parsed);
  const asShell = hasOption(parsed, "s", "i");
  if (hasOption(parsed, "i") && (hasOption(parsed, "s") || environment.keepOnly === undefined)) return [];
  if (parsed.operands.length === 0) return asShell ? shellOnStdin(run, environment) : [];
  return [
    asShell ? startThroughShell(parsed.operands, environment) : { kind: "start", argv: parsed.operands, environment },
  ];
};

function shellOnStdin(run: Run, environment: EnvironmentChange): readonly Effect[] {
  const [self] = run.argv;
  return self === undefined ? [] : userShellEffects([madeWord(self, "sh")], run, environment);
}

/** doas without `keepenv` in its configuration, which is the default. */
export const doas: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), { short: "La:C:nsu:", long: {} });
  if (parsed === undefined || hasOption(parsed, "L", "C")) return [];
  const environment: EnvironmentChange = {
    keepOnly: ["DISPLAY", "TERM", "PATH"],
    set: userVariables(lastValue(parsed, "u")),
    by: "other",
  };
  if (parsed.operands.length === 0) return hasOption(parsed, "s") ? shellOnStdin(run, environment) : [];
  return [{ kind: "start", argv: parsed.operands, environment }];
};
