/** Whether the script shows why a call failed, and what has to print it if not. */
import type { Assignment, Command, Redirection } from "unbash";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import { NOTHING } from "../../programs/http/request.ts";
import { readWget } from "../../programs/http/wget/command-line.ts";
import type { FailingCall } from "./unnoticed-calls.ts";

/** Redirections that discard the messages of a command. */
const DISCARDS = /(?:\b2|&)>>?\s*\/dev\/null\b|>&\s*\/dev\/null\b|>>?\s*\/dev\/null\s+2>&1/;

/** Whether the command discards the program's messages. */
export function isMuted({ path }: Pick<FailingCall, "path">, text: string): boolean {
  return path !== undefined && DISCARDS.test(text.slice(path.owner.pos, path.owner.end));
}

/** Whether the program itself prints nothing about a failure. */
export function isSilent({ runs }: Pick<FailingCall, "runs">): boolean {
  return runs.some((run) => {
    const { program } = run.invocation;
    const { requests } = program === "curl" ? readCurl(run) : program === "wget" ? readWget(run) : NOTHING;
    return requests.some(({ silent }) => silent);
  });
}

/**
 * The words that print the messages of a call which the script keeps: `"$X"` after `X=$(aws … 2>&1)`; `undefined` if it keeps
 * none.
 */
export function keptMessages({ path, runs }: Pick<FailingCall, "path" | "runs">): string | undefined {
  if (path?.substitutions !== (path?.loss.kind === "masked" ? 0 : 1)) return undefined;
  if (!runs.every((run) => run.stdoutFile === undefined && isMerged(run.invocation.command.redirects)))
    return undefined;
  const assignment = path.loss.kind === "masked" ? path.loss.assignment : onlyAssignment(path.owner);
  if (assignment === undefined || assignment.index !== undefined) return undefined;
  return assignment.value.type === "Word" ? `"$${assignment.name}"` : `"\${${assignment.name}[*]}"`;
}

function onlyAssignment({ prefix: [first, ...more] }: Command): Assignment | undefined {
  return first?.type === "Assignment" && more.length === 0 ? first : undefined;
}

/** Whether the messages go where the output goes. */
function isMerged(redirects: readonly Redirection[]): boolean {
  const [first, ...more] = redirects;
  if (first?.operator !== ">&" || more.length > 0) return false;
  return first.descriptor?.type === "FileDescriptor" && first.descriptor.value === 2;
}
