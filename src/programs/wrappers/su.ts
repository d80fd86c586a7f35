/** `su` and `runuser`: run a shell as another user, or with `runuser -u` a program. */
import {
  type Argument,
  type Run,
  type Effect,
  type EnvironmentChange,
  type ProgramModel,
  knownText,
} from "../../shell/index.ts";
import { madeWord } from "../argv/argument.ts";
import { hasOption, lastValue, parseOptions, type OptionSyntax, type ParsedOptions } from "../argv/getopt.ts";
import { userShellEffects } from "../shells/shell.ts";
import { keptByLogin, listedNames, userVariables } from "./privileges.ts";

const suSyntax: OptionSyntax = {
  short: "mpw:g:G:lc:fs:PT",
  long: {
    "preserve-environment": "p",
    "whitelist-environment": "w:",
    group: "g:",
    "supp-group": "G:",
    login: "l",
    command: "c:",
    "session-command": "c:",
    fast: "f",
    shell: "s:",
    pty: "P",
    "no-pty": "T",
  },
  permute: true,
};

const runuserSyntax: OptionSyntax = {
  ...suSyntax,
  short: `${suSyntax.short}u:`,
  long: { ...suSyntax.long, user: "u:" },
};

type By = "su" | "runuser";

function environmentOf(parsed: ParsedOptions, login: boolean, user: Argument | undefined, by: By): EnvironmentChange {
  const set = userVariables(user);
  if (!login) return hasOption(parsed, "m", "p") ? { by } : { set, by };
  const listed = lastValue(parsed, "w");
  const names = listed === undefined ? [] : listedNames(listed);
  return names === undefined ? { set, by } : { keepOnly: [...keptByLogin, ...names], set, by };
}

function contradicts(parsed: ParsedOptions): boolean {
  return hasOption(parsed, "m", "p") && hasOption(parsed, "w");
}

function startShell(run: Run, parsed: ParsedOptions, by: By): readonly Effect[] {
  const [self] = run.argv;
  if (self === undefined) return [];
  const dash = parsed.operands[0] !== undefined && knownText(parsed.operands[0].value) === "-";
  const [user, ...args] = dash ? parsed.operands.slice(1) : parsed.operands;
  const environment = environmentOf(parsed, dash || hasOption(parsed, "l"), user, by);
  const command = lastValue(parsed, "c");
  const made = (text: string): Argument => madeWord(self, text);
  const shell = lastValue(parsed, "s");
  const argv = [
    shell ?? made("sh"),
    ...(hasOption(parsed, "f") ? [made("-f")] : []),
    ...(command === undefined ? [] : [made("-c"), command]),
    ...args,
  ];
  return shell === undefined ? userShellEffects(argv, run, environment) : [{ kind: "start", argv, environment }];
}

/** util-linux's `su`, called by root. */
export const su: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), suSyntax);
  return parsed === undefined || contradicts(parsed) ? [] : startShell(run, parsed, "su");
};

/** util-linux's `runuser`. */
export const runuser: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), runuserSyntax);
  if (parsed === undefined || contradicts(parsed)) return [];
  const user = lastValue(parsed, "u");
  if (user === undefined) return startShell(run, parsed, "runuser");
  if (hasOption(parsed, "c", "l", "f", "s") || parsed.operands.length === 0) return [];
  return [{ kind: "start", argv: parsed.operands, environment: environmentOf(parsed, false, user, "runuser") }];
};
