/** Finds the sinks: the commands of a script that are of interest in themselves. */
import { isBuiltin } from "../../syntax/builtin-names.ts";
import { programNames, programPattern, type Interest } from "../criterion/criterion.ts";
import { startedIn, withoutStarted } from "../criterion/substitution-output.ts";
import { withCallers } from "../functions/callers.ts";
import { ComposedNames } from "../criterion/composed-names.ts";
import type { Call, Definition, Part } from "../survey/fragments.ts";
import { Reach } from "../flow/reach.ts";
import { groupWriters } from "./group-writers.ts";
import { expansions } from "../../syntax/names.ts";
import { GroupedEdges, reachable } from "../survey/reachable.ts";
import { containsOneOf } from "../survey/contained-texts.ts";
import type { Survey } from "../survey/survey.ts";
import { oncePerText } from "../survey/text-search.ts";

export interface Sinks {
  readonly sinks: ReadonlySet<Call>;
  /** Variables that contain the output of such commands. */
  readonly printed: ReadonlySet<string>;
  /** Functions that contain such commands, and their callers: they may print the same output. */
  readonly producers: ReadonlySet<string>;
}

const NONE: Sinks = { sinks: new Set(), printed: new Set(), producers: new Set() };

/** The calls for which it is followed whether their failure is noticed; they do not depend on the rest of the interest. */
export function outcomesOf(survey: Survey, { outcomes, modelled }: Interest): Sinks {
  if (outcomes === undefined || outcomes.programs.length === 0) return NONE;
  return found(survey, [criterionOf(outcomes.programs, undefined)], { modelled });
}

/** Programs that are searched for in the same way. */
interface Criterion {
  readonly programs: readonly string[];
  /** Matches their names, and the variables and files that make a command interesting if its text contains them. */
  readonly pattern: RegExp;
  /** Matches their names at the start of a command. */
  readonly started: RegExp;
  /** Set if only commands that a certain text may reach count. */
  readonly reach: Reach | undefined;
}

/**
 * Commands that start a watched program by its name, a variable or an alias: the union over the criteria, because the
 * requirements of one program do not apply to another.
 */
export function sinksOf(survey: Survey, interest: Interest): Sinks {
  const criteria = criteriaOf(survey, interest);
  return criteria.length === 0 ? NONE : found(survey, criteria, interest);
}

function found(
  survey: Survey,
  criteria: readonly Criterion[],
  { modelled, starts, variables }: Pick<Interest, "modelled" | "starts" | "variables">,
): Sinks {
  const foreign = foreignCalls(survey, modelled);
  const sinks = new Set<Call>();
  for (const criterion of criteria) addSinks(survey, criterion, foreign, sinks, starts);
  if (variables !== undefined) {
    const namesFile = oncePerText((text) => variables.file.test(text));
    const names = holding(survey, new Set<string>(), ({ text }) => namesFile(text));
    for (const call of groupWriters(survey, variables, names)) sinks.add(call);
  }
  const within = [...sinks].flatMap(({ inside }) => inside ?? []);
  const producers = withCallers(within, survey.calls, ({ callee }) => [callee]);
  const printed = new Set<string>();
  for (const { pattern, reach } of criteria) {
    const isNamed = oncePerText((text) => pattern.test(text));
    const names = holding(
      survey,
      producers,
      (one) => isNamed(one.text) && (reach === undefined || reach.isIn(one)),
      (one) => reach?.unansweredPart(one) ?? one,
    );
    for (const name of names) printed.add(name);
  }
  return { sinks, printed, producers };
}

function criteriaOf(survey: Survey, { watched, about, variables }: Interest): readonly Criterion[] {
  const criteria: Criterion[] = [];
  const rest = about === undefined ? watched : watched.filter((name) => !about.programs.includes(name));
  if (rest.length > 0 || variables !== undefined) {
    criteria.push(criterionOf(rest, variables));
  }
  const limited = about === undefined ? [] : watched.filter((name) => about.programs.includes(name));
  if (about !== undefined && limited.length > 0) {
    criteria.push({
      programs: limited,
      pattern: programPattern(limited, undefined),
      started: startedIn(programNames(limited)),
      reach: new Reach(survey, about.parts, about.isPrinted === true ? [] : about.programs),
    });
  }
  return criteria;
}

function criterionOf(programs: readonly string[], variables: Interest["variables"]): Criterion {
  return {
    programs,
    pattern: programPattern(programs, variables),
    started: startedIn(programNames(programs)),
    reach: undefined,
  };
}

