import { expect, it } from "vitest";
import { runsOf } from "../../../support/evaluating.ts";

it.each<[word: string, splits: boolean]>([
  ["$X", true],
  ["a$X", true],
  ["$(c)", true],
  ["$X$?", true],
  ['"$X"$(c)', true],
  ['"$X"', false],
  ['"$(c)"', false],
  ["$?", false],
  ["$$a$#", false],
  ["'$X'", false],
])("%s may expand to no word or several words: %s", (word, splits) => {
  expect(runsOf(`aws ${word}`).map(({ argv }) => argv[1]!.split)).toEqual([splits]);
});

it.each<[word: string, splits: boolean]>([
  ["$X", true],
  ["a$X", true],
  ["$EMPTY", false],
  ['"$X"', false],
  ["b:c", false],
])("with unknown separators, known text may be split too: %s", (word, splits) => {
  const [run] = runsOf(`IFS=$(c); X=a:b; EMPTY=\naws x${word === "$EMPTY" ? "" : " "}${word}`);
  expect(run!.argv.at(-1)!.split).toBe(splits);
});
