/** The names of variables that `compgen`, or a pipeline that begins with `env`, prints. */
import { namesWith } from "../expansion/parameter-names.ts";
import { knownText, printersOf, type AbstractString } from "../model/value.ts";
import type { Run } from "../model/invocation.ts";
import type { Frame } from "../state/interfaces/evaluator.ts";
import { EITHER, SUCCESS } from "../state/path/path.ts";
import { print } from "../state/stdout.ts";
import { bindings } from "../state/variables.ts";
import { COMPUTED, concatAll, concatStrings, stringOf } from "../values/pieces.ts";
import type { Builtin } from "./builtin.ts";

/** How many programs of a pipeline are examined. */
const MOST_STAGES = 8;
/** How many characters of their words are. */
const MOST_TEXT = 1_000;
const PRINTS_ENVIRONMENT: ReadonlySet<string> = new Set(["env", "printenv"]);
/** What may be the start of a variable's name in a pattern. */
const PREFIX = /[A-Za-z_]\w{2,}/g;
/** grep's `-v`, with which it prints the other variables. */
const OTHERS = /^-[^\W-]*v|^--invert-match$/;

/** `compgen -v PREFIX`, `compgen -A variable PREFIX`, and of exported variables `compgen -e PREFIX`, `compgen -A export PREFIX`. */
export const compgen: Builtin = (frame, { args }) => {
  const { machine, path } = frame;
  const [, kind, prefix = ""] =
    /^(-v|-e|-A\n(?:variable|export))(?:\n([A-Za-z_]\w*))?$/.exec(
      args.map(({ value }) => knownText(value) ?? "?").join("\n"),
    ) ?? [];
  path.status = EITHER;
  if (kind === undefined) return [path];
  const { values, front } = namesWith(frame, prefix);
  const isListed = (name: string): boolean =>
    /v/.test(kind) || bindings(machine, path, name).some(({ exported }) => exported);
  const names = values.filter((value) => isListed(knownText(value)!));
  if (names.length > 0) path.status = SUCCESS;
  print(
    path,
    concatStrings(concatAll(names.flatMap((name) => [name, stringOf("\n")])), front === undefined ? [] : [COMPUTED]),
  );
  return [path];
};

/**
 * The variables that the script has set and whose names a pipeline after `env` selects by their start:
 * `$(env | grep ^AWS_ | cut -d= -f1)`.
 */
export function namesFromEnvironment({ machine, path }: Frame, value: AbstractString): readonly string[] {
  const prefixes = printersOf(value).flatMap(selectedPrefixes);
  if (prefixes.length === 0) return [];
  const names: string[] = [];
  path.memory.forEach((slot) => {
    const name = machine.symbols.variable(slot);
    if (name === undefined || !prefixes.some((prefix) => name.startsWith(prefix))) return;
    const all = bindings(machine, path, name);
    if (all.every(({ state, exported }) => state === "set" && exported)) names.push(name);
  });
  return names;
}

/** The starts of names that the words of the pipeline contain; none if it does not begin with `env`. */
function selectedPrefixes(last: Run): readonly string[] {
  let text = "";
  let stage: Run | undefined = last;
  for (let count = 0; stage !== undefined && count < MOST_STAGES; count++) {
    const { argv, invocation, stdin }: Run = stage;
    const words = argv.slice(1).map((word) => knownText(word.value) ?? "");
    if (PRINTS_ENVIRONMENT.has(invocation.program)) return words.length > 0 ? [] : (text.match(PREFIX) ?? []);
    if (words.some((word) => OTHERS.test(word))) return [];
    text += ` ${words.join(" ")}`.slice(0, MOST_TEXT);
    [stage] = printersOf(stdin);
  }
  return [];
}
