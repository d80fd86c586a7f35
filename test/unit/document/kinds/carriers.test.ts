import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { DocumentFile, Step } from "../../../../src/document/model/document.ts";
import { mayHoldDocument, readDocument } from "../../../../src/document/read.ts";
import { documentProblems } from "../../../../src/analysis/validity/problems.ts";
import { applied } from "../../../support/apply.ts";
import { scriptText } from "../../../support/random-documents.ts";

const RUNS = { numRuns: Number(process.env["RUNS"] ?? 200) };

const command = (items: unknown): object => ({
  schemaVersion: "2.2",
  mainSteps: [{ action: "aws:runShellScript", name: "run", inputs: { runCommand: items } }],
});

const stepsOf = (file: DocumentFile): readonly Step[] => file.documents.flatMap((document) => document.steps);
const scriptsOf = (text: string): readonly string[] => {
  const file = readDocument(text);
  expect([file.errors, documentProblems(file)]).toEqual([[], []]);
  return stepsOf(file).map(({ name, script }) => `${name}: ${script.text}`);
};

/** A document as `aws ssm get-document` prints it. */
const printed = (content: string): object => ({
  Name: "clean-up",
  CreatedDate: "2024-05-06T07:08:09.123000+00:00",
  DocumentVersion: "1",
  Status: "Active",
  Content: content,
  DocumentType: "Command",
  DocumentFormat: "JSON",
});

test.each([
  ["get-document", printed(JSON.stringify(command(["a", 'b "c"']), null, 2)), ['run: a\nb "c"']],
  ["get-document of YAML", printed(stringify(command(["a"]))), ["run: a"]],
  ["a wrapper", { documents: [{ content: command(["a"]) }, { x: { content: command(["b"]) } }] }, ["run: a", "run: b"]],
  [
    "send-command",
    { DocumentName: "AWS-RunShellScript", Parameters: { commands: ["a", "b"] } },
    ["AWS-RunShellScript: a\nb"],
  ],
  [
    "targets of EventBridge",
    [
      { Id: "1", Arn: "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript", Input: '{"commands":["a \\"b\\""]}' },
      {
        Id: "2",
        Arn: "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript",
        InputTransformer: { InputTemplate: '{"commands":["<x>"]}' },
      },
      { Id: "3", Arn: "arn:aws:ssm:eu-west-1::document/Own", Input: '{"commands":["a"]}' },
    ],
    ['AWS-RunShellScript: a "b"', "AWS-RunShellScript: <x>"],
  ],
  [
    "a state of Step Functions",
    {
      States: {
        S: {
          Type: "Task",
          Resource: "arn:aws:states:::aws-sdk:ssm:sendCommand",
          Parameters: { DocumentName: "AWS-RunShellScript", Parameters: { commands: ["a"] } },
        },
      },
    },
    ["AWS-RunShellScript: a"],
  ],
  [
    "associations and tasks of a template",
    {
      Resources: {
        A: {
          Type: "AWS::SSM::Association",
          Properties: { Name: "AWS-RunShellScript", Parameters: { commands: ["a", { Ref: "P" }] } },
        },
        M: {
          Type: "AWS::SSM::MaintenanceWindowTask",
          Properties: {
            TaskType: "RUN_COMMAND",
            TaskArn: { "Fn::Sub": "arn:${AWS::Partition}:ssm:${AWS::Region}::document/AWS-RunShellScript" },
            TaskInvocationParameters: { MaintenanceWindowRunCommandParameters: { Parameters: { commands: ["b"] } } },
          },
        },
        W: {
          Type: "AWS::SSM::Association",
          Properties: { Name: "AWS-RunPowerShellScript", Parameters: { commands: ["Get-Item"] } },
        },
        E: {
          Type: "AWS::Events::Rule",
          Properties: {
            Targets: [
              {
                Arn: "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript",
                Input: { "Fn::Sub": '{"commands": ["c ${Bucket}", "${!HOME}"]}' },
              },
            ],
          },
        },
      },
    },
    ["A: a\n${P}", "M: b", "E: c ${Bucket}\n${HOME}"],
  ],
  [
    "an automation that calls SendCommand",
    {
      schemaVersion: "0.3",
      mainSteps: [
        {
          name: "one",
          action: "aws:runCommand",
          inputs: { DocumentName: "AWS-RunShellScript", Parameters: { commands: ["a"] } },
        },
        {
          name: "two",
          action: "aws:executeAwsApi",
          inputs: {
            Service: "ssm",
            Api: "SendCommand",
            DocumentName: "AWS-RunShellScript",
            Parameters: { commands: ["b"] },
          },
        },
      ],
    },
    ["one: a", "two: b"],
  ],
])("%s, as JSON and as YAML", (_what, data, scripts) => {
  for (const text of [JSON.stringify(data), JSON.stringify(data, null, 2), stringify(data)]) {
    expect(mayHoldDocument(text)).toBe(true);
    expect(scriptsOf(text)).toEqual(scripts);
  }
});

