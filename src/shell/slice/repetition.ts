/** Whether commands may run more than once. */
import type { Call, Part, Place } from "./fragments.ts";
import { Edges } from "./reachable.ts";
import type { Survey } from "./survey.ts";

const LOOPS: ReadonlySet<string> = new Set(["While", "For", "Select", "ArithmeticFor"]);

export class Repetition {
  private readonly callsTo = new Edges<string, Call>();

  constructor({ calls }: Survey) {
    for (const call of calls) for (const name of new Set(call.callees)) this.callsTo.add(name, call);
  }

  /** Whether the part is in a loop, or in a function that is called several times or in a loop. */
  mayRunAgain({ inside, place }: Part): boolean {
    if (isInLoop(place)) return true;
    if (inside === undefined) return false;
    const own = this.callsTo.from(inside);
    return own.length > 1 || own.some((call) => isInLoop(call.place));
  }
}

function isInLoop(place: Place | undefined): boolean {
  for (let one = place; one !== undefined; one = one.outer) if (LOOPS.has(one.statement.command.type)) return true;
  return false;
}
