/** Compares the arguments with which a script starts `aws` in a real shell with those that the evaluator finds. */
import { execFileSync } from "node:child_process";
import { programs } from "../../src/programs/table.ts";
import { evaluate } from "../../src/shell/evaluate.ts";
import { knownText } from "../../src/shell/model/value.ts";
import { parseShell } from "../../src/shell/syntax/parse.ts";
import { expect } from "vitest";
import { runsOf } from "./evaluating.ts";
import { USUAL } from "./interest.ts";
import { expectShare } from "./share.ts";

/** The first arguments with which the script may start `aws`, each once; `undefined` for one that is unknown. */
export function firstArguments(script: string): readonly (string | undefined)[] {
  const { invocations } = evaluate(parseShell(script), { programs, environment: [], interest: USUAL });
  const runs = invocations.filter(({ program }) => program === "aws").flatMap((one) => one.runs);
  return [...new Set(runs.map(({ argv }) => argv[1] && knownText(argv[1].value)))];
}

/** One line for each `aws` call, with `|` after each word. */
function startedByShell(shell: string, scripts: readonly string[]): readonly string[][] {
  const lines = scripts.map((script) => `( ${script}\n) 2>/dev/null; echo "//"`);
  const shown = `aws() { for word do printf '%s|' "$word"; done; echo; }; ${shell === "bash" ? "export -f aws" : ""}`;
  const input = `${shown}\n${lines.join("\n")}\n`;
  const parts = execFileSync(shell, [], { input, encoding: "utf8" }).split("//\n");
  return scripts.map((_, index) => parts[index]!.split("\n").slice(0, -1));
}

/** The same from the evaluator; `undefined` for a call with unknown words. */
function startedByModel(shell: string, script: string): readonly (string | undefined)[] {
  return runsOf(`#!/bin/${shell}\n${script}`).map(({ argv }) => {
    const words = argv.slice(1).map(({ value, split }) => (split ? undefined : knownText(value)));
    return words.includes(undefined) ? undefined : words.map((word) => `${word}|`).join("");
  });
}

/**
 * Expects that the evaluator finds every call of the real shell, and that the shell makes the call if the evaluator finds only one.
 * Each script calls `aws` at most once. The evaluator has to know the calls exactly for at least the share `known` of the scripts.
 */
export function expectSameStarted(shell: string, scripts: readonly string[], known: number): void {
  const real = startedByShell(shell, scripts);
  let exact = 0;
  const wrong = scripts.flatMap((script, index) => {
    const own = startedByModel(shell, script);
    const theirs = real[index]!;
    if (JSON.stringify(own) === JSON.stringify(theirs)) exact++;
    const isOpen = own.includes(undefined) || own.length > 1;
    const isRight = isOpen ? own.includes(undefined) || theirs.every((one) => own.includes(one)) : own[0] === theirs[0];
    return isRight ? [] : [{ script, own, theirs }];
  });
  expect(wrong.slice(0, 3)).toEqual([]);
  expectShare(exact, scripts.length, known);
}
