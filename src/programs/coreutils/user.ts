/**
 * Programs that print the current user: root in the shell that the agent starts. A program that starts another shell (`sudo -u`, `su`)
 * may have changed the user. Source: amazon-ssm-agent, executers_unix.go, `prepareProcess`.
 */
import { isOfAgentsUser, stringOf, type Effect, type ProgramModel, type Run } from "../../shell/index.ts";
import { hasOption, parseOptions } from "../argv/getopt.ts";

function printed(text: "0" | "root", { invocation: { via }, scopes }: Run): readonly Effect[] {
  return via.length > 0 || !isOfAgentsUser(scopes) ? [] : [{ kind: "output", value: stringOf(`${text}\n`) }];
}

/** Without `-u` or `-g`, it prints groups too, and with an operand, another user. */
const id: ProgramModel = (run) => {
  const parsed = parseOptions(run.argv.slice(1), {
    short: "ugnr",
    long: { user: "u", group: "g", name: "n", real: "r" },
  });
  if (parsed === undefined || parsed.operands.length > 0) return [];
  return hasOption(parsed, "u") === hasOption(parsed, "g") ? [] : printed(hasOption(parsed, "n") ? "root" : "0", run);
};

const whoami: ProgramModel = (run) => (run.argv.length > 1 ? [] : printed("root", run));

/** Models by base name. */
export const userPrograms: Readonly<Record<string, ProgramModel>> = { id, whoami };
