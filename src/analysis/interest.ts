/** Builds the slicing criterion: the union of what the enabled rules watch (`meta.watches`). */
import { outcomeInterest } from "../programs/input-judges.ts";
import { isModelled, isStarter } from "../programs/table.ts";
import { COMPOSED_COMMAND, programNames, type Interest, type WatchedNames } from "../shell/index.ts";
import { AWS_CALLS } from "./watches/aws-calls.ts";
import type { Watches } from "./watches/watches.ts";

/** Programs that are always tracked path by path if every command is followed: selectors in a user's own rules ask for them most. */
const ALWAYS: readonly Watches[] = [AWS_CALLS, { programs: ["curl", "wget"] }];

type Test = NonNullable<Watches["where"]>;

interface ProgramWatch {
  readonly programs: readonly string[];
  /** Matches the programs' names where they can be program names: not within a host name or a directory name. */
  readonly names: RegExp;
  readonly watches: Watches;
}

let created = 0;

export class Criterion {
  /** Different for each criterion. */
  readonly id: number;
  /** Whether every node of the tree is visited. */
  readonly syntax: boolean;
  readonly #all: boolean;
  readonly #watches: readonly Watches[];
  readonly #programs: readonly ProgramWatch[];
  readonly #outcomes: readonly Omit<ProgramWatch, "watches">[];

  /** @param complete whether every command is followed, regardless of what the rules watch */
  constructor(watches: readonly Watches[], complete = false) {
    this.id = created++;
    this.#all = complete || watches.some(({ programs }) => programs === "all");
    this.syntax = complete || watches.some(({ syntax }) => syntax === true);
    this.#watches = this.#all ? [...watches, ...ALWAYS] : watches;
    this.#programs = this.#watches.flatMap((one) => {
      const { programs } = one;
      if (programs === undefined || programs === "all" || programs.length === 0) return [];
      return [{ programs, names: new RegExp(programNames(programs)), watches: one }];
    });
    this.#outcomes = watches.flatMap(({ outcomes = [] }) =>
      outcomes.length === 0 ? [] : [{ programs: outcomes, names: new RegExp(programNames(outcomes)) }],
    );
  }

  /**
   * Returns what is of interest in a script. No program is watched if the script's text alone shows that no rule can report
   * anything.
   * @param lasting matches names of files that later steps read
   */
  interestIn(text: string, lasting?: RegExp): Interest {
    const tested = new Map<Test, boolean>();
    const matches = (pattern: Test | undefined, otherwise = true): boolean => {
      if (pattern === undefined) return otherwise;
      let is = tested.get(pattern);
      if (is === undefined) tested.set(pattern, (is = pattern.test(text)));
      return is;
    };
    const named = this.#programs.filter(
      ({ names, watches: { about, where } }) =>
        matches(about) && matches(where) && (matches(names) || matches(COMPOSED_COMMAND)),
    );
    const watched = (this.#all ? [...ALWAYS, ...named] : named).flatMap(({ programs }) => programsOf(programs));
    const outcomes = [
      ...new Set(
        this.#outcomes
          .filter(({ names }) => matches(names) || matches(COMPOSED_COMMAND))
          .flatMap(({ programs }) => programs),
      ),
    ];
    const readers = this.#watches.flatMap(({ readers: one, where }) =>
      one !== undefined && matches(where) ? one : [],
    );
    const variables = this.#watches.flatMap((one) => {
      if (one.variables === undefined || !matches(one.where)) return [];
      const { variable, file } = one.variables;
      const isNamed =
        matches(variable) || matches(file) || matches(lasting, false) || named.some(({ watches }) => watches === one);
      return this.#all || isNamed ? one.variables : [];
    });
    return {
      watched: [...new Set(watched)],
      about: aboutOf(named.filter(({ watches }) => !ALWAYS.includes(watches))),
      variables: withFiles(namesOf(variables), lasting),
      outcomes: this.#all || outcomes.length > 0 ? outcomeInterest(outcomes, this.#all) : undefined,
      modelled: (name) => isModelled(name) || watched.includes(name) || outcomes.includes(name),
      starts: isStarter,
      followed:
        readers.length === 0
          ? undefined
          : {
              commands: anyOf(readers.map(({ commands }) => commands)),
              parts: anyOf(readers.map(({ parts }) => parts)),
            },
      only: !this.#all,
    };
  }
}

/** The programs that are of interest only if certain text may reach them, unless another rule watches them unconditionally. */
function aboutOf(named: readonly ProgramWatch[]): Interest["about"] {
  const certain = new Set(named.flatMap(({ programs, watches }) => (watches.about === undefined ? programs : [])));
  const some = named.flatMap(({ programs, watches: { about } }) => {
    const rest = programs.filter((name) => !certain.has(name));
    return about === undefined || rest.length === 0 ? [] : [{ programs: rest, about }];
  });
  if (some.length === 0) return undefined;
  return {
    programs: [...new Set(some.flatMap(({ programs }) => programs))],
    parts: anyOf(some.map(({ about }) => about)),
  };
}

function namesOf(all: readonly WatchedNames[]): WatchedNames | undefined {
  const [first, ...others] = new Set(all);
  if (first === undefined || others.length === 0) return first;
  return {
    variable: anyOf(all.map(({ variable }) => variable)),
    file: anyOf(all.map(({ file }) => file)),
    has: (name) => all.some((one) => one.has(name)),
  };
}

/** The same names, and the files. */
function withFiles(names: WatchedNames | undefined, files: RegExp | undefined): WatchedNames | undefined {
  return names && files ? { ...names, file: anyOf([names.file, files]) } : names;
}

function programsOf(programs: Watches["programs"]): readonly string[] {
  return programs === undefined || programs === "all" ? [] : programs;
}

/** Returns one regular expression that matches what any of the patterns matches. */
function anyOf(patterns: readonly RegExp[]): RegExp {
  const sources = new Set(patterns.map(({ source }) => source));
  return sources.size === 1 ? patterns[0]! : new RegExp([...sources].map((source) => `(?:${source})`).join("|"));
}
