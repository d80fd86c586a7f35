/** Where a command stands that a function was called with: `aws s3 ls` of `run aws s3 ls`, for the function's `"$@"`. */
import {
  type Argument,
  type Cut,
  type Evaluation,
  type Invocation,
  type Run,
  type Span,
  SpanIndex,
  knownText,
} from "../../shell/index.ts";
import type { AwsCommandLine } from "../../programs/aws/command-line.ts";
import { commandSpan, type CredentialCall } from "./credential-call.ts";

/** Calls of one command, as a person sees it. */
export interface PlacedCalls {
  readonly place: Span;
  readonly calls: readonly CredentialCall[];
}

const runsCut = new WeakMap<Evaluation, SpanIndex<Cut>>();

/** Whether the command has more runs than are kept. */
function isCut(evaluation: Evaluation, { pos, end }: Span): boolean {
  let index = runsCut.get(evaluation);
  if (index === undefined) {
    index = new SpanIndex(evaluation.cuts.filter(({ limit }) => limit === "runs"));
    runsCut.set(evaluation, index);
  }
  return index.holding({ pos, end }).length > 0;
}

/** A function's `"$@"` runs what the function is called with: each call is a command of its own. */
export function byPlace(
  node: Invocation,
  calls: readonly CredentialCall[],
  evaluation: Evaluation,
  script: string,
): readonly PlacedCalls[] {
  // Of more calls than are kept the others are meant, too.
  const all = isCut(evaluation, node);
  const groups = new Map<number, { place: Span; calls: CredentialCall[] }>();
  for (const call of calls) {
    const called = all ? undefined : calledPlace(call.run, call.line, script);
    const key = called?.pos ?? -1;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { place: called ?? commandSpan(node, call.line), calls: [call] });
    else group.calls.push(call);
  }
  return [...groups.values()];
}

/** Where the argument's text stands in the script, character by character. */
export function textSpan({ value }: Argument): Span | undefined {
  const [only, ...more] = value;
  if (only?.kind !== "text" || more.length > 0 || only.at === undefined) return undefined;
  return { pos: only.at, end: only.at + only.text.length };
}

/** From `aws` to the operation among the words of the call; `undefined` where the command is no argument of a call. */
function calledPlace(run: Run, { command, operation }: AwsCommandLine, script: string): Span | undefined {
  const program = textSpan(run.argv[0]!);
  const own = run.invocation.argumentsSpan;
  if (program === undefined || (own.pos <= program.pos && program.end <= own.end)) return undefined;
  const call = run.calls.find(({ end }) => end <= program.pos && isOneCommand(script.slice(end, program.pos)));
  if (call === undefined) return undefined;
  let { end } = program;
  for (const name of [command, operation]) {
    const word = run.argv.find(({ value }) => name !== undefined && knownText(value) === name);
    const span = word && textSpan(word);
    if (span === undefined || span.pos < end || !isOneCommand(script.slice(end, span.pos))) break;
    end = span.end;
  }
  return { pos: program.pos, end };
}

/** Whether no command ends in the text, for all that can be seen without parsing it. */
export function isOneCommand(text: string): boolean {
  return /^(?:[^\n;&|]|\\\n)*$/.test(text);
}
