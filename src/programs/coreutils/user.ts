/**
 * Programs that print the current user: root in the shell that the agent starts. A program that starts another shell (`sudo -u`, `su`)
 * may have changed the user. Source: amazon-ssm-agent, executers_unix.go, `prepareProcess`.
 */
import { isOfAgentsUser, knownText, stringOf, type ProgramModel } from "../../shell/index.ts";

const ROOT: ReadonlyMap<string, string> = new Map([
  ["id -u", "0"],
  ["id -ru", "0"],
  ["id -ur", "0"],
  ["id -g", "0"],
  ["id -un", "root"],
  ["id -nu", "root"],
  ["id -gn", "root"],
  ["id --user", "0"],
  ["id -u -n", "root"],
  ["id --user --name", "root"],
  ["whoami", "root"],
]);

const user: ProgramModel = ({ argv, invocation: { program, via }, scopes }) => {
  if (via.length > 0 || !isOfAgentsUser(scopes)) return [];
  const words = [program, ...argv.slice(1).map(({ value }) => knownText(value))];
  const printed = words.includes(undefined) ? undefined : ROOT.get(words.join(" "));
  return printed === undefined ? [] : [{ kind: "output", value: stringOf(`${printed}\n`) }];
};

/** Models by base name. */
export const userPrograms: Readonly<Record<string, ProgramModel>> = { id: user, whoami: user };
