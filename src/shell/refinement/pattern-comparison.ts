/** Refinement by comparisons with patterns and regular expressions. */
import { printersOf, type AbstractString } from "../model/value.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import type { Consequence, Status } from "../state/path/path.ts";
import { comparison, withOutcome } from "./comparison.ts";
import { outcomesOfFailure } from "./failed-outputs.ts";
import { findsFailure } from "./failure-messages.ts";

/**
 * The status of a comparison with a pattern. An empty output does not match, and neither does the HTTP status that curl prints
 * without an answer, if the pattern matches neither. If the pattern looks for the message of a failure, a program whose output
 * matches has failed.
 */
export function patternComparison(
  frame: Frame,
  value: AbstractString,
  pattern: string,
  matches: (text: string) => boolean | undefined,
): Status {
  const status = comparison(frame, value, undefined, undefined, undefined);
  const [ofEmpty, ...ofOthers] = outcomesOfFailure(value, matches);
  if (ofEmpty === undefined || status.kind !== "unknown") return status;
  if (ofEmpty || ofOthers.some((outcome) => outcome !== false)) {
    // Whether the text of another failure matches may differ.
    const known = { byPattern: true, ...(ofOthers.every((outcome) => outcome === ofEmpty) && { text: "" }) };
    return {
      ...status,
      success: withOutcome(status.success, { ofEmpty, ...known }),
      failure: withOutcome(status.failure, { ofEmpty: !ofEmpty, ...known }),
    };
  }
  const seeksFailure = findsFailure(pattern, matches);
  const failed = seeksFailure ? printersOf(value).map((run) => ({ run, is: "failed" as const })) : [];
  const known = { byPattern: true, seeksFailure, text: soughtText(pattern) };
  return {
    ...status,
    success: [
      ...withOutcome(status.success, { ofEmpty: false, ...known }),
      ...failed.map((fact): Consequence => ({ kind: "fact", fact })),
    ],
    failure: withOutcome(status.failure, { ofEmpty: true, ...known }),
  };
}

/** The text without quotes, anchors and what matches any text around it: `None` in `*"None"*` and `^None$`. */
function soughtText(pattern: string): string {
  const text = pattern.replaceAll(/["']/g, "").replace(/^[*^]+/, "");
  let { length } = text;
  while (/[*$]/.test(text.charAt(length - 1))) length--;
  return text.slice(0, length);
}