/** Commands of programs that are not modelled: a watched program's name in their words means nothing. */
function foreignCalls(survey: Survey, modelled: Interest["modelled"]): ReadonlySet<Call> {
  if (modelled === undefined) return new Set();
  const names = new Map<string, boolean>();
  return new Set(
    survey.calls.filter(({ named, callee }) => {
      if (named !== undefined) return false;
      let is = names.get(callee);
      if (is === undefined) names.set(callee, (is = isForeign(callee, survey, modelled)));
      return is;
    }),
  );
}

function addSinks(
  survey: Survey,
  { programs: watched, pattern, started, reach }: Criterion,
  foreign: ReadonlySet<Call>,
  sinks: Set<Call>,
  starts: Interest["starts"],
): void {
  const names = {
    test: oncePerText((text) => pattern.test(text) && pattern.test(withoutStarted(text, started))),
  };
  const programs = holding(survey, new Set<string>(), ({ text }) => names.test(text));
  let reachOfNames: Reach | undefined;
  /** Whether the program's name may come from a file, a function argument or a reference, which variables alone do not show. */
  const isReached = ({ named, text, inside }: Call): boolean => {
    if (named === undefined || named === "@") return false;
    return (reachOfNames ??= new Reach(survey, names)).isInVariable(named, text, inside);
  };
  const composed = new ComposedNames(survey, watched);
  const isComposed = ({ callee, args }: Call): boolean =>
    composed.has(callee) || (starts?.(callee) === true && args.some((word) => composed.has(word)));
  for (const call of survey.calls) {
    if (sinks.has(call) || foreign.has(call)) continue;
    // A shell may run the here-documents.
    const own = call.bodies === "" ? call.uses : [...call.uses, ...expansions(call.bodies)];
    const uses = survey.aliases.has(call.callee) ? [...own, call.callee] : own;
    const isNamed =
      pattern.test(call.text + call.bodies) ||
      uses.some((name) => programs.has(name)) ||
      isReached(call) ||
      isComposed(call);
    if (isNamed && (reach === undefined || reach.comesTo(call))) sinks.add(call);
  }
}

/** Whether the name is that of a program whose use of its words is not modelled (`docker exec web aws …`). */
function isForeign(callee: string, survey: Survey, modelled: (program: string) => boolean): boolean {
  if (modelled(callee) || !/^[\w.+-]+$/.test(callee) || isBuiltin(callee, "bash")) return false;
  return !survey.aliases.has(callee) && !survey.written.has(callee) && !survey.mayBeFunction(callee);
}

/** Commands that are of interest for what they read. */
export function readersOf(survey: Survey, { followed, readers }: Interest): readonly Part[] {
  return [...toldReaders(survey, followed), ...(readers?.(survey) ?? [])];
}

/** The text tools that `Interest.followed` selects. */
function toldReaders(survey: Survey, followed: Interest["followed"]): readonly Part[] {
  if (followed === undefined) return [];
  const { commands: tools, parts } = followed;
  const shown = new Reach(survey, parts);
  const commands = survey.calls.filter(({ text }) => tools.test(text));
  const seeds = commands.filter((call) => shown.isInWords(call)).map(({ text }) => text);
  // A shell may run a here-document, either directly or from a file.
  const embedded = survey.calls.filter(({ bodies }) => bodies !== "" && tools.test(bodies) && parts.test(bodies));
  if (seeds.length === 0) return embedded;
  const reach = new Reach(survey, { test: containsOneOf(seeds) });
  return [...embedded, ...commands.filter((call) => reach.comesTo(call))];
}

/**
 * Variables that are assigned a value for which `first` is true, the output of one of the functions, or the value of another
 * such variable.
 * @param own the part of a definition that may contain another variable's value.
 */
function holding(
  survey: Survey,
  producers: ReadonlySet<string>,
  first: (one: Definition) => boolean,
  own: (one: Definition) => Pick<Definition, "text" | "uses"> = (one) => one,
): ReadonlySet<string> {
  const held = new Set<string>();
  // A command that assigns many variables has one list of uses for all.
  const edges = new GroupedEdges<string, readonly string[], string>();
  for (const [name, all] of survey.definitions)
    for (const one of all) {
      const { text, uses } = own(one);
      if (first(one) || survey.texts.mentions(text, producers)) held.add(name);
      edges.add(uses, () => uses, name);
    }
  return reachable(held, (name) => edges.from(name));
}
