/** The data that `ssmlint trace` prints for a script: for each call that the rules look at, what it will see and why. */
import { silentFallbacks } from "../credentials/silent-fallback.ts";
import { commandName, commandSpan, credentialCalls } from "../credentials/credential-call.ts";
import { extractionOf, simulationEffort } from "../extraction/extraction.ts";
import { metadataRun, type Untokened } from "../metadata/requests.ts";
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import { type Evaluation, type Invocation, shownText, type ShellScript, type Span } from "../../shell/index.ts";
import { pathConditions, type PathCondition, type PathKeys, type Reevaluate } from "./conditions.ts";
import { simulations, type Simulation } from "./extraction-table.ts";
import { machineAnswers, type MachineAnswer } from "./machines.ts";
import { providerChains, type Chain } from "./provider-chain.ts";
import { tokenOrigin } from "./token-origin.ts";

/** An `aws` call. */
export interface AwsCallTrace {
  readonly kind: "aws";
  readonly command: string;
  readonly span: Span;
  /** Whether the call looks for credentials at all: `aws configure list` does, `aws help` and `--no-sign-request` do not. */
  readonly signed: boolean;
  /** Variables that are empty if a program fails, so that the call falls back to the next source. */
  readonly fallbacks: readonly { readonly variable: string; readonly program: string; readonly span: Span }[];
  /** One for each difference in what the call sees on its paths. */
  readonly paths: readonly AwsPath[];
}

export interface AwsPath extends ConditionalPath {
  readonly chain: Chain;
  readonly machines: readonly MachineAnswer[];
}

interface ConditionalPath {
  /** The conditions that the path requires, as far as they are known; none if there is only one path. */
  readonly conditions: readonly PathCondition[];
}

/** A request to the instance metadata service. */
export interface MetadataTrace {
  readonly kind: "metadata";
  readonly program: string;
  readonly path: string;
  readonly span: Span;
  readonly paths: readonly MetadataPath[];
}

export interface MetadataPath extends ConditionalPath {
  readonly version: "IMDSv1" | "IMDSv2" | "token request";
  /** Why the request carries no token. */
  readonly why: Untokened["why"] | undefined;
  /** Where the token comes from. */
  readonly token: { readonly because: string; readonly span: Span | undefined } | undefined;
}

/** A pipeline that extracts a field from JSON. */
export interface ExtractionTrace {
  readonly kind: "extraction";
  readonly command: string;
  readonly document: string;
  readonly span: Span;
  readonly verdict: string;
  readonly tools: readonly string[];
  readonly simulations: readonly Simulation[];
}

export type CallTrace = AwsCallTrace | MetadataTrace | ExtractionTrace;

/**
 * @param evaluation the evaluation of the script
 * @param reevaluate evaluates the script again, to find what its paths depend on; without it no conditions are returned
 * @returns in order of the script
 */
export function traceScript(
  evaluation: Evaluation,
  script: ShellScript,
  reevaluate?: Reevaluate,
): readonly CallTrace[] {
  const traces = unconditional(evaluation, script);
  if (reevaluate === undefined || !traces.some(hasPaths)) return traces;
  const conditions = pathConditions(evaluation, script.text, reevaluate, pathKeys);
  return traces.map((trace) => {
    const call = callKey(trace);
    if (!hasPaths(trace)) return trace;
    if (trace.kind === "aws")
      return { ...trace, paths: trace.paths.map((path) => ({ ...path, conditions: conditions(call, awsKey(path)) })) };
    const paths = trace.paths.map((path) => ({ ...path, conditions: conditions(call, metadataKey(path)) }));
    return { ...trace, paths };
  });
}

/** Whether the call sees different things on different paths. */
function hasPaths(trace: CallTrace): trace is AwsCallTrace | MetadataTrace {
  return trace.kind !== "extraction" && trace.paths.length > 1;
}

function callKey({ kind, span }: CallTrace): string {
  return `${kind} ${span.pos} ${span.end}`;
}

/** The key that distinguishes the paths of a call. */
function awsKey({ chain }: Pick<AwsPath, "chain">): string {
  const steps = chain.steps.map(({ because, outcome }) => (outcome === "not asked" ? [outcome] : [outcome, because]));
  // Scripts run as root.
  const { home, ...files } = chain.files;
  return JSON.stringify([steps, files, home === "~" ? "/root" : home]);
}

