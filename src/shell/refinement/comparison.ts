/** Refinement by comparisons of strings: the outcome, and what a path learns from it. */
import type { Binding } from "../model/environment.ts";
import type { Fact } from "../model/invocation.ts";
import { certainEmptiness, emptinessConsequences } from "./emptiness.ts";
import { differsIfFailed } from "./failed-outputs.ts";
import { isFailureMessage } from "./failure-messages.ts";
import { parsedNumber } from "../values/numbers.ts";
import { sameString } from "../values/equality.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { stringOf, type RefinedOutput, type RefinedText } from "../values/pieces.ts";
import { FAILURE, SUCCESS, type Consequence, type Status } from "../state/path/path.ts";
import { hasOptional, knownText, printersOf, type AbstractString, type Piece } from "../model/value.ts";
import { bindings, referencedName } from "../state/variables.ts";
import { bindingValue, openBut } from "../values/bindings.ts";

/** A "compared" fact with its outcome for every run whose output, or a part of it, is in one of the values. */
function compared(holds: boolean, values: readonly (AbstractString | undefined)[]): Consequence[] {
  const runs = new Set(values.flatMap(printersOf));
  return [...runs].map((run) => ({ kind: "fact", fact: { run, is: "compared", holds } }));
}

/** The status of a comparison whose outcome is unknown. */
export function openComparison(...values: readonly (AbstractString | undefined)[]): Status & { kind: "unknown" } {
  return { kind: "unknown", success: compared(true, values), failure: compared(false, values) };
}

/** The consequences, with this outcome in their "compared" facts. */
export function withOutcome(
  all: readonly Consequence[],
  outcome: Pick<Fact, "ofEmpty" | "byPattern" | "text" | "seeksFailure"> | Pick<Fact, "ofZero" | "text">,
): readonly Consequence[] {
  return all.map((one) =>
    one.kind === "fact" && one.fact.is === "compared" ? { ...one, fact: { ...one.fact, ...outcome } } : one,
  );
}

/**
 * The status, which is a failure if the compared output is empty.
 * @param text the text with which it is compared
 */
export function failingIfEmpty(status: Status & { kind: "unknown" }, text?: string): Status & { kind: "unknown" } {
  const isMessage = text !== undefined && isFailureMessage(text);
  // A text that is the message of a failure may also be what a failed program prints on stderr.
  const known = text === undefined ? {} : isMessage ? { text, seeksFailure: true, byPattern: true } : { text };
  return {
    ...status,
    success: withOutcome(status.success, { ofEmpty: false, ...known }),
    failure: withOutcome(status.failure, { ofEmpty: true, ...known }),
  };
}

/** Whether the text with which the value starts or ends is not that of `text`. */
function differsAround(value: AbstractString, text: string | undefined): boolean {
  const [first, last] = [value[0], value.at(-1)];
  return (
    text !== undefined &&
    ((first?.kind === "text" && !text.startsWith(first.text.trimEnd())) ||
      (last?.kind === "text" && !text.endsWith(last.text.trimStart())))
  );
}

/**
 * The status of a comparison of numbers, which is a success if the compared output is 0 and this `holds`.
 * @param equal the number, if this is a test whether the output is equal to it, or is not
 */
export function withZero<S extends Status>(status: S, holds: boolean, equal?: number): S {
  if (status.kind !== "unknown") return status;
  const known = equal === undefined ? {} : { text: `${equal}` };
  return {
    ...status,
    success: withOutcome(status.success, { ofZero: holds, ...known }),
    failure: withOutcome(status.failure, { ofZero: !holds, ...known }),
  };
}

/** The same if the output is compared with a text that is a number. */
function withNumber<S extends Status>(status: S, left: AbstractString, right: AbstractString | undefined): S {
  const text = isWholeOutput(left) && right !== undefined ? knownText(right) : undefined;
  const number = text === undefined || text === "" ? undefined : parsedNumber(text);
  return number === undefined ? status : withZero(status, number === 0);
}

export function isWholeOutput(value: AbstractString): boolean {
  return value.length === 1 && value[0]!.kind === "output";
}

/** A test of text that may be the output of several programs counts as a check of all of them, whatever its outcome. */
function lookAtPrinters(
  { machine, path }: Frame,
  values: readonly (AbstractString | undefined)[],
  isPrinter: (piece: Piece) => boolean,
): void {
  if (!machine.outcomes.isOn) return;
  for (const value of values)
    for (const run of printersOf(value?.filter(isPrinter))) machine.outcomes.learn(path, { run, is: "compared" });
}

/** The same for a test in the script. It counts as a check of the values, whatever they are derived from. */
export function openTest(frame: Frame, ...values: readonly AbstractString[]): Status & { kind: "unknown" } {
  lookAtPrinters(frame, values, ({ kind }) => kind === "unknown");
  return openComparison(...values);
}

