/** Functions that set a variable of AWS, or call one that does. */
import { isAwsVariable } from "./interest.ts";
import type { Survey } from "./survey.ts";

export function settersIn({ definitions, calls }: Survey): ReadonlySet<string> {
  const setters = new Set<string>();
  for (const [name, all] of definitions) {
    if (!isAwsVariable(name)) continue;
    for (const { inside } of all) if (inside !== undefined) setters.add(inside);
  }
  for (let before = -1; before !== setters.size;) {
    before = setters.size;
    for (const { callees, inside } of calls)
      if (inside !== undefined && callees.some((name) => setters.has(name))) setters.add(inside);
  }
  return setters;
}
