/** Compares `--query` with the AWS CLI's jmespath: each text that jmespath selects is among those that ssmlint considers selected. */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateQuery } from "../../../src/aws/json/query.ts";

const DOCUMENT = {
  Parameters: [
    { Name: "one", Value: "first", Tags: ["x", "y"], Inner: { Value: "deep" } },
    { Name: "two", Value: "second", Tags: ["z"], Inner: { Value: "deeper" } },
  ],
  Credentials: { SecretAccessKey: "key", SessionToken: "token", Parts: [["p"], ["q", ["r"]]] },
  Value: "top",
};

const PYTHON = `
import json, sys, jmespath
document, expressions = json.load(sys.stdin)
for expression in expressions:
    try:
        print(json.dumps({"result": jmespath.search(expression, document)}))
    except Exception as error:
        print(json.dumps({"error": str(error)}))
`;

const isInstalled = spawnSync("python3", ["-c", "import jmespath"]).status === 0;

const names = fc.constantFrom(
  "Parameters",
  "Credentials",
  "Name",
  "Value",
  "Tags",
  "Inner",
  "SecretAccessKey",
  "Parts",
);
const { expression } = fc.letrec<{ expression: string; step: string }>((tie) => ({
  step: fc.oneof(
    names.map((name) => `.${name}`),
    fc.constantFrom("[]", "[*]", "[0]", ".*", "[0:1]", "[?Name=='one']", "[?Value]"),
    fc.array(tie("expression"), { minLength: 1, maxLength: 3 }).map((all) => `.[${all.join(", ")}]`),
    tie("expression").map((one) => `.{a: ${one}, b: Name}`),
  ),
  expression: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(names, fc.array(tie("step"), { maxLength: 4 })).map(([name, steps]) => name + steps.join("")),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `${a} || ${b}`),
    fc.tuple(tie("expression"), tie("expression")).map(([a, b]) => `${a} | ${b}`),
    tie("expression").map((one) => `(${one})`),
    tie("expression").map((one) => `join('-', ${one}[])`),
    tie("expression").map((one) => `to_string(${one})`),
    tie("expression").map((one) => `sort_by(${one}, &Name)[0].Value`),
    tie("expression").map((one) => `reverse(${one})`),
    tie("expression").map((one) => `values(${one})`),
  ),
}));

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

const SECRETS = textsIn(DOCUMENT).filter((text) => text.length > 2);

test.skipIf(!isInstalled)("--query selects everything that the AWS CLI selects", () => {
  const all = fc.sample(expression, { numRuns: 4_000, seed: 1 }).filter((one) => one.length < 2_000);
  const { stdout } = spawnSync("python3", ["-c", PYTHON], { input: JSON.stringify([DOCUMENT, all]), encoding: "utf8" });
  const answers = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { result?: unknown; error?: string });
  let found = 0;
  for (const [index, one] of all.entries()) {
    const { result } = answers[index]!;
    const real = textsIn(result).join(" ");
    const texts = SECRETS.filter((text) => real.includes(text));
    const own = evaluateQuery(DOCUMENT, one);
    if (own === undefined) continue;
    found += texts.length;
    const known = textsIn(own);
    expect([one, texts.filter((text) => !known.includes(text))]).toEqual([one, []]);
  }
  expect(answers).toHaveLength(all.length);
  expect(found).toBeGreaterThan(200);
});
