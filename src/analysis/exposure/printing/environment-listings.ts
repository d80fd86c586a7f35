/** What `env`, `printenv` and readers of `/proc/self/environ` print: all variables of a process. */
import { leadingText } from "../../../programs/argv/argument.ts";
import {
  type AbstractString,
  type ProgramModel,
  type Run,
  knownText,
  outline,
  stringOf,
} from "../../../shell/index.ts";

/** The maximum number of variables in one listing. */
const MOST_VARIABLES = 200;

/** Returns `NAME=value` for each of these that is exported and that the script has set. */
function linesOf({ environment }: Run, names: Iterable<string>): readonly AbstractString[] {
  const lines: AbstractString[] = [];
  for (const name of names) {
    if (lines.length >= MOST_VARIABLES) break;
    for (const one of environment.get(name))
      if (one.state === "set" && one.exported && one.array === undefined)
        lines.push([...stringOf(`${name}=`), ...one.value]);
  }
  return lines;
}

const NONE: ReadonlySet<string> = new Set();

/** Returns a line for each exported variable that the script has set, including those with unknown names. */
function environmentOf(run: Run, removed: ReadonlySet<string> = NONE): readonly AbstractString[] {
  const names = Array.from(run.environment.names()).filter((name) => !removed.has(name));
  const unnamed = run.environment.others().flatMap((one) => (one.state === "unknown" && one.words ? [one.words] : []));
  return [...linesOf(run, names), ...unnamed];
}

export const env: ProgramModel = (run) => {
  const args = run.argv.slice(1);
  const words = args.map(({ value }) => leadingText(value));
  if (words.some((word) => word.startsWith("--help") || word === "--version")) return [];
  const own = args.filter((_, index) => /^[A-Za-z_]\w*=/.test(words[index]!)).map(({ value }) => value);
  const isEmpty = words.some((word) => /^-(?:[^\Wi]*i\w*)?$|^--ignore-environment$/.test(word));
  const removed = new Set(
    words.flatMap((word, index) => {
      if (/^-\w*u$|^--unset$/.test(words[index - 1] ?? "")) return [word];
      const attached = /^(?:-u|--unset=)(.+)$/.exec(word)?.[1];
      return attached === undefined ? [] : [attached];
    }),
  );
  const all = isEmpty ? own : [...environmentOf(run, removed), ...own];
  const end = words.some((word) => /^-\w*0|^--null$/.test(word)) ? "\0" : "\n";
  return [{ kind: "output", value: all.flatMap((line) => [...line, ...stringOf(end)]) }];
};

export const printenv: ProgramModel = (run) => {
  const names = run.argv.slice(1).flatMap(({ value }) => {
    const word = knownText(value);
    return word === undefined || word.startsWith("-") ? [] : [word];
  });
  if (run.argv.length > 1 && names.length === 0 && !/^(?:-0|--null)$/.test(knownText(run.argv[1]!.value) ?? ""))
    return [];
  const lines = names.length === 0 ? environmentOf(run) : linesOf(run, names).map((line) => line.slice(1));
  return [{ kind: "output", value: lines.flatMap((line) => [...line, ...stringOf("\n")]) }];
};

/** Files from which a process reads its own environment, or the shell's. */
const ENVIRON = /^\/proc\/(?:self|\d+|\uFFFC)\/environ$/;

export const readsEnvironment: ProgramModel = (run) =>
  run.argv.slice(1).some(({ value }) => ENVIRON.test(outline(value)))
    ? [{ kind: "output", value: environmentOf(run).flatMap((line) => [...line, ...stringOf("\n")]) }]
    : [];