/** Whether two strings are certainly equal (`true`) or different (`false`); otherwise `undefined`. */
export function certainEquality(frame: Frame, left: AbstractString, right: AbstractString): boolean | undefined {
  const a = knownText(left);
  const b = knownText(right);
  if (hasOptional(left) || hasOptional(right)) return undefined;
  if (a !== undefined && b !== undefined) return a === b;
  if (left.every(isOneText) && sameString(left, right)) return true;
  for (const [value, text] of [
    [left, b],
    [right, a],
  ] as const) {
    if (text === undefined) continue;
    if (text === "" && certainEmptiness(frame.path, value) === "non-empty") return false;
    if (text !== "" && value.length === 0) return false;
    const only = refinable(value);
    if (only?.not?.includes(text) === true) return false;
    const permitted = permittedValues(frame, only);
    if (permitted?.includes(text) === false) return false;
    if (permitted?.length === 1) return true;
    if (only?.kind === "unknown" && only.nonZero === true && /^0*$/.test(text)) return false;
    const first = value[0];
    if (first?.kind === "text" && !text.startsWith(first.text)) return false;
    const last = value.at(-1);
    if (last?.kind === "text" && !text.endsWith(last.text)) return false;
    if (knownLength(value) > text.length) return false;
  }
  return undefined;
}

/** The values that the parameter of the document may have, as far as the path knows; `undefined` if these may be any. */
function permittedValues(
  { machine }: Frame,
  only: RefinedText | RefinedOutput | undefined,
): readonly string[] | undefined {
  if (only?.kind !== "unknown" || only.reason !== "placeholder") return undefined;
  return machine.permitted.get(only.name ?? "")?.filter((text) => only.not?.includes(text) !== true);
}

/** Whether pieces that are equal are always the same text. */
function isOneText(piece: Piece): boolean {
  if (piece.kind === "output") return piece.form !== "unknown";
  if (piece.kind === "text" || piece.reason === "placeholder") return true;
  return piece.reason === "inherited" && /^[A-Za-z_]/.test(piece.name ?? "");
}

/** The single piece of an unknown value, about which a path may learn more, such as strings that it is not equal to. */
export function refinable(value: AbstractString): RefinedText | RefinedOutput | undefined {
  return value.length === 1 && value[0]!.kind !== "text" ? value[0] : undefined;
}

function knownLength(value: AbstractString): number {
  return value.reduce((sum, piece) => sum + (piece.kind === "text" ? piece.text.length : 0), 0);
}

/** The variable's bindings if it equals `text`, and if it does not. */
function refinement(frame: Frame, name: string, text: string): { equal: Consequence[]; different: Consequence[] } {
  const variable = referencedName(frame.machine, frame.path, name);
  const all = bindings(frame.machine, frame.path, variable);
  const binding = all.length === 1 ? all[0]! : undefined;
  if (binding === undefined || (binding.state === "set" && binding.array !== undefined))
    return { equal: [], different: [] };
  if (binding.state === "unset") return { equal: [], different: [] };
  const { exported } = binding;
  const span = binding.state === "inherited" ? undefined : binding.span;
  const equal: Consequence[] = [
    { kind: "variable", name: variable, binding: { state: "set", exported, value: stringOf(text), span } },
  ];
  const value = bindingValue(binding, variable);
  const only = refinable(value);
  if (only === undefined) return { equal, different: [] };
  const not = [...(only.not ?? []), text].slice(-8);
  const other: Binding =
    binding.state === "inherited" || binding.state === "unknown"
      ? openBut(binding, { not })
      : { state: "set", exported, value: [{ ...only, not } as RefinedText | RefinedOutput], span };
  return { equal, different: [{ kind: "variable", name: variable, binding: other }] };
}

/**
 * The status of a test for equality. `right` is `undefined` for a pattern or a number that says nothing more. `leftName` and
 * `rightName` are the variables whose values are compared.
 */
export function comparison(
  frame: Frame,
  left: AbstractString,
  leftName: string | undefined,
  right: AbstractString | undefined,
  rightName: string | undefined,
): Status {
  const [a, b] = [knownText(left), right && knownText(right)];
  const isText =
    (b !== undefined && differsIfFailed(left, b)) ||
    (a !== undefined && right !== undefined && differsIfFailed(right, a));
  // An unknown text is assumed not to be empty.
  const isOfUnknown =
    a === undefined && b === undefined && right !== undefined && [left, right].some((value) => isWholeOutput(value));
  const compares = withNumber(openComparison(left, right), left, right);
  const open = isText || isOfUnknown ? failingIfEmpty(compares, b ?? a) : compares;
  lookAtPrinters(frame, [left, right], ({ kind }) => kind === "unknown");
  if (right === undefined) return open;
  const certain = certainEquality(frame, left, right);
  if (certain !== undefined) {
    // Text around the output may decide it: `X=$(echo m; aws …); [ "$X" = none ]`.
    const isLooked = certain || !(differsAround(left, b) || differsAround(right, a));
    if (isLooked && left.length > 0 && right.length > 0)
      lookAtPrinters(frame, [left, right], ({ kind }) => kind === "output");
    return certain ? SUCCESS : FAILURE;
  }
  // A comparison with the empty string is a test for emptiness.
  const empty = [left, right].some((value) => value.length === 0);
  const success = empty ? [] : [...open.success];
  const failure = empty ? [] : [...open.failure];
  for (const [name, value, other] of [
    [leftName, left, right],
    [rightName, right, left],
  ] as const) {
    const text = knownText(other);
    if (text === undefined) continue;
    if (text === "") {
      const consequences = emptinessConsequences(frame, value, name);
      success.push(...consequences.empty);
      failure.push(...consequences.nonEmpty);
    } else if (name !== undefined) {
      const refined = refinement(frame, name, text);
      success.push(...refined.equal);
      failure.push(...refined.different);
      if (value.length === 1 && value[0]!.kind === "output")
        success.push({ kind: "fact", fact: { run: value[0]!.of, is: "non-empty" } });
    }
  }
  return { kind: "unknown", success, failure };
}
