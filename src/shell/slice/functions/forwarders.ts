/** Functions that run their arguments as a command: `run() { "$@"; }`, `retry() { timeout 9 "$@"; }`. */
import { groupBy } from "../../../grouping/group-by.ts";
import { mayBeComposed } from "../survey/composed-callees.ts";
import type { Call, Part } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";
import type { Texts } from "../survey/text-search.ts";

/** A positional parameter, or all of them. */
const POSITIONAL = /\$\{?[1-9@*]/;
/** Commands that do not run their arguments. */
const RUNS_NOTHING: ReadonlySet<string> = new Set(
  ": [ cat cd chmod chown cp declare echo exit export false local logger mkdir mv printf read readonly return rm set shift test touch true typeset unset".split(
    " ",
  ),
);

export class Runners {
  /** The names of such functions, with the commands in them that run the arguments. */
  readonly #running = new Map<string, Call[]>();
  /** Calls of such functions. */
  readonly calls: readonly Call[];

  readonly #texts: Texts;

  constructor(survey: Survey) {
    this.#texts = survey.texts;
    const handed = survey.calls.filter((call) => call.inside !== undefined && isHanded(call, survey));
    for (const call of handed) {
      const name = call.inside!;
      const all = this.#running.get(name);
      if (all === undefined) this.#running.set(name, [call]);
      else all.push(call);
    }
    this.calls = this.#running.size === 0 ? [] : survey.calls.filter(({ callee }) => this.#running.has(callee));
  }

  /** The commands in the function that run its arguments. */
  within(name: string): readonly Call[] {
    return this.#running.get(name) ?? [];
  }

  /** Whether the call passes on arguments of the function that contains the call. */
  handsOn({ text }: Call): boolean {
    return POSITIONAL.test(text);
  }

  /** Whether the call's words name, or may name, one of the functions. */
  names({ args }: Call, functions: ReadonlySet<string>): boolean {
    return args.some((word) => this.#texts.mentions(word, functions) || mayBeComposed(word, functions));
  }
}

/** Whether the command may run arguments of the function that contains it. */
function isHanded(call: Call, survey: Survey): boolean {
  const { callee, named } = call;
  if (named === "@") return true;
  if (named !== undefined) return holdsWords(named, call, survey);
  return !RUNS_NOTHING.has(callee) && usesWords(call, survey);
}

/** Whether the command's words may contain arguments of its function. */
export function usesWords(call: Part, survey: Survey): boolean {
  return POSITIONAL.test(call.text) || call.uses.some((name) => holdsWords(name, call, survey));
}

/** Whether the variable may contain an argument of the function in which the call is. */
function holdsWords(name: string, { inside }: Part, survey: Survey): boolean {
  return holders(survey).get(name)?.has(inside) === true;
}

/** By the name of each variable: the functions that assign one of their arguments to it. */
type Holders = ReadonlyMap<string, ReadonlySet<string | undefined>>;

const known = new WeakMap<Survey, Holders>();

function holders(survey: Survey): Holders {
  let all = known.get(survey);
  if (all === undefined) {
    const assigning = survey.allDefinitions.filter(({ text }) => POSITIONAL.test(text));
    const named = Array.from(groupBy(assigning, ({ name }) => name));
    all = new Map(named.map(([name, ofName]) => [name, new Set(ofName.map(({ inside }) => inside))]));
    known.set(survey, all);
  }
  return all;
}
