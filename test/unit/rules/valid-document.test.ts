import { validDocument } from "../../../rules/valid-document.ts";
import { document, ruleTester } from "../../support/rule-tester.ts";

const step = (inputs: string): string => `schemaVersion: "2.2"
mainSteps:
  - action: aws:runShellScript
    name: a
    inputs:
      ${inputs}
`;

ruleTester().run("valid-document", validDocument, {
  valid: [
    "",
    "a: 1\n",
    document("aws s3 ls"),
    document("if"),
    step("runCommand: ls"),
    'schemaVersion: "1.2"\nruntimeConfig:\n  aws:runShellScript:\n    properties: "{{ properties }}"\n',
    step("runCommand: [ls, 1, true, null, '{{ x }}']"),
  ],
  invalid: [
    { code: step("runCommand: {a: b}"), errors: [{ messageId: "schema", line: 6 }] },
    {
      code: 'schemaVersion: "1.2"\nruntimeConfig: [aws:runShellScript]\n',
      errors: [{ message: "`runtimeConfig` must be a mapping with `aws:runShellScript` or another plugin.", line: 2 }],
    },
    {
      code: 'schemaVersion: "1.2"\nruntimeConfig:\n  aws:runShellScript:\n    properties: ls\n',
      errors: [{ messageId: "schema", line: 4 }],
    },
    { code: step("commands: []"), errors: [{ messageId: "schema" }] },
    {
      code: document(`${"( ".repeat(300)}aws s3 ls${" )".repeat(300)}`),
      errors: [{ messageId: "cut", data: { limit: "nesting" } }],
    },
    {
      code: document(`bash -c '${"{ ".repeat(300)}aws s3 ls;${" };".repeat(300)}'`),
      errors: [{ messageId: "cut", data: { limit: "nesting" } }],
    },
    { code: document(`${"sudo ".repeat(20)}ls`), errors: [{ messageId: "cut", data: { limit: "wrappers" } }] },
  ],
});

ruleTester({ allowNoDocument: false }).run("valid-document, allowNoDocument: false", validDocument, {
  valid: [document("aws s3 ls")],
  invalid: [
    { code: "a: 1\n", errors: [{ messageId: "noDocument", line: 1 }] },
    { code: "", errors: [{ messageId: "noDocument" }] },
  ],
});
