/** Functions that set a variable of AWS, or call one that does. */
import { withCallers } from "./callers.ts";
import { isAwsVariable } from "./criterion.ts";
import type { Survey } from "./survey.ts";

export function settersIn({ definitions, calls }: Survey): ReadonlySet<string> {
  const setters = [...definitions]
    .filter(([name]) => isAwsVariable(name))
    .flatMap(([, all]) => all.flatMap(({ inside }) => inside ?? []));
  return withCallers(setters, calls, ({ callees }) => callees);
}
