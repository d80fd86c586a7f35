import { noIgnoredSetting } from "../../../rules/no-ignored-setting.ts";
import { document, ruleTester } from "../../support/rule-tester.ts";

const step = (item: string): string => `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: check
    inputs:
      runCommand:
        - ${item}
`;

ruleTester().run("no-ignored-setting", noIgnoredSetting, {
  valid: ["", "a: 1\na: 2\n", document("aws s3 ls"), step("null"), step("yes"), step("echo a: b"), step('"12"')],
  invalid: [
    {
      code: step("! grep -q x f"),
      output: step('"! grep -q x f"'),
      errors: [{ messageId: "ignored", line: 7, column: 11, endColumn: 24 }],
    },
    { code: step("12"), output: step('"12"'), errors: [{ messageId: "ignored", line: 7 }] },
    { code: step("true # on"), output: step('"true" # on'), errors: [{ messageId: "ignored", line: 7 }] },
    {
      code: `${document("aws s3 ls")}mainSteps: []\n`,
      errors: [{ message: "`mainSteps` occurs twice in this mapping; only the last one counts." }],
    },
  ],
});
