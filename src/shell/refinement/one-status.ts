/**
 * Comparisons of a status with one number other than 0: `[ $? -eq 124 ]`. Only the path on which the status is this number has
 * noticed the failure: on the other path, the program may have failed with another status. And tests of whether a status is empty,
 * which notice nothing: `[ $? ]` always succeeds.
 */
import type { Word } from "unbash";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Consequence, Status } from "../state/path/path.ts";
import type { RefinedText } from "../values/pieces.ts";
import { knownText, type AbstractString } from "../model/value.ts";

/** The operators, and whether they hold if the status is the number. */
const OPERATORS: ReadonlyMap<string, boolean> = new Map([
  ["-eq", true],
  ["=", true],
  ["==", true],
  ["-ne", false],
  ["!=", false],
]);

const NUMBER = /^"?0*[1-9]\d*"?$/;

const EMPTINESS: ReadonlySet<string> = new Set(["-n", "-z"]);
const PARAMETER = /^"?\$(?:[?\w]+|\{[?\w]+\})"?$/;

/** A word, or one that has the form of an assignment. */
type Written = Pick<Word, "text">;

/** The frame for expanding the operands: if the test compares with one number, a status in it is not looked at yet. */
export function operandFrame(frame: Frame, operator: string, left: Written, right: Written): Frame {
  return OPERATORS.has(operator) && [left, right].some(({ text }) => NUMBER.test(text))
    ? { ...frame, isOneStatus: true }
    : frame;
}

/** The same for the operand of a test with one operand, of which only whether it is empty is asked. */
export function unaryFrame(frame: Frame, operator: string, { text }: Written): Frame {
  return EMPTINESS.has(operator) && PARAMETER.test(text) ? { ...frame, isOneStatus: true } : frame;
}

/** The same for the words after `[` or `test`. */
export function bracketFrame(frame: Frame, words: readonly Written[]): Frame {
  const start = words[0]?.text === "!" ? 1 : 0;
  const count = words.length - start - (words.at(-1)?.text === "]" ? 1 : 0);
  if (count === 1) return unaryFrame(frame, "-n", words[start]!);
  if (count === 2) return unaryFrame(frame, words[start]!.text, words[start + 1]!);
  return count === 3 ? operandFrame(frame, words[start + 1]!.text, words[start]!, words[start + 2]!) : frame;
}

/** The same for the word of a `case` whose patterns are such numbers, and perhaps `*`. */
export function caseFrame(frame: Frame, patterns: readonly Written[]): Frame {
  const others = patterns.filter(({ text }) => text !== "*");
  return others.length > 0 && others.every(({ text }) => NUMBER.test(text)) ? { ...frame, isOneStatus: true } : frame;
}

/** The status of a test of a failure's status: where it holds, the path has noticed the failure. */
export function withOneStatus(
  { machine, path }: Frame,
  failed: RefinedText | undefined,
  operator: string,
  number: AbstractString,
  status: Status,
): Status {
  const holds = OPERATORS.get(operator);
  if (failed?.status === undefined || holds === undefined || status.kind !== "unknown") return status;
  const noticed: readonly Consequence[] = machine.outcomes.compareStatus(path, failed.status, knownText(number) ?? "");
  return holds
    ? { ...status, success: [...status.success, ...noticed] }
    : { ...status, failure: [...status.failure, ...noticed] };
}
