/** Evaluates small scripts in tests, with a table of a few programs. */
import { evaluate } from "../../src/shell/evaluate.ts";
import type { Run } from "../../src/shell/model/invocation.ts";
import type { Evaluation } from "../../src/shell/model/evaluation.ts";
import { parseShell } from "../../src/shell/syntax/parse.ts";
import type { ProgramTable } from "../../src/shell/model/program-model.ts";
import { knownText, outline } from "../../src/shell/model/value.ts";
import { USUAL } from "./interest.ts";

/** `sudo` drops everything, `nice` passes everything, `bash -c` and a shell on a pipe run code, `cat` prints stdin or a file. */
export const fewPrograms: ProgramTable = (name) => {
  switch (name) {
    case "nice":
      return (run) => [{ kind: "start", argv: run.argv.slice(1) }];
    case "sudo":
      return (run) => [{ kind: "start", argv: run.argv.slice(1), environment: { keepOnly: ["PATH"], by: "sudo" } }];
    case "bash":
      return (run) => {
        if (run.argv[1] === undefined)
          return run.stdin ? [{ kind: "shell", code: run.stdin, from: undefined, args: [] }] : [];
        if (outline(run.argv[1].value) !== "-c") return [];
        const from = run.argv[2]!;
        return [{ kind: "shell", code: from.value, from, args: run.argv.slice(4) }];
      };
    case "cat":
      return (run) => {
        const file = run.argv[1] && knownText(run.argv[1].value);
        const value = file === undefined ? run.stdin : run.file(file);
        return value === undefined ? [] : [{ kind: "output", value }];
      };
    default:
      return undefined;
  }
};

export function evaluated(text: string, environment: readonly string[] = []): Evaluation {
  return evaluate(parseShell(text), { programs: fewPrograms, environment, interest: USUAL });
}

export function runsOf(text: string, program = "aws"): readonly Run[] {
  return evaluated(text)
    .invocations.filter((one) => one.program === program)
    .flatMap((one) => one.runs);
}

/** What a program sees of a variable on one path: `unset`, or its text with `*` for unknown parts. */
export function seen(run: Run, name: string): string {
  const all = run.environment.get(name).map((one) => {
    if (one.state === "unknown") return "anything";
    if (one.state !== "set" || !one.exported || one.array !== undefined)
      return one.state === "inherited" ? "inherited" : "unset";
    return outline(one.value).replaceAll("\uFFFC", "*");
  });
  return [...new Set(all)].toSorted().join(" or ");
}

/** For each run of `aws`, in order, its arguments and what it sees of the variable. */
export function views(text: string, name = "A"): readonly string[] {
  return runsOf(text).map((run) => {
    const args = run.argv.slice(1).map((one) => outline(one.value).replaceAll("\uFFFC", "*") + (one.split ? "…" : ""));
    return `${args.join(" ")}${args.length > 0 ? ": " : ""}${seen(run, name)}`;
  });
}
