/** A function that runs its argument as a command is evaluated for each command of interest, however often it is called. */
import { expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { lint } from "../../support/lint.ts";
import { document } from "../../support/rule-tester.ts";

it.each(["$1", "local C=$1; $C", 'eval "$1"', "$1; until [ $? -eq 0 ]; do sleep 5; $1; done"])(
  "f() { %s; }",
  (body) => {
    const others = Array.from({ length: 40 }, (_, n) => `f "vault read ${n}"`).join("\n");
    const script = `f() { ${body}; }\n${others}\nID=$(f 'curl -f http://169.254.169.254/latest/meta-data/mac') || exit 1`;
    expect(lint(document(script), { rules }).map(({ ruleId }) => ruleId)).toContain("ssm/require-imdsv2");
  },
);

it("many calls with other values of a variable do not hide the call without it", () => {
  const others = Array.from({ length: 100 }, (_, n) => `export AWS_PROFILE=p${n}\nf s3://b/${n}`).join("\n");
  const script = `f() { aws s3 ls "$1" || exit 1; }\n${others}\nunset AWS_PROFILE\nf s3://b/last`;
  expect(lint(document(script), { rules })).toMatchObject([{ ruleId: "ssm/explicit-aws-credentials" }]);
});
