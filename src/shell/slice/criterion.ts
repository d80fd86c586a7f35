/** The interest in a script, and how its programs and variables are told by their names. */
import type { OutcomeInterest } from "../model/program-model.ts";

import type { Part } from "./fragments.ts";
import type { Survey } from "./survey.ts";

/** What somebody wants to know of a script. */
export interface Interest {
  /** Base names of the programs whose arguments and environments are judged path by path. */
  readonly watched: readonly string[];
  /** Of these programs, some are of interest only where a text may come to them that has one of these parts. */
  readonly about?:
    | {
        readonly programs: readonly string[];
        readonly parts: RegExp;
        /** Such a text is also what these programs print if it is in their words. */
        readonly isPrinted?: true | undefined;
      }
    | undefined;
  /** Variables and files whose changes are of interest even if no watched program is named. */
  readonly variables?: WatchedNames | undefined;
  /** Commands that are wanted though they are none of these: those with one of the parts in a word, and what reads from them. */
  readonly followed?: { readonly commands: RegExp; readonly parts: RegExp } | undefined;
  /** Instead of all of this: commands that are wanted with everything that they read, whichever path it comes by. */
  readonly readers?: ((survey: Survey) => readonly Part[]) | undefined;
  /** Programs that do something with their words that counts; of others a watched program's name among these says nothing. */
  readonly modelled?: ((program: string) => boolean) | undefined;
  /** Programs that may run a file that their words name; every one may where nothing is said. */
  readonly starts?: ((program: string) => boolean) | undefined;
  /** Programs of which it is followed whether somebody notices that they failed. */
  readonly outcomes?: OutcomeInterest | undefined;
  /** all: paths also keep how programs ended that are not watched, that read nothing and that nobody reads from. */
  readonly facts?: "all" | undefined;
  /** What has to do with none of these may be passed over. */
  readonly only?: boolean | undefined;
  /** Few paths are kept apart: more is then possible than there is, and nothing less. */
  readonly roughly?: boolean | undefined;
}

/** Variables and files that are of interest of themselves. */
export interface WatchedNames {
  /** Matches a text that may name one of the variables, or the start of its name (`AWS_$NAME`). */
  readonly variable: RegExp;
  /** Matches a text that may name one of the files. */
  readonly file: RegExp;
  /** Whether the variable is one of them. */
  has(variable: string): boolean;
}

/** A letter, a dot or a dash before it makes a name a part of another's, but for the dash of `${CMD:-aws}`. */
const PART_OF_ANOTHER = String.raw`(?<![\w.]|(?<!\$\{[\w[\]@*]+:?)-)`;

/** One of the programs' names where it may be one: the source of an expression, which matches nothing where there is none. */
export function programNames(names: readonly string[]): string {
  if (names.length === 0) return "(?!)";
  const escaped = names.map((name) => name.replaceAll(/[^\w-]/g, "\\$&"));
  return `${PART_OF_ANOTHER}(?:${escaped.join("|")})(?![\\w./-])`;
}

/** The same, and what names a watched variable or file. */
export function programPattern(names: readonly string[], variables: WatchedNames | undefined): RegExp {
  const more = variables === undefined ? [] : [variables.variable.source, variables.file.source];
  return new RegExp([programNames(names), ...more].join("|"));
}
