/** A run for tests in which only the command line matters. */
import type { Argument, Run } from "../../src/shell/model/invocation.ts";
import type { AbstractString } from "../../src/shell/model/value.ts";

/** A word from known text or from an abstract string. `split` makes it the result of an unquoted expansion. */
export function argument(value: string | AbstractString, split = false): Argument {
  const known = typeof value === "string";
  return {
    pos: 0,
    end: 0,
    value: known ? (value === "" ? [] : [{ kind: "text", text: value }]) : value,
    split,
    word: undefined,
  };
}

export function runOf(
  argv: readonly (string | Argument)[],
  files: Readonly<Record<string, string>> = {},
  stdin?: string,
): Pick<Run, "argv" | "stdin" | "file" | "environment"> {
  return {
    argv: argv.map((word) => (typeof word === "string" ? argument(word) : word)),
    stdin: stdin === undefined ? undefined : [{ kind: "text", text: stdin }],
    file: (path) => (files[path] === undefined ? undefined : [{ kind: "text", text: files[path] }]),
    environment: { get: () => [{ state: "inherited", exported: true }], others: () => [], names: () => [] },
  };
}
