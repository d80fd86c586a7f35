/** Variables that a loop over the output of a call sets, and that the script tests afterwards: they show whether it had a round. */
import { isLoop } from "../../syntax/loops.ts";
import type { Definition, Guard, Part, Place } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";

/**
 * @param isAnswer whether a text contains the output of such a call, or the name of a file or variable with it
 * @param leaving the commands that end the script
 */
export function loopResults(
  survey: Survey,
  isAnswer: (text: string) => boolean,
  leaving: readonly Part[],
): readonly string[] {
  const tested = testedNames([...leaving, ...callsThatLeave(survey, leaving)]);
  if (tested.size === 0) return [];
  const known = new Map<Place, boolean>();
  const isOverAnswer = (place: Place): boolean => {
    let is = known.get(place);
    if (is === undefined) known.set(place, (is = headsOf(place).some(isAnswer)));
    return is;
  };
  const names = survey.allDefinitions.filter((one) => tested.has(one.name) && isInLoop(one, isOverAnswer));
  return [...new Set(names.map(({ name }) => name))];
}

/** Calls of functions that end the script: `[ "$N" -gt 0 ] || die "none"`. */
function callsThatLeave({ calls }: Survey, leaving: readonly Part[]): readonly Part[] {
  const ending = new Set(leaving.flatMap(({ inside }) => inside ?? []));
  return ending.size === 0 ? [] : calls.filter(({ callee }) => ending.has(callee));
}

function testedNames(parts: readonly Part[]): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<Guard>();
  for (let { guard } of parts)
    for (; guard !== undefined && !seen.has(guard); guard = guard.outer) {
      seen.add(guard);
      for (const name of guard.names) names.add(name);
    }
  return names;
}

function isInLoop({ place }: Definition, isOverAnswer: (place: Place) => boolean): boolean {
  for (let one = place?.outer; one !== undefined; one = one.outer) if (isOverAnswer(one)) return true;
  return false;
}

/** The texts of what the loops of a statement iterate over: the words, or the input. */
function headsOf({ statement: { command }, source }: Place): readonly string[] {
  const inner = command.type === "Redirected" ? command.command : command;
  if (!isLoop(inner)) return [];
  const redirects = command.type === "Redirected" ? command.redirects : [];
  const words = inner.type === "For" ? (inner.wordlist ?? []) : [];
  return [...words, ...redirects].map(({ pos, end }) => source.slice(pos, end));
}
