/** Compares the recorded environments that real shells passed on with those of the evaluator. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { programs } from "../../../src/programs/table.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { outline } from "../../../src/shell/model/value.ts";
import { hasShared, shared } from "../../support/shared.ts";
import { USUAL } from "../../support/interest.ts";

interface Recorded {
  readonly name: string;
  readonly script: string;
  /** What `aws` saw, by shell. It begins with `!` if the shell stopped with an error. */
  readonly outcome: Map<string, string>;
}

function unquoted(text: string): string {
  return text.slice(1, text.lastIndexOf(text[0]!)).replace(/\\(.)/g, (_, one: string) => (one === "n" ? "\n" : one));
}

function recorded(): readonly Recorded[] {
  const all: Recorded[] = [];
  const lines = readFileSync(`${shared}/facts/shell-environment.md`, "utf8").split("\n");
  const from = lines.findIndex((line) => line.startsWith("# 3. "));
  const to = lines.findIndex((line) => line.startsWith("## 3.1"));
  for (const line of lines.slice(from + 1, to)) {
    const head = /^ {4}(\S+)\s+\|( ALL:)?(.*?)\s+<= (.*)$/.exec(line);
    const detail = /^ {10}(\S+)\s+: ?(.*)$/.exec(line);
    if (head !== null) {
      const outcome = new Map<string, string>();
      if (head[2] !== undefined) for (const shell of ["bash", "dash"]) outcome.set(shell, head[3]!.trim());
      all.push({ name: head[1]!, script: unquoted(head[4]!.trim()), outcome });
    } else if (detail !== null) all.at(-1)!.outcome.set(detail[1]!, detail[2]!.trim());
  }
  return all;
}

/** One entry for each recorded run: `A=[1] args=x`, or `A=[unset]`. */
function entries(outcome: string): readonly string[] {
  return outcome
    .replace(/ ?err:.*$/, "")
    .split(" / ")
    .map((one) => one.trim())
    .filter((one) => one !== "" && !one.startsWith("after:"));
}

/** One entry for each run in the evaluator, with the alternatives of `A`. */
function evaluatedEntries(shell: string, script: string): readonly { alternatives: string[]; args: string }[] {
  const { invocations } = evaluate(parseShell(`#!/bin/${shell}\n${script}`), { programs, interest: USUAL });
  return invocations
    .filter((one) => one.program === "aws" || one.program === "myaws")
    .flatMap((one) => one.runs)
    .map((run) => ({
      alternatives: run.environment
        .get("A")
        .map((one) => (one.state === "set" && one.exported && one.array === undefined ? outline(one.value) : "unset")),
      args: run.argv
        .slice(1)
        .map((one) => outline(one.value))
        .join(" "),
    }));
}

/** Cases that were recorded with `A` in the shell's initial environment. */
const INHERITED = new Set(["inherited-reassign"]);

/** Outcomes in which the evaluator deliberately differs from dash: dash stops at syntax that it does not know. */
const DASH_STOPS = /^!/;
/** dash reads these words as commands or as text. Another rule reports that. */
const DASH_READS_OTHERWISE = new Set(["printf-v", "append", "array-elem"]);

describe.skipIf(!hasShared)("recorded outcomes", () => {
  for (const { name, script, outcome } of hasShared ? recorded() : []) {
    for (const shell of ["bash", "dash"]) {
      const said = outcome.get(shell);
      if (said === undefined || INHERITED.has(name)) continue;
      if (shell === "dash" && (DASH_STOPS.test(said) || DASH_READS_OTHERWISE.has(name))) continue;
      it(`${name} in ${shell}: ${script}`, () => {
        const got = evaluatedEntries(shell, script);
        const want = entries(said);
        // The evaluator has each of the recorded runs …
        for (const one of want) {
          const [, value, args = ""] = /^A=\[(.*?)\](?: args=(.*))?$/.exec(one)!;
          expect(
            got.filter(
              (run) => run.alternatives.includes(value!) && (run.args === args || run.args.includes("\uFFFC")),
            ),
          ).not.toHaveLength(0);
        }
        // … and no other value, except the unknown value of a variable that was never set.
        for (const run of got) {
          const values = run.alternatives.filter((value) => value !== "\uFFFC");
          for (const value of values) expect(want.map((one) => /^A=\[(.*?)\]/.exec(one)![1])).toContain(value);
        }
      });
    }
  }

  it("are all read", () => {
    expect(recorded().length).toBeGreaterThan(120);
  });
});
