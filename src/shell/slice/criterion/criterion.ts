/** The slicing criterion: the interest in a script, and how its programs and variables are recognized by their names. */
import type { OutcomeInterest } from "../../model/program-model.ts";

import type { Part } from "../survey/fragments.ts";
import type { Survey } from "../survey/survey.ts";

/** What a caller wants to know about a script. */
export interface Interest {
  /** Base names of the programs whose arguments and environments are examined path by path. */
  readonly watched: readonly string[];
  /** Some of these programs are of interest only if a text with one of these parts may reach them. */
  readonly about?:
    | {
        readonly programs: readonly string[];
        readonly parts: RegExp;
        /** The output of these programs also counts as such a text if their words contain it. */
        readonly isPrinted?: true | undefined;
      }
    | undefined;
  /** Variables and files whose changes are of interest even if no watched program is named. */
  readonly variables?: WatchedNames | undefined;
  /** Additional commands of interest: those with one of the parts in a word, and those that read from them. */
  readonly followed?: { readonly commands: RegExp; readonly parts: RegExp } | undefined;
  /** Instead of all of this: commands that are of interest with everything that they read, on whichever path. */
  readonly readers?: ((survey: Survey) => readonly Part[]) | undefined;
  /**
   * Programs whose use of their words is modelled; in the words of any other program, a watched program's name means nothing.
   */
  readonly modelled?: ((program: string) => boolean) | undefined;
  /** Programs that may run a file that their words name; any program may if this is not given. */
  readonly starts?: ((program: string) => boolean) | undefined;
  /** Programs for which it is followed whether the script notices that they failed. */
  readonly outcomes?: OutcomeInterest | undefined;
  /** all: paths also record how programs ended that are not watched, read nothing and whose output nothing reads. */
  readonly facts?: "all" | undefined;
  /** Whether everything unrelated to these may be skipped. */
  readonly only?: boolean | undefined;
  /**
   * Whether few paths are kept apart, which over-approximates: the result may contain impossible cases, and lacks no possible
   * one.
   */
  readonly roughly?: boolean | undefined;
}

/** Variables and files that are of interest in themselves. */
export interface WatchedNames {
  /** Matches a text that may name one of the variables, or the start of its name (`AWS_$NAME`). */
  readonly variable: RegExp;
  /** Matches a text that may name one of the files. */
  readonly file: RegExp;
  /** Whether the variable is one of them. */
  has(variable: string): boolean;
}

/** A letter, a dot or a dash before a name makes it part of another name, except for the dash of `${CMD:-aws}`. */
const PART_OF_ANOTHER = String.raw`(?<![\w.]|(?<!\$\{[\w[\]@*]+:?)-)`;

/** Quotes and backslashes between two letters of a name: `a''ws`, `"c"url`, `a\ws`. */
const QUOTING = String.raw`["'\\]{0,4}`;

/**
 * The source of an expression that matches one of the programs' names where it may name a program; it matches nothing if
 * `names` is empty.
 */
export function programNames(names: readonly string[]): string {
  if (names.length === 0) return "(?!)";
  const escaped = names.map((name) => [...name].map((letter) => letter.replace(/[^\w-]/, "\\$&")).join(QUOTING));
  return `${PART_OF_ANOTHER}(?:${escaped.join("|")})(?![\\w./-])`;
}

/** The same, and names of watched variables and files. */
export function programPattern(names: readonly string[], variables: WatchedNames | undefined): RegExp {
  const more = variables === undefined ? [] : [variables.variable.source, variables.file.source];
  return new RegExp([programNames(names), ...more].join("|"));
}
