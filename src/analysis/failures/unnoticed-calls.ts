/** Calls whose failure goes unnoticed, grouped by the position that names their program. */
import { isOneCommand, textSpan } from "../credentials/call-site.ts";
import { commandName, commandSpan } from "../credentials/credential-call.ts";
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import {
  isUncalled,
  mayUseErrexit,
  type Circumstances,
  type Evaluation,
  type Invocation,
  type Run,
  type ShellScript,
  type Span,
} from "../../shell/index.ts";
import { groupBy } from "../../grouping/group-by.ts";
import { printsStatus } from "../../programs/http/curl/printed-status.ts";
import { isTokenRequest } from "../metadata/requests.ts";
import { leadsToFailure } from "./certain-failure.ts";
import { endsLoop } from "./waiting-loop.ts";
import { isRejectedByJq, printsAnswer, takesErrorPage } from "./http-error.ts";
import { isHarmless } from "./harmless.ts";
import { statusPath, type AroundNode, type StatusPath } from "./lost-status.ts";
import { unitOf } from "./status-unit.ts";

export interface FailingCall {
  readonly runs: readonly Run[];
  /** The span that names the program. */
  readonly place: Span;
  /** For messages: `aws s3 cp`. */
  readonly name: string;
  readonly circumstances: Circumstances;
  /** How its status is lost; `undefined` if the call is an argument of a function (`retry aws …`). */
  readonly path: StatusPath | undefined;
}

function placeOf(node: Invocation, run: Run, script: string): { readonly place: Span; readonly isArgument: boolean } {
  const own = node.argumentsSpan;
  const program = textSpan(run.argv[0]!);
  const isOutside = program !== undefined && (program.pos < own.pos || program.end > own.end);
  if (isOutside && run.calls.some(({ end }) => end <= program.pos && isOneCommand(script.slice(end, program.pos))))
    return { place: program, isArgument: true };
  const place = node.program === "aws" ? commandSpan(node, readAwsCommandLine(run.argv)) : node.programSpan;
  return { place, isArgument: false };
}

export function callName({ argv, invocation: { program } }: Run): string {
  return program === "aws" ? commandName(readAwsCommandLine(argv)) : program;
}

function either(a: Circumstances, b: Circumstances): Circumstances {
  return {
    errexit: a.errexit || b.errexit,
    errexitAround: a.errexitAround || b.errexitAround,
    pipefail: a.pipefail || b.pipefail,
    tested: a.tested || b.tested,
    untested: a.untested || b.untested,
    isCallTested: a.isCallTested && b.isCallTested,
    handedOn: a.handedOn ?? b.handedOn,
    retried: a.retried ?? b.retried,
    flag: a.flag ?? b.flag,
    message: a.message ?? b.message,
    only: a.only ?? b.only,
    old: a.old ?? b.old,
    ends: a.ends ?? b.ends,
    overruled: a.overruled ?? b.overruled,
  };
}

/**
 * Returns the calls of an invocation whose failure goes unnoticed.
 * @param unnoticed the runs of the invocation that the evaluation found, with their circumstances
 * @param ancestors the nodes around the invocation, from the file down
 * @param script the step's script
 */
export function unnoticedCalls(
  node: Invocation,
  unnoticed: ReadonlyMap<Run, Circumstances>,
  ancestors: readonly AroundNode[],
  script: string,
): readonly FailingCall[] {
  const calls = new Map<number, FailingCall>();
  for (const [run, circumstances] of unnoticed) {
    if (isHarmless(run)) continue;
    const { place, isArgument } = placeOf(node, run, script);
    // `curl -o f … || true; cat f || return 1`: only what reads the file fails.
    if (circumstances.handedOn !== undefined && !isArgument && isIgnored(node, ancestors)) continue;
    const path = isArgument ? undefined : statusPath(ancestors, node, circumstances.pipefail);
    const before = calls.get(place.pos);
    calls.set(place.pos, {
      runs: [...(before?.runs ?? []), run],
      place,
      name: callName(run),
      circumstances: before === undefined ? circumstances : either(before.circumstances, circumstances),
      path,
    });
  }
  return [...calls.values()];
}

/**
 * Groups the runs whose failure goes unnoticed by invocation. A request whose only output is the HTTP status is omitted if
 * the script compares the status on some path: on the others, it does not need it.
 */
export function byInvocation({
  unnoticed,
  examined,
}: Evaluation): ReadonlyMap<Invocation, ReadonlyMap<Run, Circumstances>> {
  const found = new Map<Invocation, Map<Run, Circumstances>>();
  for (const [run, circumstances] of unnoticed) {
    if (circumstances.handedOn === undefined && examined.has(run) && printsStatus(run)) continue;
    const runs = found.get(run.invocation) ?? new Map<Run, Circumstances>();
    found.set(run.invocation, runs.set(run, circumstances));
  }
  return found;
}

/** A call of curl whose status the script checks, although it is 0 for an error page too. */
export interface BlindCall extends Pick<FailingCall, "place" | "runs"> {
  /** How its status is passed on, if the script tests for an empty output and `set -e` would end it first. */
  readonly tolerated?: StatusPath;
}

/** Returns a call of curl whose status the script checks, although it is 0 for an error page too. */
export function uncheckedHttpError(
  node: Invocation,
  evaluation: Evaluation,
  ancestors: readonly AroundNode[],
  { text }: ShellScript,
): BlindCall | undefined {
  // If a token request is answered by an error page, the request that sends the token is refused, and that one is judged itself.
  const requests = node.runs.filter((run) => takesErrorPage(run) && !isTokenRequest(run));
  if (requests.some((run) => placeOf(node, run, text).isArgument)) return undefined;
  // In a function that nothing calls, the evaluation does not find out whether a failure goes unnoticed. `set -e` would check it.
  // What one caller of a function checks, another may not.
  const runs = [...groupBy(requests, ({ calls }) => calls.map(({ pos }) => pos).join()).values()]
    .filter((same) => mayUseErrexit(text) || !same.every(isUncalled))
    .filter((same) => !same.some((run) => evaluation.examined.has(run)))
    .filter((same) => !same.every((run) => isRejectedByJq(run, ancestors)))
    .flat();
  if (runs.length === 0) return undefined;
  const isPrinted = runs.every((run) => run.stdoutFile === undefined && printsAnswer(run));
  if (!evaluation.isOverruled && leadsToFailure(ancestors)) return undefined;
  if (isIgnored(node, ancestors)) return undefined;
  // It waits until the server answers at all.
  if (isPrinted && endsLoop(ancestors)) return undefined;
  const path = statusPath(ancestors, node, true);
  const ends = isPrinted && path.loss.kind === "ignored" && runs.some((run) => evaluation.tolerated.has(run));
  return { place: node.programSpan, runs, ...(ends ? { tolerated: path } : {}) };
}

/** Whether the script ignores failures on purpose: `|| true`. */
function isIgnored(node: Invocation, ancestors: readonly AroundNode[]): boolean {
  const { list, command } = unitOf(statusPath(ancestors, node, false)) ?? {};
  if (list === undefined) return false;
  const at = list.commands.indexOf(command!);
  const next = list.commands[at + 1];
  return list.operators[at] === "||" && next?.type === "Command" && /^(?::|true)$/.test(next.name?.value ?? "");
}