test.each([
  ["a schema for documents", { properties: { schemaVersion: { type: "string" }, mainSteps: { type: "array" } } }],
  ["another document's commands", { DocumentName: "Own", Parameters: { commands: ["a"] } }],
  [
    "another document inside",
    { Name: "AWS-RunShellScript", next: { DocumentName: { Ref: "D" }, Parameters: { commands: ["a"] } } },
  ],
  ["a sentence", { description: "Runs AWS-RunShellScript", commands: ["a"] }],
  ["a text that only mentions the keys", { readme: "# schemaVersion and mainSteps are keys: of documents" }],
  ["a script that creates a document", command(["cat > d.json <<E\n{}\nE"])],
])("%s is not an additional document", (_what, data) => {
  const file = readDocument(JSON.stringify(data));
  expect([file.errors, documentProblems(file)]).toEqual([[], []]);
  expect(file.documents.length).toBe("schemaVersion" in data ? 1 : 0);
});

test("a template from cdk synth", () => {
  const text = readFileSync(new URL("cdk.template.json", import.meta.url), "utf8");
  expect(scriptsOf(text)).toEqual([
    "run: #!/bin/bash\naws s3 cp /x s3://${Bucket83908E77}/x\necho ${HOME}",
    "y: aws s3 ls s3://${Bucket83908E77}",
    "Assoc: aws s3 ls ${Bucket83908E77.Arn}",
    "Rule: aws s3 ls\necho ${AWS::Region}",
    "Rule2: aws s3 ls\n${Bucket83908E77}",
  ]);
  const tree = { version: "tree-0.1", tree: { id: "App", children: { Doc: JSON.parse(text) as object } } };
  expect(readDocument(JSON.stringify(tree)).documents).toEqual([]);
});

test("unreadable content is reported at the position of the error", () => {
  const text = JSON.stringify(printed('{"schemaVersion": "2.2", "mainSteps": [}'));
  const { problems, documents } = readDocument(text);
  expect(documents).toEqual([]);
  expect(problems.map(({ message, range }) => [message, text.slice(...range)])).toEqual([
    ["The content of `Content` cannot be parsed: Expected a JSON value.", "}"],
  ]);
});

test("the nesting depth of strings is limited", () => {
  let data: object = command(["a"]);
  for (let depth = 0; depth < 10; depth++) data = printed(JSON.stringify(data));
  const { documents, problems } = readDocument(JSON.stringify(data));
  expect(documents).toEqual([]);
  expect(problems).toHaveLength(1);
});

test("aliases of aliases are read once", () => {
  const lines = ["a0: &a0 { DocumentName: AWS-RunShellScript, Parameters: { commands: [ls] } }"];
  for (let index = 1; index < 40; index++) lines.push(`a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`);
  expect(stepsOf(readDocument(`${lines.join("\n")}\n`))).toHaveLength(1);
});

test("a step that an alias nests in itself is read once", () => {
  const inputs = "{ runCommand: [ls], Steps: [*a] }";
  const text = `schemaVersion: "2.2"\nmainSteps:\n  - &a { action: "aws:runShellScript", name: a, inputs: ${inputs} }\n`;
  expect(stepsOf(readDocument(text)).map(({ name }) => name)).toEqual(["a"]);
});

type Wrap = (inner: unknown) => unknown;
const WRAPS: readonly Wrap[] = [
  (inner) => [inner],
  (inner) => ({ content: inner, other: 1 }),
  (inner) => ({ a: "b", Content: JSON.stringify(inner) }),
  (inner) => ({ deep: [{ "x y": stringify(inner) }] }),
];

test("texts, positions and edits are correct through any number of layers", () => {
  fc.assert(
    fc.property(
      fc.array(scriptText, { minLength: 1, maxLength: 3 }),
      fc.array(fc.constantFrom(...WRAPS), { maxLength: 4 }),
      fc.boolean(),
      fc.nat(),
      scriptText,
      (items, wraps, json, at, inserted) => {
        const data = wraps.reduce<unknown>((inner, wrap) => wrap(inner), command(items));
        const text = json ? JSON.stringify(data) : stringify(data);
        const read = readDocument(text);
        const [step] = stepsOf(read);
        // The serializer of `yaml` cannot write text that YAML cannot contain.
        fc.pre(step !== undefined && step.script.text === items.join("\n"));
        const [start, end] = step.script.items[at % items.length]!;
        const pos = start + (at % (end - start + 1));
        const edits = step.script.map.edits([{ pos, end: pos, text: inserted }]);
        if (edits === undefined) return;
        const [changed] = stepsOf(readDocument(applied(text, edits)));
        expect(changed?.script.text).toBe(step.script.text.slice(0, pos) + inserted + step.script.text.slice(pos));
      },
    ),
    RUNS,
  );
});

test.each<[what: string, parameters: object | undefined, problems: readonly string[]]>([
  ["has commands", { commands: ["a"] }, []],
  [
    "has only other parameters",
    { executionTimeout: ["9"] },
    ["Step `one` has no `commands` under `Parameters`, which AWS-RunShellScript requires."],
  ],
  [
    "has no parameters",
    undefined,
    ["Step `one` has no `commands` under `Parameters`, which AWS-RunShellScript requires."],
  ],
  ["has parameters that CloudFormation selects", { "Fn::If": ["C", { commands: ["a"] }, { commands: ["b"] }] }, []],
])("a step of an automation %s", (_what, parameters, problems) => {
  const inputs = { DocumentName: "AWS-RunShellScript", Parameters: parameters };
  const document = { schemaVersion: "0.3", mainSteps: [{ name: "one", action: "aws:runCommand", inputs }] };
  const Resources = {
    D: { Type: "AWS::SSM::Document", Properties: { DocumentType: "Automation", Content: document } },
  };
  const found = readDocument(JSON.stringify({ Resources }), {}).problems;
  expect(found.map(({ message }) => message)).toEqual(problems);
});
