/** Determines whether an invocation sends a request to the metadata service without a token: on which paths, and why. */
import { type Evaluation, type Invocation, type Run, type Span, isUncalled, shownText } from "../../shell/index.ts";
import { writtenSpan } from "../../programs/argv/argument.ts";
import { groupBy } from "../../grouping/group-by.ts";
import { isCut, passedSpan } from "../credentials/call-site.ts";
import { isFallback, isProbe, keepsNothing } from "./fallback.ts";
import { metadataRun, type MetadataRequest, type MetadataRun, type Untokened } from "./requests.ts";

export interface MetadataFault {
  /**
   * equals: the program refuses `--header=…`; ttl: the service refuses the time to live of a token; fallback: deliberate IMDSv1, after a
   * token could not be obtained; somePaths: other paths carry a token.
   */
  readonly kind: Untokened["why"] | "equals" | "ttl" | "somePaths" | "fallback";
  readonly run: Run;
  readonly program: MetadataRun["program"];
  readonly request: MetadataRequest;
  readonly cause: Untokened | undefined;
  /** The option that the program refuses. */
  readonly option?: string | undefined;
  /** The range to report. */
  readonly span: Span;
  /** Whether the words of other commands run in the same place. */
  readonly isShared?: boolean | undefined;
}

/** Mistakes in how the header is written: they are reported by their own kind even if other paths have none. */
const TRAPS: ReadonlySet<string> = new Set(["split", "literal", "folded", "misnamed", "spanHosts", "method"]);

/**
 * The span from the program's name to the last argument; only the name if the command has no arguments of its own, and without the
 * name if it is written elsewhere in the script.
 */
function commandSpan({ programSpan, argumentsSpan, runs }: Invocation): Span {
  const written = writtenSpan(runs[0]!.argv);
  const pos = Math.max(programSpan.pos, written.pos < argumentsSpan.end ? written.pos : 0);
  return { pos, end: Math.max(programSpan.end, argumentsSpan.end) };
}

/** The span of a word of the command, or of the whole command if the word is outside it. */
function wordSpan(invocation: Invocation, word: Span): Span {
  const command = commandSpan(invocation);
  return word.pos >= command.pos && word.end <= command.end && word.pos < word.end ? word : command;
}

/**
 * The faults of an invocation. A function's `"$@"` runs the function's arguments: each call of the function is a command of its own.
 * @param script the step's script
 */
export function metadataFaults(
  invocation: Invocation,
  evaluation: Evaluation,
  allowFallback: boolean,
  script: string,
): readonly MetadataFault[] {
  const spanOf = (run: Run): Span | undefined => passedSpan(run, script);
  const all = isCut(evaluation, invocation) ? undefined : groupBy(invocation.runs, (run) => spanOf(run)?.pos);
  return (all === undefined ? [invocation.runs] : [...all.values()]).flatMap((runs) => {
    const fault = faultOf(runs, invocation, evaluation, allowFallback);
    const span = all === undefined ? undefined : fault && spanOf(fault.run);
    if (fault === undefined) return [];
    return [span === undefined ? fault : { ...fault, span, isShared: all!.size > 1 }];
  });
}

/** `undefined` if every request carries a token, needs none, or may carry one. */
function faultOf(
  runs: readonly Run[],
  invocation: Invocation,
  evaluation: Evaluation,
  allowFallback: boolean,
): MetadataFault | undefined {
  let sent = 0;
  let tokened = 0;
  const faults: { run: Run; program: MetadataRun["program"]; request: MetadataRequest; deliberate: boolean }[] = [];
  for (const run of runs) {
    const asks = metadataRun(run);
    if (asks === undefined) continue;
    const [first] = asks.requests;
    if (asks.refusal?.because === "equals" && asks.program === "curl" && first !== undefined) {
      const { program, refusal } = asks;
      const span = wordSpan(invocation, refusal.argument);
      return { kind: "equals", run, program, request: first, cause: undefined, option: refusal.option, span };
    }
    if (asks.refusal !== undefined) continue;
    const refused = asks.requests.find(
      ({ refusedTtl, request }) => refusedTtl !== undefined && !asksForStatus(request),
    );
    if (refused !== undefined)
      return {
        kind: "ttl",
        run,
        program: asks.program,
        request: refused,
        cause: undefined,
        span: commandSpan(invocation),
      };
    sent++;
    const request = asks.requests.find(({ untokened }) => untokened !== undefined);
    if (request === undefined) {
      tokened++;
      continue;
    }
    const deliberate = isFallback(run, evaluation) || isProbe(invocation, evaluation);
    if (!deliberate || !allowFallback) faults.push({ run, program: asks.program, request, deliberate });
  }
  const counts = faults.filter(({ run: one }) => faults.length === sent || !isUncalled(one));
  const fault = counts.find(({ deliberate }) => !deliberate) ?? counts[0];
  const cause = fault?.request.untokened;
  if (fault === undefined || cause === undefined) return undefined;
  const { run, program, request } = fault;
  let kind: MetadataFault["kind"] = cause.why;
  if (!TRAPS.has(kind)) {
    if (fault.deliberate) kind = "fallback";
    else if (tokened > 0) kind = "somePaths";
  }
  const span = "from" in cause && kind === cause.why ? wordSpan(invocation, cause.from) : commandSpan(invocation);
  return { kind, run, program, request, cause, span };
}

/** Whether the program prints the HTTP status, which may be all that the script asks for. */
function asksForStatus({ writeOut }: MetadataRequest["request"]): boolean {
  return writeOut !== undefined;
}

/** The data for the message of a fault. */
export function faultWording({
  run,
  program,
  request: { url, request, refusedTtl },
  cause,
  option,
}: MetadataFault): Record<string, string> {
  return {
    program,
    path: shownText(url.path),
    unnoticed:
      program === "curl" && !request.failOnError && !keepsNothing(run)
        ? ", and without -f, curl returns the error page as the value"
        : "",
    variable: cause?.why === "neverSet" ? cause.variable : "",
    text: cause?.why === "literal" ? cause.text : "",
    name: cause?.why === "misnamed" ? cause.name : "",
    method: cause?.why === "method" ? cause.method : "",
    option: option ?? "",
    ttl: refusedTtl === undefined || refusedTtl === "" ? "missing" : refusedTtl,
  };
}
