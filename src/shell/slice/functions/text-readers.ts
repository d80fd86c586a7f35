/** Finds functions whose text tools use the functions' arguments: each call may extract something else. */
import { withCallers } from "./callers.ts";
import type { Call, Part } from "../survey/fragments.ts";
import { usesWords } from "./forwarders.ts";
import type { Survey } from "../survey/survey.ts";

/**
 * @param readers text tools that are of interest.
 * @param calls calls that may pass on arguments.
 */
export function readersIn(survey: Survey, readers: readonly Part[], calls: readonly Call[]): ReadonlySet<string> {
  const within = readers.filter((one) => usesWords(one, survey)).flatMap(({ inside }) => inside ?? []);
  if (within.length === 0) return new Set();
  const handing = calls.filter((call) => call.inside !== undefined && usesWords(call, survey));
  return withCallers(within, handing, ({ callee }) => [callee]);
}
