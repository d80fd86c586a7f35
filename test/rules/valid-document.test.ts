import { validDocument } from "../../rules/valid-document.ts";
import { document, ruleTester } from "../rule-tester.ts";

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
    step("runCommand: [ls, 1, true, null, '{{ x }}']"),
  ],
  invalid: [
    { code: step("runCommand: {a: b}"), errors: [{ messageId: "schema", line: 6 }] },
    { code: step("commands: []"), errors: [{ messageId: "schema" }] },
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
