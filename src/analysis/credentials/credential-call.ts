/** The invocations of `aws` that look for credentials, and the sources of these credentials. */
import type { ParsedScript } from "unbash";
import { credentialSources, type CredentialSource, type CredentialTrust } from "../../aws/credentials/source.ts";
import { needsCredentials } from "../../aws/credentials/demand.ts";
import { reasonFor, reasonOnOtherPaths, type EarlierExport } from "./reason.ts";
import type { Reason } from "./reason-kinds.ts";
import { type Evaluation, type Invocation, type Run, type Span, isUncalled, knownText } from "../../shell/index.ts";
import { readAwsCommandLine, type AwsCommandLine } from "../../programs/aws/command-line.ts";

/** One run of `aws` that needs credentials. */
export interface CredentialCall {
  readonly run: Run;
  readonly line: AwsCommandLine;
  readonly sources: ReadonlySet<CredentialSource>;
}

const NO_CALLS: readonly CredentialCall[] = [];

/** Keyed by whether sourced files are trusted. Several rules ask for the same calls. */
const known = new Map<boolean, WeakMap<Invocation, readonly CredentialCall[]>>();

/** Returns the runs of an invocation that need credentials; none if its program is not `aws`. */
export function credentialCalls(
  invocation: Invocation,
  trust: CredentialTrust = { trustSourced: true },
): readonly CredentialCall[] {
  if (invocation.program !== "aws") return NO_CALLS;
  const { trustSourced } = trust;
  let ofTrust = known.get(trustSourced);
  if (ofTrust === undefined) known.set(trustSourced, (ofTrust = new WeakMap()));
  let calls = ofTrust.get(invocation);
  if (calls === undefined) ofTrust.set(invocation, (calls = readCalls(invocation, trust)));
  return calls;
}

function readCalls(invocation: Invocation, trust: CredentialTrust): CredentialCall[] {
  const calls: CredentialCall[] = [];
  for (const run of invocation.runs) {
    const line = readAwsCommandLine(run.argv);
    if (line.stops || line.options.has("version")) continue;
    const parameters = line.parameters.map((parameter) => knownText(parameter.value) ?? "");
    const demand = { command: line.command, operation: line.operation, words: line.words, parameters };
    if (!line.open && !needsCredentials(demand)) continue;
    const sources = credentialSources(
      run,
      {
        profile: line.options.get("profile"),
        noSignRequest: line.options.has("no-sign-request"),
        open: line.open,
      },
      trust,
    );
    calls.push({ run, line, sources });
  }
  return calls;
}

/** Returns the command's name for messages: `aws s3 cp`. */
export function commandName(line: AwsCommandLine): string {
  return ["aws", line.command, line.operation].filter((word) => word !== undefined).join(" ");
}

/** Returns the span to report: from `aws` to the operation if these are adjacent in the script, otherwise the program's name. */
export function commandSpan(invocation: Invocation, line: AwsCommandLine): Span {
  const { pos, end } = line.head;
  const within = invocation.argumentsSpan.pos <= pos && end <= invocation.argumentsSpan.end && pos < end;
  return within ? line.head : invocation.programSpan;
}

/** A run that gets no explicit credentials, and the reason. */
export interface CredentialFault {
  readonly call: CredentialCall;
  readonly reason: Reason;
  /** Whether the command has explicit credentials on other paths: a fix that sets credentials would override these. */
  readonly elsewhere: boolean;
}

/** Returns why the command lacks explicit credentials; `undefined` if it has them on every path. */
export function credentialFault(
  calls: readonly CredentialCall[],
  evaluation: Evaluation,
  earlier: EarlierExport,
  tree: ParsedScript,
): CredentialFault | undefined {
  const lacking = calls.filter(({ sources }) => sources.has("implicit"));
  const [first] = lacking;
  if (first === undefined) return undefined;
  const others = calls.flatMap(({ run, line, sources }) => {
    // A run in a function that the script never calls is not another path of a command that does run.
    if (isUncalled(run) && !isUncalled(first.run)) return [];
    const source = [...sources].find((each) => each !== "implicit");
    // An argument that may or may not be an option cannot be named in a message.
    if (source === "option" && line.open && !line.options.has("profile")) return [];
    return source === undefined
      ? []
      : [reasonOnOtherPaths(run, source, first.run, line.options.has("no-sign-request"))];
  });
  const given = others.find(({ kind }) => kind === "somePaths");
  const elsewhere = calls.some(({ sources }) => [...sources].some((source) => source !== "implicit"));
  if (given !== undefined) return { call: first, reason: given, elsewhere };
  // What the script itself does is a more useful reason than what it inherits, or what unknown code may do.
  const own = lacking.map((call) => {
    const profile = call.line.options.get("profile");
    return { call, reason: reasonFor(call.run, profile, evaluation, earlier, tree), elsewhere };
  });
  const telling = own.find(({ reason }) => reason.kind !== "nothing" && reason.kind !== "downloaded");
  if (telling !== undefined) return telling;
  const [other] = others;
  if (other !== undefined) return { call: first, reason: other, elsewhere };
  return own.find(({ reason }) => reason.kind === "downloaded") ?? own[0];
}
