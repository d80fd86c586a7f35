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
  valid: [
    "",
    "a: 1\na: 2\n",
    document("aws s3 ls"),
    step("null"),
    step("yes"),
    step("echo a: b"),
    step('"12"'),
    // The file is a template that another program fills in.
    `${step("ls")}      timeoutSeconds: "${"${seconds}"}"\n`,
  ],
  invalid: [
    {
      code: step("! grep -q x f"),
      output: step('"! grep -q x f"'),
      errors: [{ messageId: "ignored", line: 7, column: 11, endColumn: 24 }],
    },
    { code: step("12"), output: step('"12"'), errors: [{ messageId: "ignored", line: 7 }] },
    { code: step("true # on"), output: step('"true" # on'), errors: [{ messageId: "ignored", line: 7 }] },
    ...[
      [
        "timeoutSeconds: 60",
        /^The agent ignores `timeoutSeconds` in step `check`\. It reads `timeoutSeconds` only under `inputs`\.$/,
      ],
      [
        "onFailure: Abort",
        /^The agent ignores `onFailure` in step `check`\. It reads `onFailure` only under `inputs`, and only the values/,
      ],
      ["isEnd: true", /^The agent ignores `isEnd` in step `check`\. The key is only valid in Automation runbooks\.$/],
      ["descripton: x", /^The agent ignores `descripton` in step `check`\. Did you mean `description`\?$/],
      [
        "precondition: {StringEquals: [platformType, Win]}",
        /^`Win` is not a platform, so step `check` is skipped on every instance\. Did you mean `Windows`\?$/,
      ],
      [
        "precondition: {StringEquals: [platformType, Linx]}",
        /^`Linx` is not a platform, so step `check` is skipped on every instance\. Did you mean `Linux`\?$/,
      ],
    ].map(([key, message]) => ({
      code: step("ls").replace("    name: check", `    name: check\n    ${String(key)}`),
      errors: [{ message: message as RegExp, line: 5 }],
    })),
    ...[
      [
        "timeoutSecond: 60",
        /^The agent ignores `timeoutSecond` in `inputs` of step `check`\. Did you mean `timeoutSeconds`\?$/,
      ],
      ["timeoutSeconds: 2", /must be between 5 and 172800, not `2`\. The agent uses 3600 instead\.$/],
      ['timeoutSeconds: "999999"', /must be between 5 and 172800, not `999999`\. The agent uses 3600 instead\.$/],
      ["timeoutSeconds: 1 hour", /cannot be `1 hour`\. Use a number of seconds\. The agent uses 3600 instead\.$/],
      [
        "onFailure: Abort",
        /^`inputs\.onFailure` of step `check` cannot be `Abort`\. Use `exit` or `successAndExit`\. The agent ignores it\.$/,
      ],
      [
        "description: x",
        /^The agent ignores `description` in `inputs` of step `check`\. The key belongs to the step, next to `inputs`\.$/,
      ],
    ].map(([key, message]) => ({
      code: `${step("ls")}      ${String(key)}\n`,
      errors: [{ message: message as RegExp, line: 8 }],
    })),
    {
      code: `${step("ls")}      finallyStep: true\n  - {action: "aws:runShellScript", name: last, inputs: {runCommand: [ls], finallyStep: true}}\n`,
      errors: [
        { message: "The agent ignores `finallyStep` in step `check`, because it is not the last step.", line: 8 },
      ],
    },
    {
      code: `${step("ls")}outputs: [check.Output]\nparameters: {A: {type: String, displayType: box, defualt: x}}\n`,
      errors: [
        {
          message: "The agent ignores `outputs` in the document. The key is only valid in Automation runbooks.",
          line: 8,
        },
        {
          message:
            "`displayType` of parameter `A` cannot be `box`. Use `textfield` or `textarea`. The agent ignores it.",
          line: 9,
        },
        { message: "The agent ignores `defualt` in parameter `A`. Did you mean `default`?", line: 9 },
      ],
    },
    {
      code: `${document("aws s3 ls")}mainSteps: []\n`,
      errors: [{ message: "`mainSteps` occurs twice in this mapping: only the last one has an effect." }],
    },
  ],
});
