/** document.schema.json: the code that is compiled from it, and what editors accept and reject with it. */
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { documentProblems } from "../../../../src/analysis/validity/problems.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { corpus } from "../../../support/corpus.ts";

const schema = JSON.parse(readFileSync("document.schema.json", "utf8")) as object;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: false }).compile(schema);

/** Matches documents that AWS publishes, and documents in AWS's repositories. */
const OF_AWS = /^(?:ceshihao__ssm-public-documents|awslabs__|aws-samples__|aws-solutions__|aws__)/;

/** Documents that AWS publishes although the agent ignores a part of them: settings beside `inputs`. */
const IGNORED_OF_AWS: ReadonlySet<string> = new Set([
  "ceshihao__ssm-public-documents/documents/AWSEC2-UpdateLaunchAgent.json",
  "aws-samples__aws-ssm-automation-for-start-stop-sap/SSMStopStartSAPv1.0.yml",
]);

test("the compiled schema matches the schema (npm run build:schema writes it)", async () => {
  const build = (await import("../../../../build/document-schema.mjs" as string)) as { compiledSchema(): string };
  expect(readFileSync("src/analysis/validity/schema/compiled.ts", "utf8")).toBe(build.compiledSchema());
});

test.each([
  ['{schemaVersion: "2.2", mainSteps: [{action: "aws:runShellScript", name: a, inputs: {runCommand: [ls]}}]}', true],
  ['{schemaVersion: "2.2", mainSteps: [{action: "aws:runShellScript", name: a, inputs: {runComand: [ls]}}]}', false],
  ["{schemaVersion: 2.2, mainSteps: []}", false],
  ['{schemaVersion: "0.3", mainSteps: [{action: "aws:sleep", name: a, inputs: {}, foo: 1}]}', false],
  ['{schemaVersion: "0.3", mainSteps: [{action: "aws:sleep", name: a, inputs: {}}]}', true],
  ['{schemaVersion: "1.2", runtimeConfig: {"aws:runShellScript": {properties: [{runCommand: [ls]}]}}}', true],
  // From AWS-HelloWorldChangeTemplate, AmazonCloudWatch-MigrateCloudWatchAgent and AWSEC2-CloneInstanceAndUpgradeWindows.
  [
    '{schemaVersion: "0.3", emergencyChange: false, executableRunBooks: [], templateInformation: "", mainSteps: [{action: "aws:approve", name: a, inputs: {}}]}',
    true,
  ],
  ['{schemaVersion: "2.2", mainSteps: [{action: "aws:cloudWatch", name: a, settings: {startType: Disabled}}]}', true],
  ['{schemaVersion: "2.2", mainSteps: [{action: "aws:cloudWatch", name: a}]}', false],
  ['{schemaVersion: "2.2", mainSteps: [{action: "aws:runShellScript", name: a, settings: {}}]}', false],
  ['{schemaVersion: "0.3", mainSteps: [{action: "aws:putServerUpgradeMetrics", name: a, inputs: {}}]}', true],
])("for an editor, the validity of %s is %s", (text, isValid) => {
  expect(validate(parse(text))).toBe(isValid);
});

test("placeholders in a document that a runbook creates belong to the runbook", () => {
  const command = (name: string): string =>
    JSON.stringify({
      schemaVersion: "2.2",
      mainSteps: [{ action: "aws:runShellScript", name: "a", inputs: { runCommand: [`ls {{ ${name} }}`] } }],
    });
  const messages = (name: string): readonly string[] => {
    const runbook = {
      schemaVersion: "0.3",
      parameters: { Dir: { type: "String" } },
      mainSteps: [
        {
          name: "create",
          action: "aws:executeAwsApi",
          inputs: { Service: "ssm", Api: "CreateDocument", Name: "x", Content: command(name) },
        },
      ],
    };
    return documentProblems(readDocument(JSON.stringify(runbook))).map(({ message }) => message);
  };
  expect(messages("Dir")).toEqual([]);
  expect(messages("Dri")).toEqual([expect.stringContaining("`{{ Dri }}` refers to a parameter")]);
});

describe.skipIf(corpus.length === 0)("the corpus", () => {
  const files = corpus.map(({ name, text }) => ({ name, file: readDocument(text) }));

  test("no document published by AWS is reported as invalid", () => {
    const invalid = files
      .filter(({ name }) => OF_AWS.test(name))
      .flatMap(({ name, file }) => documentProblems(file).map((problem) => ({ name, ...problem })))
      .filter(({ kind }) => kind === "invalid")
      .map(({ name, message }) => `${name}: ${message}`);
    expect(invalid).toEqual([]);
  });

  test("only the listed documents of AWS contain settings that the agent ignores", () => {
    const ignored = files.filter(
      ({ name, file }) => OF_AWS.test(name) && documentProblems(file).some(({ kind }) => kind === "ignored"),
    );
    expect(new Set(ignored.map(({ name }) => name))).toEqual(IGNORED_OF_AWS);
  });

  test("the schema for editors accepts the documents of AWS, except keys in another letter case", () => {
    const rejected = corpus.filter(({ name, text }) => {
      if (!name.startsWith("ceshihao__") || !name.endsWith(".json") || IGNORED_OF_AWS.has(name)) return false;
      if (/"(?:RunCommand|TimeoutSeconds|WorkingDirectory)"|"templateBody"/.test(text)) return false;
      return !validate(JSON.parse(text.replace(/^\uFEFF/, "")));
    });
    expect(rejected.map(({ name }) => name)).toEqual([]);
  });
});
