/** Which documents a text contains, by its keys, and the scripts in them. */
import { expect, test } from "vitest";
import { readDocument } from "../../../../src/document/read.ts";

/** The kinds of the documents, each with its scripts. */
function read(content: unknown): readonly string[] {
  const { documents } = readDocument(JSON.stringify(content), { language: "json" });
  return documents.map(({ kind, steps }) => [kind, ...steps.map(({ script }) => script.text)].join(": "));
}

const SHELL = { action: "aws:runShellScript", name: "s", inputs: { runCommand: ["a", "b"] } };
const RUN = {
  action: "aws:runCommand",
  name: "r",
  inputs: { DocumentName: "AWS-RunShellScript", Parameters: { commands: ["c", "d"] } },
};
const OTHER = { action: "aws:sleep", name: "w", inputs: { Duration: "PT1S" } };
const RUNTIME = { "aws:runShellScript": { properties: [{ id: "0", runCommand: ["e"] }] } };

test.each<readonly [content: Record<string, unknown>, documents: readonly string[]]>([
  // The version decides, if there are steps.
  [{ schemaVersion: "2.2", mainSteps: [SHELL] }, ["command-2: a\nb"]],
  [{ schemaVersion: "2", mainSteps: [SHELL] }, ["command-2: a\nb"]],
  [{ schemaVersion: "2.2", runtimeConfig: RUNTIME }, ["command-1.2: e"]],
  [{ schemaVersion: "1.2", runtimeConfig: RUNTIME }, ["command-1.2: e"]],
  [{ schemaVersion: "1", runtimeConfig: RUNTIME }, ["command-1.2: e"]],
  [{ schemaVersion: "1.2", mainSteps: [SHELL] }, ["command-2: a\nb"]],
  [{ schemaVersion: "0.3", mainSteps: [RUN] }, ["automation: c\nd"]],
  [{ schemaVersion: "0.3", mainSteps: [SHELL, RUN] }, ["automation: c\nd"]],
  [{ schemaVersion: "2.2" }, []],
  [{ schemaVersion: "9.9", description: "d" }, []],
  // Without a known version, the actions decide.
  [{ mainSteps: [SHELL] }, ["command-2: a\nb"]],
  [{ mainSteps: [OTHER, SHELL] }, ["command-2: a\nb"]],
  [{ mainSteps: [{ name: "x" }, SHELL] }, ["command-2: a\nb"]],
  [{ mainSteps: [RUN, OTHER] }, ["automation: c\nd"]],
  [{ mainSteps: [{ action: "other", name: "x" }] }, []],
  [{ mainSteps: [] }, []],
  [{ schemaVersion: "9.9", mainSteps: [SHELL] }, ["command-2: a\nb"]],
  [{ runtimeConfig: RUNTIME }, ["command-1.2: e"]],
  // A misspelt name of the steps, of which only what is a command anywhere is read.
  [{ schemaVersion: "2.2", mainStep: [SHELL] }, ["command-2"]],
  [{ schemaVersion: "2.2", mainsteps: [SHELL], other: 1 }, ["command-2"]],
  [{ schemaVersion: "0.3", mainStep: [RUN] }, ["automation", "commands: c\nd"]],
  [{ schemaVersion: "2.2", mainStep: [{ action: "other" }] }, []],
  [{ mainStep: [SHELL] }, []],
  [{ schemaVersion: "2.2", steps: [SHELL] }, []],
  // No steps at all.
  [{ schemaVersion: "2.2", parameters: {} }, ["command-2"]],
  [{ schemaVersion: "0.3", parameters: {}, description: "d" }, ["automation"]],
  [{ schemaVersion: "2.0", parameters: {} }, []],
  [{ schemaVersion: "2.2", parameters: {}, other: 1 }, []],
  [{ schemaVersion: "2.2", mainSteps: null, parameters: {} }, ["command-2"]],
  // Automation: steps of AWS-RunShellScript only.
  [
    {
      schemaVersion: "0.3",
      mainSteps: [{ ...RUN, inputs: { ...RUN.inputs, DocumentName: "AWS-RunPowerShellScript" } }],
    },
    ["automation"],
  ],
  [
    {
      schemaVersion: "0.3",
      mainSteps: [
        { ...RUN, inputs: { ...RUN.inputs, DocumentName: "arn:aws:ssm:eu-west-1::document/AWS-RunShellScript" } },
      ],
    },
    ["automation: c\nd"],
  ],
  [
    {
      schemaVersion: "0.3",
      parameters: { Name: { type: "String", default: "AWS-RunShellScript" }, Else: { type: "String", default: "x" } },
      mainSteps: ["{{ Name }}", "{{Else}}", "{{ None }}"].map((DocumentName, index) => ({
        ...RUN,
        name: `r${index}`,
        inputs: { ...RUN.inputs, DocumentName },
      })),
    },
    ["automation: c\nd"],
  ],
  [
    { schemaVersion: "0.3", mainSteps: [{ action: "aws:loop", name: "l", inputs: { Steps: [RUN, OTHER] } }, RUN] },
    ["automation: c\nd: c\nd"],
  ],
  // One script for each element of the properties.
  [
    { schemaVersion: "1.2", runtimeConfig: { "aws:runShellScript": { properties: { runCommand: "f" } } } },
    ["command-1.2: f"],
  ],
  [
    {
      schemaVersion: "1.2",
      runtimeConfig: { "aws:runShellScript": { properties: [{ runCommand: ["f", null] }, { runCommand: ["g"] }] } },
    },
    ["command-1.2: f\n: g"],
  ],
])("%j", (content, documents) => {
  expect(read(content)).toEqual(documents);
});
