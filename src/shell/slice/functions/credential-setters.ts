/** Functions that set a watched variable, or that call such a function. */
import { withCallers } from "./callers.ts";
import type { WatchedNames } from "../criterion/criterion.ts";
import type { Survey } from "../survey/survey.ts";

export function settersIn({ definitions, calls }: Survey, variables: WatchedNames | undefined): ReadonlySet<string> {
  if (variables === undefined) return new Set();
  const setters = [...definitions]
    .filter(([name]) => variables.has(name))
    .flatMap(([, all]) => all.flatMap(({ inside }) => inside ?? []));
  return withCallers(setters, calls, ({ callees }) => callees);
}
