/** Recognizes deliberate IMDSv1 requests: what a script falls back to if IMDSv2 does not answer, and how the script finds that out. */
import { TOKEN_HEADER } from "../../aws/metadata/service.ts";
import { type Evaluation, type Fact, type Invocation, type Run, knownText, outline } from "../../shell/index.ts";
import { failsWithoutResult } from "../credentials/provenance.ts";
import { asksSomeHost, clientName, isTokenRequest, metadataRun } from "./requests.ts";

/** Whether a run prints the HTTP status of the service's answer. */
export function printsStatus(run: Run): boolean {
  const format = metadataRun(run)?.requests.find(({ request }) => request.writeOut !== undefined)?.request.writeOut;
  return format !== undefined && /%\{(http|response)_code\}/.test(outline(format));
}

/** Whether a run uses IMDSv2: it asks for a token, or sends one. */
function speaksVersion2(run: Run): boolean {
  const asks = metadataRun(run);
  if (asks === undefined) return asksSomeHost(run, TOKEN_HEADER);
  return asks.refusal === undefined && asks.requests.every(({ untokened }) => !untokened);
}

/** The maximum number of filters that are followed between an answer and the command that checks it. */
const FILTERS = 10;

/** The requests that a run's output comes from: the run itself if it is a request, otherwise those whose answers it reads. */
function askedBy(run: Run, depth = 0): readonly Run[] {
  if (clientName(run) !== undefined) return [run];
  if (depth >= FILTERS) return [];
  return (run.stdin ?? []).flatMap((piece) => (piece.kind === "output" ? askedBy(piece.of, depth + 1) : []));
}

/** Whether a program's exit status depends on its input. That of `tr` does not, nor that of a client that sends the token. */
function compares(run: Run): boolean {
  if (clientName(run) !== undefined) return false;
  return failsWithoutResult(run) || run.argv.some(({ value }) => /\bexit\b/.test(outline(value)));
}

/** How a check of a status or an answer came out; `undefined` if it came out both ways. */
function outcome({ is, holds }: Fact): boolean | undefined {
  return is === "compared" ? holds : is === "succeeded";
}

type Outcomes = readonly (boolean | undefined)[];

/** How the checks of the last answer to a probe came out on a path, in order. */
function outcomes({ facts }: Run, probe: Invocation): Outcomes {
  const looks = facts
    .filter(({ is, by }) => is === "succeeded" || is === "failed" || (is === "compared" && (!by || compares(by))))
    .map((fact) => ({ fact, answer: askedBy(fact.run).find(({ invocation }) => invocation === probe) }))
    .filter(({ answer }) => answer !== undefined);
  // A function may send the request each time that it is called.
  const last = looks.at(-1)?.answer;
  return looks.filter(({ answer }) => answer === last).map(({ fact }) => outcome(fact));
}

/** For each probe of a script: the check outcomes that lead to commands that use IMDSv2 because of what the probe found out. */
type Alternatives = ReadonlyMap<Invocation, readonly (readonly Outcomes[])[]>;

const found = new WeakMap<Evaluation, Alternatives>();

function alternatives(evaluation: Evaluation): Alternatives {
  const known = found.get(evaluation);
  if (known !== undefined) return known;
  const probes = evaluation.invocations.filter(({ runs }) => runs.some(printsStatus));
  const speakers =
    probes.length === 0
      ? []
      : evaluation.invocations.map(({ runs }) => runs.filter(speaksVersion2)).filter((runs) => runs.length > 0);
  const all = new Map(
    probes.map((probe) => {
      const ways = speakers.map((runs) => runs.map((run) => outcomes(run, probe))).filter(isOneWay);
      return [probe, ways] as const;
    }),
  );
  found.set(evaluation, all);
  return all;
}

/**
 * Whether a check came out the same way on all runs of a command. A command that is reached either way does not depend on the
 * check.
 */
function isOneWay(runs: readonly Outcomes[]): boolean {
  const [first = []] = runs;
  return first.some((one, index) => one !== undefined && runs.every((other) => other[index] === one));
}

/**
 * Whether two sequences of outcomes are known to be the same. What an answer was compared with is not known: after two checks
 * they may be the same or not.
 */
function isSameWay(a: Outcomes, b: Outcomes): boolean {
  return a.length === 1 && b.length === 1 && a[0] === b[0];
}

