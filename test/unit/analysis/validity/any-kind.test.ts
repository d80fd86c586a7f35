/** The rules can check any kind of value at any position in a document without an exception. */
import { Linter } from "eslint";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { rules } from "../../../../rules/index.ts";
import { configWith } from "../../../support/lint.ts";

const COMMAND = {
  schemaVersion: "2.2",
  description: "d",
  parameters: {
    Name: {
      type: "String",
      default: "x",
      allowedPattern: "^x$",
      allowedValues: ["x"],
      minChars: 1,
      interpolationType: "ENV_VAR",
    },
  },
  mainSteps: [
    {
      action: "aws:runShellScript",
      name: "run",
      precondition: { StringEquals: ["platformType", "Linux"] },
      maxAttempts: 1,
      onFailure: "exit",
      inputs: {
        timeoutSeconds: "60",
        workingDirectory: "/",
        runCommand: ["aws s3 ls {{ Name }}"],
        environment: { A: "b" },
      },
    },
  ],
};

const OLD = {
  schemaVersion: "1.2",
  parameters: { Name: { type: "String" } },
  runtimeConfig: { "aws:runShellScript": { properties: [{ id: "0.aws:runShellScript", runCommand: ["aws s3 ls"] }] } },
};

const AUTOMATION = {
  schemaVersion: "0.3",
  assumeRole: "{{ Role }}",
  parameters: { Role: { type: "String" } },
  mainSteps: [
    {
      name: "run",
      action: "aws:runCommand",
      onFailure: "Abort",
      nextStep: "choose",
      inputs: {
        DocumentName: "AWS-RunShellScript",
        InstanceIds: ["{{ Role }}"],
        Parameters: { commands: ["aws s3 ls"] },
      },
    },
    {
      name: "choose",
      action: "aws:branch",
      inputs: { Choices: [{ NextStep: "run", Variable: "{{ Role }}", StringEquals: "x" }], Default: "run" },
      isEnd: true,
    },
  ],
  outputs: ["run.Output"],
};

const TEMPLATE = {
  Resources: {
    D: {
      Type: "AWS::SSM::Document",
      Properties: { DocumentType: "Command", DocumentFormat: "YAML", Content: COMMAND },
    },
  },
};

const VALUES: readonly unknown[] = [{}, [], null, 1, true, "", "{{ x }}", { a: { b: [] } }, [[]], [{}], [null]];

const linter = new Linter({ configType: "flat" });
const config = configWith(rules);

type Path = readonly (string | number)[];

function paths(value: unknown, path: Path = []): Path[] {
  const below =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          paths(inner, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : [];
  return path.length === 0 ? below : [path, ...below];
}

function replaced(value: unknown, [first, ...rest]: Path, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value)) return value.map((one, index) => (index === first ? replaced(one, rest, by) : one));
  return { ...(value as object), [first]: replaced((value as Record<string, unknown>)[first], rest, by) };
}

describe.each(Object.entries({ COMMAND, OLD, AUTOMATION, TEMPLATE }))("%s", (_, document) => {
  test.each(paths(document).map((path) => [path.join("."), path] as const))("%s", (_name, path) => {
    for (const by of VALUES) {
      const changed = replaced(document, path, by);
      for (const [text, filename] of [
        [stringify(changed), "d.yaml"],
        [JSON.stringify(changed), "d.json"],
      ] as const) {
        const messages = linter.verify(text, config, { filename });
        expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
      }
    }
  });
});
