/** Functions that receive what shows whether a call has failed: its output or status, as an argument or as input. */
import type { Statement } from "unbash";
import { expandsParameter } from "./function-arguments.ts";
import type { Call, Part, Place } from "../survey/fragments.ts";
import { Edges, GroupedEdges, reachable } from "../survey/reachable.ts";
import type { Survey } from "../survey/survey.ts";
import { oncePerText } from "../survey/text-search.ts";

export interface GivenAnswers {
  /** Functions that receive it as an argument. */
  readonly functions: ReadonlySet<string>;
  /** Functions that receive it as input, from a pipeline. */
  readonly fed: ReadonlySet<string>;
  /** Variables that contain it, `holding` and those that the functions assign. */
  readonly names: ReadonlySet<string>;
}

/**
 * @param calls the calls that may fail
 * @param holding the variables that contain such an answer
 * @param isAnswer whether a text is such an answer
 */
export function givenAnswers(
  survey: Survey,
  calls: ReadonlySet<Call>,
  holding: ReadonlySet<string>,
  isAnswer: (text: string) => boolean,
): GivenAnswers {
  const around = statementsAround(calls);
  // The nodes of the graph: functions, and variables with a `$` before the name.
  const passing = new Edges<string, string>();
  const defining = new GroupedEdges<string, readonly string[], string>();
  const first = new Set([...holding].map(variable));
  const fed = new Set<string>();
  const isPassedOn = oncePerText(expandsParameter);
  const receives = oncePerText(isAnswer);
  for (const { callee, text, uses, inside, place } of survey.calls) {
    if (!survey.bodies.has(callee)) continue;
    const isBeside = place !== undefined && around.has(place.statement);
    if (isBeside || receives(text)) first.add(callee);
    if (isBeside || isPipedInto(place, around)) fed.add(callee);
    for (const name of uses) passing.add(variable(name), callee);
    if (inside !== undefined && isPassedOn(text)) passing.add(inside, callee);
  }
  for (const { name, text, uses, inside } of survey.allDefinitions) {
    defining.add(uses, () => uses.map(variable), variable(name));
    if (inside !== undefined && isPassedOn(text)) passing.add(inside, variable(name));
  }
  const all = reachable(first, (node) => [...passing.from(node), ...defining.from(node)]);
  const names = new Set([...all].flatMap((node) => (node.startsWith("$") ? [node.slice(1)] : [])));
  return { functions: new Set([...all].filter((node) => !node.startsWith("$"))), fed, names };
}

function variable(name: string): string {
  return `$${name}`;
}

/** The statements that contain the parts. */
function statementsAround(parts: Iterable<Part>): ReadonlySet<Statement> {
  const around = new Set<Statement>();
  for (const { place } of parts)
    for (let one = place; one !== undefined && !around.has(one.statement); one = one.outer) around.add(one.statement);
  return around;
}

/** Whether the place is in a pipeline that contains one of the statements. */
function isPipedInto(place: Place | undefined, around: ReadonlySet<Statement>): boolean {
  for (let one = place; one !== undefined; one = one.outer)
    if (one.statement.command.type === "Pipeline" && around.has(one.statement)) return true;
  return false;
}
