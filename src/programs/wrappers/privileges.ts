/** How programs that change the user modify the environment. */
import { knownText, type AbstractString, type Argument } from "../../shell/index.ts";

/**
 * The variables that sudo keeps under `env_reset` if sudoers does not change them: `initial_keepenv_table` and
 * `initial_checkenv_table` of sudo 1.9, and those that Red Hat's sudoers adds.
 */
export const keptBySudo: readonly string[] = [
  "COLORS",
  "COLORTERM",
  "DISPLAY",
  "HISTSIZE",
  "HOSTNAME",
  "KDEDIR",
  "KRB5CCNAME",
  "LANG",
  "LANGUAGE",
  "LC_ALL",
  "LC_COLLATE",
  "LC_CTYPE",
  "LC_MESSAGES",
  "LC_MONETARY",
  "LC_NUMERIC",
  "LC_TIME",
  "LINGUAS",
  "LS_COLORS",
  "PATH",
  "PS1",
  "PS2",
  "TERM",
  "TZ",
  "XAUTHORITY",
  "XAUTHORIZATION",
  "XDG_CURRENT_DESKTOP",
];

/** The variables that `su -` and `runuser -` keep (util-linux, `init_environment`). */
export const keptByLogin: readonly string[] = ["TERM", "COLORTERM", "NO_COLOR"];

interface Setting {
  readonly name: string;
  readonly value: AbstractString;
}

function known(text: string): AbstractString {
  return [{ kind: "text", text }];
}

/** HOME of the user with this name. */
export function homeVariable(user: string | undefined): Setting {
  const value: AbstractString =
    user === "root"
      ? known("/root")
      : [{ kind: "unknown", reason: "computed", name: `~${user ?? ""}`, nonEmpty: true }];
  return { name: "HOME", value };
}

/** HOME, USER and similar variables for a user; for root if no user is named. */
export function userVariables(user: Argument | undefined): readonly Setting[] {
  const name = user === undefined ? "root" : knownText(user.value)?.replace(/^#0$/, "root");
  const account = user === undefined ? known("root") : user.value;
  return [homeVariable(name), { name: "USER", value: account }, { name: "LOGNAME", value: account }];
}

/** The names in a comma-separated list; `undefined` if the list is unknown. */
export function listedNames(list: Argument): readonly string[] | undefined {
  return knownText(list.value)
    ?.split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}
