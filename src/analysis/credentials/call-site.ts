/** Locates a command that is passed to a function as arguments: `aws s3 ls` in `run aws s3 ls`, if the function runs `"$@"`. */
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

/** Calls of one command as written in the script. */
export interface PlacedCalls {
  readonly place: Span;
  readonly calls: readonly CredentialCall[];
}

const runsCut = new WeakMap<Evaluation, SpanIndex<Cut>>();

/** Whether the command has more runs than the evaluator keeps. */
export function isCut(evaluation: Evaluation, { pos, end }: Span): boolean {
  let index = runsCut.get(evaluation);
  if (index === undefined) {
    index = new SpanIndex(evaluation.cuts.filter(({ limit }) => limit === "runs"));
    runsCut.set(evaluation, index);
  }
  return index.holding({ pos, end }).length > 0;
}

/**
 * Groups calls by the command that the script writes. A function's `"$@"` runs the function's arguments: each call of the
 * function is a command of its own.
 */
export function byPlace(
  node: Invocation,
  calls: readonly CredentialCall[],
  evaluation: Evaluation,
  script: string,
): readonly PlacedCalls[] {
  // If runs were dropped, the finding must cover their calls too, so it is reported at the invocation itself.
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

/** Returns the span of the argument's text in the script; `undefined` unless the text appears there character by character. */
export function textSpan({ value }: Argument): Span | undefined {
  const [only, ...more] = value;
  if (only?.kind !== "text" || more.length > 0 || only.at === undefined) return undefined;
  return { pos: only.at, end: only.at + only.text.length };
}

/**
 * The span from `aws` to the operation among the words of the function call; `undefined` if the command is not an argument of a
 * call.
 */
function calledPlace(run: Run, { command, operation }: AwsCommandLine, script: string): Span | undefined {
  const [program] = run.argv as [Argument];
  const named = [command, operation].flatMap(
    (name) => run.argv.find(({ value }) => name !== undefined && knownText(value) === name) ?? [],
  );
  // In `run $AWS s3 ls`, the program's name is written elsewhere and the other words in the call.
  return spanInCall(run, [program, ...named.filter((word) => isFromSameWord(word, program))], script);
}

/** The span of the command's words in a function call whose arguments it is; `undefined` if it is not an argument of a call. */
export function passedSpan(run: Run, script: string): Span | undefined {
  const [program] = run.argv as [Argument];
  const words = run.argv.filter((one) => one === program || isFromSameWord(one, program));
  return spanInCall(run, words, script);
}

/** Whether both result from one word of the command: `"$@"`. */
function isFromSameWord({ word }: Argument, program: Argument): boolean {
  return word !== undefined && word === program.word;
}

/** The span of those words of a function call that follow one another; `undefined` if the command itself names its program. */
function spanInCall(run: Run, words: readonly Argument[], script: string): Span | undefined {
  const own = run.invocation.argumentsSpan;
  const name = textSpan(run.argv[0]!);
  if (name === undefined || (own.pos <= name.pos && name.end <= own.end)) return undefined;
  const [first, ...others] = words.flatMap((word) => textSpan(word) ?? []).filter((one) => isInCall(run, one, script));
  if (first === undefined) return undefined;
  let { end } = first;
  for (const next of others) if (next.pos >= end && isOneCommand(script.slice(end, next.pos))) ({ end } = next);
  return { pos: first.pos, end };
}

/** Whether the text is among the arguments of a function call that leads to the run. */
function isInCall({ calls }: Run, { pos }: Span, script: string): boolean {
  return calls.some(({ end }) => end <= pos && isOneCommand(script.slice(end, pos)));
}

/** Whether no command ends in the text, as far as that can be seen without parsing. */
export function isOneCommand(text: string): boolean {
  return /^(?:[^\n;&|]|\\\n)*$/.test(text);
}
