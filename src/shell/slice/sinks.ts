/** The commands of a script that are of interest of themselves. */
import { isBuiltin } from "../syntax/builtin-names.ts";
import { programNames, programPattern, type Interest } from "./criterion.ts";
import { startedIn, withoutStarted } from "./substitution-output.ts";
import { withCallers } from "./callers.ts";
import type { Call, Definition } from "./fragments.ts";
import { Reach } from "./reach.ts";
import type { Survey } from "./survey.ts";

export interface Sinks {
  readonly sinks: ReadonlySet<Call>;
  /** Variables that hold what such commands print. */
  readonly printed: ReadonlySet<string>;
  /** Functions that such commands stand in, and those that call them: they may print the same. */
  readonly producers: ReadonlySet<string>;
}

const NONE: Sinks = { sinks: new Set(), printed: new Set(), producers: new Set() };

/** Commands that start a program that is watched, by its name, by a variable or by an alias. */
export function sinksOf(survey: Survey, { watched, about, variables, modelled }: Interest): Sinks {
  if (watched.length === 0 && variables === undefined) return NONE;
  const reach = about === undefined ? undefined : new Reach(survey, about.parts, about.programs);
  const rest = about === undefined ? watched : watched.filter((name) => !about.programs.includes(name));
  const certain = programPattern(rest, variables);
  const pattern = programPattern(watched, variables);
  const comesTo = (call: Call): boolean => reach === undefined || reach.comesTo(call);
  const foreignNames = new Map<string, boolean>();
  const isForeignCall = ({ named, callee }: Call): boolean => {
    if (named !== undefined || modelled === undefined) return false;
    let is = foreignNames.get(callee);
    if (is === undefined) foreignNames.set(callee, (is = isForeign(callee, survey, modelled)));
    return is;
  };
  const foreign = new Set(survey.calls.filter(isForeignCall));
  const sinks = new Set(
    survey.calls.filter((call) => {
      if (foreign.has(call)) return false;
      const written = call.text + call.bodies;
      return certain.test(written) || (pattern.test(written) && comesTo(call));
    }),
  );
  const started = startedIn(programNames(watched));
  const programs = holding(survey, new Set<string>(), ({ text: written }) => {
    return pattern.test(written) && pattern.test(withoutStarted(written, started));
  });
  for (const call of survey.calls) {
    const names = survey.aliases.has(call.callee) ? [...call.uses, call.callee] : call.uses;
    if (!foreign.has(call) && names.some((name) => programs.has(name)) && comesTo(call)) sinks.add(call);
  }
  const within = [...sinks].flatMap(({ inside }) => inside ?? []);
  const producers = withCallers(within, survey.calls, ({ callee }) => [callee]);
  const printed = holding(
    survey,
    producers,
    (one) => {
      if (certain.test(one.text)) return true;
      return pattern.test(one.text) && (reach === undefined || reach.isIn(one));
    },
    (one) => reach?.unansweredPart(one) ?? one,
  );
  return { sinks, printed, producers };
}

/** Whether the name is a program's, and nobody knows what that does with its words (`docker exec web aws …`). */
function isForeign(callee: string, survey: Survey, modelled: (program: string) => boolean): boolean {
  if (modelled(callee) || !/^[\w.+-]+$/.test(callee) || isBuiltin(callee, "bash")) return false;
  return !survey.aliases.has(callee) && !survey.written.has(callee) && !survey.mayBeFunction(callee);
}

/** Text tools that an interest in what they are told wants. */
export function readersOf(survey: Survey, { followed }: Interest): readonly Call[] {
  if (followed === undefined) return [];
  const shown = new Reach(survey, followed.parts);
  const commands = survey.calls.filter(({ text }) => followed.commands.test(text));
  const seeds = commands.filter((call) => shown.isInWords(call)).map(({ text }) => text);
  if (seeds.length === 0) return [];
  const reach = new Reach(survey, { test: (text) => seeds.some((seed) => text.includes(seed)) });
  return commands.filter((call) => reach.comesTo(call));
}

/**
 * Variables that are given what `first` tells of, what one of the functions prints, or another's value.
 * @param own what of a definition may be another's value.
 */
function holding(
  survey: Survey,
  producers: ReadonlySet<string>,
  first: (one: Definition) => boolean,
  own: (one: Definition) => Pick<Definition, "text" | "uses"> = (one) => one,
): ReadonlySet<string> {
  const { definitions } = survey;
  const names = new Set<string>();
  for (const [name, all] of definitions) if (all.some((one) => first(one))) names.add(name);
  let before = -1;
  while (before !== names.size) {
    before = names.size;
    for (const [name, all] of definitions) {
      if (names.has(name)) continue;
      const holds = all.some((one) => {
        const { uses, text } = own(one);
        return uses.some((use) => names.has(use)) || survey.texts.mentions(text, producers);
      });
      if (holds) names.add(name);
    }
  }
  return names;
}
