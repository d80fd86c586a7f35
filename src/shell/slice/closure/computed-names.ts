/** Which variables a script may read by a name that it computes: `${!X}`, `eval "Y=\$PREFIX_$STAGE"`, `declare -n R=$1`. */
import { withCallers } from "../functions/callers.ts";
import { expandsParameter } from "../flow/function-arguments.ts";
import type { Call, Part } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";
import { identifiers, nameLikeWords } from "../../syntax/names.ts";

/** Code that uses a value as a name, or runs a value. `${!A[@]}` lists the indexes of an array. */
const USES_NAME = /\$\{!(?!\w+\[[@*]\])|\beval\b/;

/** What stands before, or after, a part of a composed name: an expansion or a `%s`; and `+=`, which appends. */
const BEFORE_PART = /(?:[})`"']|\$[0-9]|%s|\+=)$/;
const AFTER_PART = /^["']{0,2}(?:[$`]|%s)/;

/** Two expansions without text between them. */
const ONLY_EXPANSIONS = /(?:\$\w+|\})["']*[$`]|[)`]["']*\$/;

const NONE: readonly string[] = [];

/** The parts of names that a text composes; the empty part is in all names. */
function namePartsIn(text: string): readonly string[] {
  const parts = ONLY_EXPANSIONS.test(text) ? [""] : [];
  for (const { 0: word, index } of text.matchAll(/\w+/g)) {
    const end = index + word.length;
    // In `$1_PROFILE` and `%s_PROFILE`, one character of the word is of the expansion.
    const expanded = /^[0-9s]/.test(word) && BEFORE_PART.test(text.slice(Math.max(0, index - 1), index + 1)) ? 1 : 0;
    const part = word.slice(expanded);
    const isPart = BEFORE_PART.test(text.slice(Math.max(0, index - 2), index + expanded));
    if (part !== "" && (isPart || AFTER_PART.test(text.slice(end, end + 4)))) parts.push(part);
  }
  return parts;
}

/** Lists of names are cached: the same text, or part, always has the same list. */
export class ComputedNames {
  /** Functions whose arguments may be names of variables that they read. */
  readonly functions: ReadonlySet<string>;
  readonly #survey: Survey;
  /** Variables whose values are names, or parts of names. */
  readonly #variables: ReadonlySet<string>;
  readonly #computing = new Map<string, boolean>();
  readonly #namesIn = new Map<string, readonly string[]>();
  readonly #namesWith = new Map<string, readonly string[]>();

  constructor(survey: Survey) {
    const { calls, naming } = survey;
    const passing = naming.size === 0 ? [] : calls.filter(({ args }) => args.some(expandsParameter));
    this.functions = withCallers(naming, passing, ({ callee }) => [callee]);
    this.#survey = survey;
    this.#variables = withSources(survey);
  }

  /** The variables whose names a call may compute. */
  ofCall({ text, bodies }: Call): readonly string[] {
    const code = bodies === "" ? text : text + bodies;
    return this.#isComputing(code) ? this.#in(code) : NONE;
  }

  /** The variables whose names the definition may compute, or that its value may name. */
  ofDefinition(name: string, { text }: Part): readonly string[] {
    return this.#variables.has(name) || this.#isComputing(text) ? this.#in(text) : NONE;
  }

  /** Whether the code uses a value as a name, or passes it to a function that does. */
  #isComputing(code: string): boolean {
    let found = this.#computing.get(code);
    if (found === undefined) {
      const { functions } = this;
      found = USES_NAME.test(code) || (functions.size > 0 && nameLikeWords(code).some((word) => functions.has(word)));
      this.#computing.set(code, found);
    }
    return found;
  }

  /** The names that the text contains, and the variables whose names have parts that it composes. */
  #in(text: string): readonly string[] {
    let names = this.#namesIn.get(text);
    if (names === undefined) {
      const composed = new Set(namePartsIn(text).flatMap((part) => this.#with(part)));
      names = [...new Set([...identifiers(text), ...composed])];
      this.#namesIn.set(text, names);
    }
    return names;
  }

  /** The variables of the script whose names contain the part. */
  #with(part: string): readonly string[] {
    let names = this.#namesWith.get(part);
    if (names === undefined) {
      names = [...this.#survey.definitions.keys()].filter((name) => name.includes(part));
      this.#namesWith.set(part, names);
    }
    return names;
  }
}

/** The variables whose values are used as names, and those that these values come from. */
function withSources({ definitions, indirect }: Survey): ReadonlySet<string> {
  const found = new Set(indirect);
  const seen = new Set<readonly string[]>();
  for (const name of found)
    for (const { uses } of definitions.get(name) ?? []) {
      if (seen.has(uses)) continue;
      seen.add(uses);
      for (const use of uses) found.add(use);
    }
  return found;
}
