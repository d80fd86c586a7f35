import { describe, expect, it } from "vitest";
import { document, documentOfSteps, jsonDocument } from "../../../support/rule-tester.ts";
import { LINTERS, matches } from "../../../support/lint.ts";

const SCRIPT = `aws s3 ls "s3://{{ bucket }}/x" | grep a
for f in *; do
  curl http://169.254.169.254/ && aws ec2 x
done
X=$(aws sts y) sudo aws iam z`;

describe.each(LINTERS)("selectors, ESLint $eslint", ({ Linter }) => {
  const select = (text: string, selector: string): string[] => matches(text, selector, { with: Linter });

  it.each([
    [`Command > Invocation[program="aws"]`, ["aws s3 ls", "aws ec2 x", "aws sts y", "aws iam z"]],
    [`Step Invocation[program="grep"]`, ["grep a"]],
    [`Document > Step[name="step"] > Script For Invocation[program=/^aws$/]`, ["aws ec2 x"]],
    [`Command:has(Invocation[program="curl"]) > Word.name`, ["curl"]],
    [`AndOr > Command:first-child`, ["curl http://169.254.169.254/"]],
    [`AndOr > Command:nth-child(2)`, ["aws ec2 x"]],
    [`Word + Word[value="y"]`, ["y"]],
    [`Invocation[via.0="sudo"]`, ["aws iam z"]],
    [`DoubleQuoted Placeholder[name="bucket"]`, ["{{ bucket }}"]],
    [`Word:has(Placeholder)`, [`"s3://{{ bucket }}/x"`]],
    [`Pair[key.value="name"] > Scalar.value`, ["step"]],
    [`:matches(For, AndOr):exit`, [`curl http://169.254.169.254/ && aws ec2 x`]],
  ])("%s", (selector, expected) => {
    const found = select(document(SCRIPT), selector).map((text) => text.replace(/^for [^]*/u, ""));
    expect(found.filter((text) => text !== "").map((text) => firstWords(text, expected))).toEqual(expected);
  });

  it("match the same in JSON", () => {
    expect(select(jsonDocument(`aws s3 ls "a b"`), `Command > Invocation`)).toEqual([String.raw`aws s3 ls \"a b\"`]);
    expect(select(jsonDocument("true"), `Sequence > Mapping > Pair[key.value="action"] > .value`)).toEqual([
      `"aws:runShellScript"`,
    ]);
  });

  it("match in each step and in code that is passed to a shell", () => {
    const text = documentOfSteps("aws a", `bash -c 'aws b; echo "$(aws c)"'`, `eval "aws d"`);
    expect(select(text, `Step[name="step2"] Invocation[program="bash"] Command > Word.name`)).toEqual([
      "aws",
      "echo",
      "aws",
    ]);
    expect(select(text, `Invocation[program="aws"]`)).toEqual(["aws a", "aws b", "aws c", "aws d"]);
  });
});

/** The expected prefix of `text`, if there is one. Where an invocation ends is tested with the evaluator. */
function firstWords(text: string, expected: readonly string[]): string {
  return expected.find((start) => text.startsWith(start)) ?? text;
}