/**
 * Whether the script uses IMDSv2 if a check of the probe's answer comes out differently than on the path to `run`. If it does
 * not, there is nothing to fall back from. A command that uses IMDSv2 whatever the probe found out does not count.
 */
function hasAlternative(probe: Run, run: Run, evaluation: Evaluation): boolean {
  const mine = outcomes(run, probe.invocation);
  const others = alternatives(evaluation).get(probe.invocation) ?? [];
  return others.some((ways) => ways.every((other) => !isSameWay(mine, other)));
}

/** Whether code after the probe was not evaluated: it may use IMDSv2 because of the answer. */
function isCutLater({ cuts }: Evaluation, { invocation }: Run): boolean {
  return cuts.some(({ limit, end }) => limit === "commands" && end > invocation.end);
}

/**
 * Whether this path is only taken after a token request, or a request with a token, failed, or after the service was asked which
 * version it supports, in a script that uses IMDSv2 if the answer is different.
 */
export function isFallback(run: Run, evaluation: Evaluation): boolean {
  const isProbed = (one: Run): boolean =>
    printsStatus(one) && (isCutLater(evaluation, one) || hasAlternative(one, run, evaluation));
  const shows = (fact: Fact): boolean => {
    const { run: earlier, is, by, holds, of = [] } = fact;
    if (is === "either") return of.every(shows);
    if (is === "failed" || is === "empty") return askedBy(earlier).some((one) => speaksVersion2(one) || isProbed(one));
    if (is !== "compared" || holds === undefined || (by !== undefined && !compares(by))) return false;
    return askedBy(earlier).some((one) => isTokenRequest(one) || isProbed(one)) && matters(fact, run);
  };
  return run.facts.some(shows);
}

/**
 * Whether anything depends on how a comparison came out. Nothing does if it came out both ways and every request is sent without
 * a token.
 */
function matters(fact: Fact, { invocation: { runs } }: Run): boolean {
  // Where the request itself failed, the script compares something else: `… || echo 000`.
  const answered = runs.filter(
    ({ facts }) => !facts.some((one) => one.is === "failed" && one.run.invocation === fact.run.invocation),
  );
  const ways = answered.map(({ facts }) => facts.findLast((one) => comparesSame(one, fact))?.holds);
  return new Set(ways).size < 2 || !runs.every(isUntokened);
}

function isUntokened(run: Run): boolean {
  return metadataRun(run)?.requests.every(({ untokened }) => untokened) === true;
}

/** Whether the facts are about the same comparison: in a loop, it is made in each round. */
function comparesSame(a: Fact, b: Fact): boolean {
  return a.is === b.is && a.run.invocation === b.run.invocation && a.by?.invocation === b.by?.invocation;
}

/** Whether the run discards the answer and uses only its status. */
export function keepsNothing(run: Run): boolean {
  const requests = metadataRun(run)?.requests ?? [];
  return requests.every(
    ({ request: { output, method } }) =>
      knownText(method) === "HEAD" || (typeof output !== "string" && knownText(output) === "/dev/null"),
  );
}

/** Whether the script uses IMDSv2 for some answer of the probe, and for a different one than those that lead to IMDSv1. */
function isAnswered(probe: Invocation, asking: Run, evaluation: Evaluation): boolean {
  if ((alternatives(evaluation).get(probe)?.length ?? 0) === 0) return false;
  return evaluation.invocations.every(({ runs }) => {
    const untokened = runs.filter(isUntokened);
    if (!isOneWay(untokened.map((run) => outcomes(run, probe)))) return true;
    return untokened.every((run) => hasAlternative(asking, run, evaluation));
  });
}

/** Whether the script uses IMDSv2, and uses IMDSv1 only in probes and fallbacks. */
function usesVersion2(evaluation: Evaluation): boolean {
  const runs = evaluation.invocations.flatMap((invocation) => invocation.runs);
  const falls = (run: Run): boolean => !isUntokened(run) || printsStatus(run) || isFallback(run, evaluation);
  return runs.some(speaksVersion2) && runs.every(falls);
}

/** Whether this invocation asks the service which version it supports, in a script that acts on the answer. */
export function isProbe(probe: Invocation, evaluation: Evaluation): boolean {
  const asking = probe.runs.find(printsStatus);
  if (asking === undefined) return false;
  if (isCutLater(evaluation, asking)) return true;
  return isAnswered(probe, asking, evaluation) || (probe.runs.every(keepsNothing) && usesVersion2(evaluation));
}
