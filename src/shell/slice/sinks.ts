/** The commands of a script that are of interest of themselves. */
import { isBuiltin } from "../syntax/builtin-names.ts";
import { programNames, programPattern, type Interest } from "./criterion.ts";
import { startedIn, withoutStarted } from "./substitution-output.ts";
import { withCallers } from "./callers.ts";
import { ComposedNames } from "./composed-names.ts";
import type { Call, Definition, Part } from "./fragments.ts";
import { Reach } from "./reach.ts";
import { GroupedEdges, reachable } from "./reachable.ts";
import type { Survey } from "./survey.ts";

export interface Sinks {
  readonly sinks: ReadonlySet<Call>;
  /** Variables that hold what such commands print. */
  readonly printed: ReadonlySet<string>;
  /** Functions that such commands stand in, and those that call them: they may print the same. */
  readonly producers: ReadonlySet<string>;
}

const NONE: Sinks = { sinks: new Set(), printed: new Set(), producers: new Set() };

/** Calls of which it is followed whether somebody notices that they failed: the same of each interest. */
export function outcomesOf(survey: Survey, { outcomes, modelled }: Interest): Sinks {
  if (outcomes === undefined || outcomes.programs.length === 0) return NONE;
  return found(survey, [criterionOf(outcomes.programs, undefined)], { modelled });
}

/** Programs that are looked for in the same way. */
interface Criterion {
  readonly programs: readonly string[];
  /** Their names, and what else in its text makes a command interesting: variables and files. */
  readonly pattern: RegExp;
  /** Their names where they start a command. */
  readonly started: RegExp;
  /** Only commands that a certain text may reach count; all do if it is `undefined`. */
  readonly reach: Reach | undefined;
}

/**
 * Commands that start a watched program, by its name, by a variable or by an alias: the union over the criteria, because what one
 * program needs says nothing about another.
 */
export function sinksOf(survey: Survey, interest: Interest): Sinks {
  const criteria = criteriaOf(survey, interest);
  return criteria.length === 0 ? NONE : found(survey, criteria, interest);
}

function found(
  survey: Survey,
  criteria: readonly Criterion[],
  { modelled, starts }: Pick<Interest, "modelled" | "starts">,
): Sinks {
  const foreign = foreignCalls(survey, modelled);
  const sinks = new Set<Call>();
  for (const criterion of criteria) addSinks(survey, criterion, foreign, sinks, starts);
  const within = [...sinks].flatMap(({ inside }) => inside ?? []);
  const producers = withCallers(within, survey.calls, ({ callee }) => [callee]);
  const printed = new Set<string>();
  for (const { pattern, reach } of criteria) {
    const names = holding(
      survey,
      producers,
      (one) => pattern.test(one.text) && (reach === undefined || reach.isIn(one)),
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

/** Commands of programs that are not modelled: a watched program's name among their words says nothing. */
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
  const names = { test: (text: string) => pattern.test(text) && pattern.test(withoutStarted(text, started)) };
  const programs = holding(survey, new Set<string>(), ({ text }) => names.test(text));
  let reachOfNames: Reach | undefined;
  /** Whether the program's name may come from a file, a function's argument or a reference: variables alone do not show it. */
  const isReached = ({ named, text, inside }: Call): boolean => {
    if (named === undefined || named === "@") return false;
    return (reachOfNames ??= new Reach(survey, names)).isInVariable(named, text, inside);
  };
  const composed = new ComposedNames(survey, watched);
  const isComposed = ({ callee, args }: Call): boolean =>
    composed.has(callee) || (starts?.(callee) === true && args.some((word) => composed.has(word)));
  for (const call of survey.calls) {
    if (sinks.has(call) || foreign.has(call)) continue;
    const uses = survey.aliases.has(call.callee) ? [...call.uses, call.callee] : call.uses;
    const isNamed =
      pattern.test(call.text + call.bodies) ||
      uses.some((name) => programs.has(name)) ||
      isReached(call) ||
      isComposed(call);
    if (isNamed && (reach === undefined || reach.comesTo(call))) sinks.add(call);
  }
}

/** Whether the name is a program's, and nobody knows what that does with its words (`docker exec web aws …`). */
function isForeign(callee: string, survey: Survey, modelled: (program: string) => boolean): boolean {
  if (modelled(callee) || !/^[\w.+-]+$/.test(callee) || isBuiltin(callee, "bash")) return false;
  return !survey.aliases.has(callee) && !survey.written.has(callee) && !survey.mayBeFunction(callee);
}

/** Commands that are wanted for what they read. */
export function readersOf(survey: Survey, { followed, readers }: Interest): readonly Part[] {
  return [...toldReaders(survey, followed), ...(readers?.(survey) ?? [])];
}

/** Text tools that an interest in what they are told wants. */
function toldReaders(survey: Survey, followed: Interest["followed"]): readonly Part[] {
  if (followed === undefined) return [];
  const { commands: tools, parts } = followed;
  const shown = new Reach(survey, parts);
  const commands = survey.calls.filter(({ text }) => tools.test(text));
  const seeds = commands.filter((call) => shown.isInWords(call)).map(({ text }) => text);
  // A shell may run a here-document, now or from a file.
  const embedded = survey.calls.filter(({ bodies }) => bodies !== "" && tools.test(bodies) && parts.test(bodies));
  if (seeds.length === 0) return embedded;
  const reach = new Reach(survey, { test: (text) => seeds.some((seed) => text.includes(seed)) });
  return [...embedded, ...commands.filter((call) => reach.comesTo(call))];
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
  const held = new Set<string>();
  // A command that gives values to many variables has one list of what it uses for all.
  const edges = new GroupedEdges<string, readonly string[], string>();
  for (const [name, all] of survey.definitions)
    for (const one of all) {
      const { text, uses } = own(one);
      if (first(one) || survey.texts.mentions(text, producers)) held.add(name);
      edges.add(uses, () => uses, name);
    }
  return reachable(held, (name) => edges.from(name));
}
