/** Whether commands may run more than once. */
import type { Part, Place } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";
import { isLoop } from "../../syntax/loops.ts";

/** Whether the part is in a loop, or in a function that is called several times or in a loop. */
export function mayRunAgain({ inside, place }: Part, survey: Survey): boolean {
  if (isInLoop(place)) return true;
  if (inside === undefined) return false;
  const own = survey.callsTo(inside);
  return own.length > 1 || own.some((call) => isInLoop(call.place));
}

function isInLoop(place: Place | undefined): boolean {
  for (let one = place; one !== undefined; one = one.outer) if (isLoop(one.statement.command)) return true;
  return false;
}
