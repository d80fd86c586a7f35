/** Builds small argvs and runs for tests that need no script. */
import type { Binding, Environment } from "../../src/shell/model/environment.ts";
import type { Argument, Invocation, Run } from "../../src/shell/model/invocation.ts";
import type { AbstractString, UnknownText } from "../../src/shell/model/value.ts";

export const text = (value: string): AbstractString => (value === "" ? [] : [{ kind: "text", text: value }]);

export function unknown(reason: UnknownText["reason"], name?: string): AbstractString {
  return [{ kind: "unknown", reason, name, nonEmpty: false }];
}

/** A word in quotes, or, with `split`, an unquoted expansion. */
export type Word = string | { readonly quoted: AbstractString } | { readonly split: AbstractString };

export function argv(...words: readonly Word[]): Argument[] {
  let pos = 0;
  return words.map((word) => {
    const value = typeof word === "string" ? text(word) : "quoted" in word ? word.quoted : word.split;
    const length = typeof word === "string" ? word.length : 2;
    const argument: Argument = {
      pos,
      end: pos + length,
      value,
      split: typeof word !== "string" && "split" in word,
      word: undefined,
    };
    pos += length + 1;
    return argument;
  });
}

/** An environment with exported variables, given by their values, or with any bindings. */
export function environment(variables: Readonly<Record<string, string | readonly Binding[]>>): Environment {
  return {
    get(name) {
      const given = variables[name];
      if (given === undefined) return [{ state: "inherited", exported: true }];
      if (typeof given !== "string") return given;
      return [{ state: "set", exported: true, value: text(given), span: undefined }];
    },
    others: () => [{ state: "inherited", exported: true }],
    names: () => Object.keys(variables),
  };
}

export function run(
  args: readonly Argument[],
  variables: Readonly<Record<string, string | readonly Binding[]>> = {},
  files: Readonly<Record<string, AbstractString>> = {},
): Run {
  const span = { pos: args[0]?.pos ?? 0, end: args.at(-1)?.end ?? 0 };
  const runs: Run[] = [];
  const invocation: Invocation = {
    type: "Invocation",
    ...span,
    program: "aws",
    programSpan: { pos: span.pos, end: args[0]?.end ?? 0 },
    argumentsSpan: span,
    command: undefined as never,
    via: [],
    runs,
  };
  runs.push({
    invocation,
    argv: args,
    environment: environment(variables),
    bindings: (name) => environment(variables).get(name),
    stdin: undefined,
    stdoutFile: undefined,
    file: (path) => files[path],
    facts: [],
    calls: [],
    scopes: [],
  });
  return runs[0]!;
}
