/** How far a shell gets in a script with bash constructs. */
import type { ParsedScript } from "unbash";
import { CONSTRUCTS } from "./construct.ts";
import type { ScriptConstruct } from "./script-constructs.ts";

/** The start of the command in which a shell finds what it cannot parse: the shell runs nothing of this command. */
export function unparsedFrom({ commands }: ParsedScript, found: readonly ScriptConstruct[]): number | undefined {
  const first = found.find(({ name, isChild }) => !isChild && CONSTRUCTS[name].fails === "parse")?.span.pos;
  return first === undefined ? undefined : (commands.findLast(({ pos }) => pos <= first)?.pos ?? first);
}

/** Whether the script ends with the command at this position. The code of a compound command may continue. */
export function endsIn({ commands }: ParsedScript, pos: number): boolean {
  const last = commands.at(-1);
  return last !== undefined && last.pos <= pos && /Command$|^(?:AndOr|Pipeline)$/.test(last.command.type);
}