function metadataKey({ token, version, why }: MetadataPath): string {
  return JSON.stringify({ version, why, token });
}

function pathKeys(evaluation: Evaluation): PathKeys {
  const keys = new Map<string, Set<string>>();
  for (const invocation of evaluation.invocations)
    for (const trace of [...awsTrace(invocation, evaluation), ...metadataTrace(invocation)]) {
      const all = keys.get(callKey(trace)) ?? new Set<string>();
      keys.set(callKey(trace), all);
      for (const path of trace.paths) all.add("chain" in path ? awsKey(path) : metadataKey(path));
    }
  return keys;
}

function unconditional(evaluation: Evaluation, script: ShellScript): readonly CallTrace[] {
  const traces = evaluation.invocations.flatMap((invocation) => [
    ...awsTrace(invocation, evaluation),
    ...metadataTrace(invocation),
    ...extractionTrace(invocation, evaluation, script),
  ]);
  return traces.toSorted((a, b) => a.span.pos - b.span.pos);
}

function awsTrace(invocation: Invocation, evaluation: Evaluation): readonly AwsCallTrace[] {
  if (invocation.program !== "aws") return [];
  const [first] = invocation.runs;
  if (first === undefined) return [];
  const line = readAwsCommandLine(first.argv);
  const calls = credentialCalls(invocation);
  const listsOnly =
    line.command === "configure" && (line.operation === "list" || line.operation === "export-credentials");
  const walked = listsOnly ? invocation.runs.map((run) => ({ run, line: readAwsCommandLine(run.argv) })) : calls;
  const signed = walked.filter(({ line: { options } }) => !options.has("no-sign-request"));
  const chains = signed.flatMap((call) => providerChains(call.run, call.line));
  const paths = unique(chains, (chain) => awsKey({ chain }));
  return [
    {
      kind: "aws",
      command: commandName(line),
      span: commandSpan(invocation, line),
      signed: signed.length > 0,
      fallbacks: unique(
        calls
          .flatMap((call) => [...silentFallbacks(call, evaluation)])
          .map(({ variable, program, span }) => ({ variable, program, span })),
        ({ variable, span }) => `${variable} ${span.pos}`,
      ),
      paths: paths.map((chain) => ({ chain, machines: machineAnswers(chain), conditions: [] })),
    },
  ];
}

function metadataTrace(invocation: Invocation): readonly MetadataTrace[] {
  const sent = invocation.runs.flatMap((run) => {
    const asks = metadataRun(run);
    return asks === undefined || asks.refusal !== undefined
      ? []
      : asks.requests.map((request) => ({ run, asks, request }));
  });
  const [first] = sent;
  if (first === undefined) return [];
  const paths = sent.map(({ request }) => {
    if (request.forToken)
      return { version: "token request" as const, why: undefined, token: undefined, conditions: [] };
    const { untokened } = request;
    if (untokened !== undefined)
      return { version: "IMDSv1" as const, why: untokened.why, token: undefined, conditions: [] };
    return { version: "IMDSv2" as const, why: undefined, token: tokenOrigin(request), conditions: [] };
  });
  return [
    {
      kind: "metadata",
      program: first.asks.program,
      path: shownText(first.request.url.path),
      span: {
        pos: invocation.programSpan.pos,
        end: Math.max(invocation.programSpan.end, invocation.argumentsSpan.end),
      },
      paths: unique(paths, metadataKey),
    },
  ];
}

function extractionTrace(invocation: Invocation, evaluation: Evaluation, script: ShellScript): ExtractionTrace[] {
  const extraction = extractionOf(invocation, evaluation, script, simulationEffort());
  if (extraction === undefined) return [];
  const { span, document, verdict, stages, expansions } = extraction;
  const tools = stages.map(({ argv }) => argv.map(({ value }) => shownText(value)).join(" "));
  return [
    {
      kind: "extraction",
      command: script.text.slice(span.pos, span.end).replaceAll(/\s+/g, " "),
      document: document.name,
      span,
      verdict: verdict.kind,
      tools: expansions.length === 0 ? tools : [...tools, expansions.join(", ")],
      simulations: simulations(extraction),
    },
  ];
}

function unique<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
