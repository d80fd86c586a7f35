/** Brace expansion: each word expands to the same words as in bash. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { outline } from "../../../src/shell/model/value.ts";
import { seed } from "../../support/seed.ts";
import { runsOf } from "../../support/evaluating.ts";

const end = fc.constantFrom("0", "1", "3", "9", "10", "12", "-2", "01", "09", "010", "-03", "007", "a", "e", "x1", "");
const step = fc.constantFrom("", "", "", "..1", "..2", "..-3", "..0", "..x");

// `{a}` alone does not change, but `{{a}}` is a placeholder.
const { word } = fc.letrec<{ word: string }>((tie) => ({
  word: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom("a", "b-", "1", "", "..", "{a}", "${Q}", '"$Q d"', "'e f'", String.raw`\,`, "$((1+1))"),
    fc.tuple(end, end, step).map(([from, to, by]) => `{${from}..${to}${by}}`),
    fc.array(tie("word"), { minLength: 2, maxLength: 3 }).map((words) => `{${words.join(",")}}`),
    fc.tuple(tie("word"), tie("word")).map((words) => words.join("")),
  ),
}));

/** The arguments of `aws`. */
const words = (script: string): string[] =>
  runsOf(`#!/bin/bash\n${script}`).map(({ argv }) =>
    argv
      .slice(1)
      .map(({ value }) => outline(value))
      .join(" "),
  );

// No unbalanced braces are generated, because bash expands them by its own rules.
test("words expand to the same words as in bash", () => {
  const samples = fc.sample(word, { numRuns: 400, seed }).map((one) => `x${one}`);
  const input = ["Q=q", ...samples.map((one) => `echo ${one}`)].join("\n");
  const real = execFileSync("bash", [], { input, encoding: "utf8" }).trimEnd().split("\n");
  const wrong = samples.flatMap((one, index) => {
    const ours = words(`Q=q\naws ${one}`);
    return ours.length === 1 && ours[0] === real[index] ? [] : [{ one, ours, real: real[index] }];
  });
  expect(wrong.slice(0, 5)).toEqual([]);
});

test("names are those after the expansion", () => {
  expect(words('A=1 A2=3; aws $A{2,-} {$A,}2 {"$A",x}2')).toEqual(["3 1- 3 2 12 x2"]);
});

test("dash does not expand braces", () => {
  const [run] = runsOf("#!/bin/dash\nA=1; aws {$A,b}\\c{d,e}");
  expect(outline(run!.argv[1]!.value)).toBe("{1,b}c{d,e}");
});

test("a word with a placeholder is unknown", () => {
  expect(words("aws /dev/{{ device }}{1..2}")).toEqual([expect.stringMatching(/^\/dev\/\uFFFC/)]);
});
