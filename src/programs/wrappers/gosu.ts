/**
 * `gosu USER[:GROUP] COMMAND …` and `su-exec USER[:GROUP] COMMAND …`: the caller's environment, except HOME. Neither has
 * options: a first word that starts with a dash is the name of a user that does not exist.
 */
import { knownText, type ProgramModel } from "../../shell/index.ts";
import { homeVariable } from "./privileges.ts";

export const gosu: ProgramModel = ({ argv }) => {
  const [, user, ...command] = argv;
  if (user === undefined || command.length === 0) return [];
  const account = knownText(user.value)?.replace(/:.*/s, "");
  if (account?.startsWith("-") === true) return [];
  const home = homeVariable(account === "0" ? "root" : account);
  return [{ kind: "start", argv: command, environment: { set: [home], by: "other" } }];
};
