import { expect, it } from "vitest";
import { outline } from "../../../../src/shell/model/value.ts";
import { runsOf } from "../../../support/evaluating.ts";

// An empty operand without quotes vanishes: only the text `-n` is left, which is not empty.
it.each<[condition: string, reached: string]>([
  ["[ -n $(c) ]", "yes"],
  ['[ -n "$(c)" ]', "yes no"],
  ["[ -z $(c) ]", "yes no"],
  ["[ -n a$(c) ]", "yes"],
  ["[ ! -n $(c) ]", "no"],
  ['[ "$(c)" ]', "yes no"],
])("if %s: %s", (condition, reached) => {
  const runs = runsOf(`if ${condition}; then aws yes; else aws no; fi`);
  expect(runs.map(({ argv }) => outline(argv[1]!.value)).join(" ")).toBe(reached);
});
