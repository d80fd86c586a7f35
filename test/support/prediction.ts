/** The program starts that the models predict for a command line, followed from start to start up to the recording program. */
import type { Argument, Run } from "../../src/shell/model/invocation.ts";
import type { EnvironmentChange } from "../../src/shell/model/program-model.ts";
import { knownText, outline, type AbstractString } from "../../src/shell/model/value.ts";
import { programs } from "../../src/programs/table.ts";
import { exported, watched, type CommandLine, type Started } from "./recorder.ts";

export interface Predicted {
  /** The words; a pattern for a word with unknown parts. */
  readonly argv: readonly (string | RegExp)[];
  readonly rest: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly optional: boolean;
}

type Variables = Readonly<Record<string, string | undefined>>;

const word = (text: string): Argument => ({
  pos: 0,
  end: 0,
  value: text === "" ? [] : [{ kind: "text", text }],
  split: false,
  word: undefined,
});

function patternOf(value: AbstractString): RegExp {
  const parts = value.map((piece) => (piece.kind === "text" ? piece.text.replaceAll(/\W/g, "\\$&") : "[^]*"));
  return new RegExp(`^${parts.join("")}$`);
}

function changed(variables: Variables, change: EnvironmentChange | undefined): Variables {
  if (change === undefined) return variables;
  const result: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(variables)) {
    if (change.keepOnly === undefined || change.keepOnly.includes(name)) result[name] = value;
  }
  for (const name of change.unset ?? []) delete result[name];
  for (const { name, value } of change.set ?? []) result[name] = knownText(value) ?? "(unknown)";
  return result;
}

/** Splits code that contains only plain words, variables and backslashes, as a shell does. */
function plainWords(code: string, variables: Variables): Argument[] {
  const expanded = code.replaceAll(/\\[\s\S]|\$([A-Z]+)/g, (text, name?: string) =>
    name === undefined ? text : (variables[name] ?? ""),
  );
  return [...expanded.matchAll(/(?:\\[\s\S]|[^\s\\])+/g)].map(([text]) => word(text.replaceAll(/\\([\s\S])/g, "$1")));
}

function follow(
  argv: readonly Argument[],
  stdin: AbstractString | undefined,
  variables: Variables,
  rec: string,
  optional: boolean,
): Predicted[] {
  const [program] = argv;
  if (program === undefined) return [];
  if (outline(program.value) === rec) {
    const last = argv.at(-1) as Argument;
    const rest = argv.length > 1 && last.split;
    const environment = Object.fromEntries(watched.map((name) => [name, variables[name]]));
    const words = argv.slice(1, rest ? -1 : undefined);
    return [{ argv: words.map(({ value }) => knownText(value) ?? patternOf(value)), rest, environment, optional }];
  }
  const name = outline(program.value).replace(/^.*\//, "");
  const run = {
    argv,
    stdin,
    calls: [],
    file: () => undefined,
    environment: environmentOf(variables),
  } as unknown as Run;
  return (programs(name)?.(run, run) ?? []).flatMap((effect): Predicted[] => {
    if (effect.kind === "start") {
      const input = effect.stdin === "none" ? undefined : (effect.stdin ?? stdin);
      return follow(
        effect.argv,
        input,
        changed(variables, effect.environment),
        rec,
        optional || effect.optional === true,
      );
    }
    if (effect.kind !== "shell") return [];
    const code = knownText(effect.code) ?? "";
    const inside = changed(variables, effect.environment);
    const started: Predicted[] = [];
    for (const line of code.split("\n").filter((text) => text !== "")) {
      const command = plainWords(line, inside);
      started.push(...follow(command, undefined, inside, rec, optional));
      // No other program in the scripts of these tests exists.
      if (effect.options?.errexit === true && outline(command[0]?.value ?? []) !== rec) break;
    }
    return started;
  });
}

function environmentOf(variables: Variables): Pick<Run["environment"], "get"> {
  return {
    get: (name) => {
      const text = variables[name];
      if (text === undefined) return [{ state: "unset", exported: false }];
      return [{ state: "set", exported: true, value: [{ kind: "text", text }], span: undefined }];
    },
  };
}

/** The starts of `rec` that the models predict for a command line. */
export function predict({ words, stdin }: CommandLine, rec: string): Predicted[] {
  const input: AbstractString = stdin === undefined || stdin === "" ? [] : [{ kind: "text", text: stdin }];
  return follow(words.map(word), input, exported, rec, false);
}

/** Whether the real starts match the predicted ones: optional starts may be missing, and unknown words may be anything. */
export function agrees(real: readonly Started[], predicted: readonly Predicted[]): boolean {
  const certain = predicted.filter((one) => !one.optional);
  if (real.length < certain.length) return false;
  if (predicted.length === 0) return real.length === 0;
  const all = predicted.some((one) => one.optional || one.rest);
  if (!all && real.length !== predicted.length) return false;
  return real.every((started, index) => {
    const one = predicted[Math.min(index, predicted.length - 1)] as Predicted;
    const words = one.argv.every((known, at) => {
      const given = started.argv[at];
      return given === known || (given !== undefined && known instanceof RegExp && known.test(given));
    });
    const length = one.rest ? started.argv.length >= one.argv.length : started.argv.length === one.argv.length;
    const environment = Object.entries(one.environment).every(
      ([name, value]) => value === "(unknown)" || started.environment[name] === value,
    );
    return words && length && environment;
  });
}
