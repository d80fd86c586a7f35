/** Merge keys (`<<`) add the pairs of other mappings, as in the YAML library. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readDocument } from "../../../../src/document/read.ts";

const HEAD = `schemaVersion: "2.2"
x:
  - &a {action: "aws:runShellScript", name: a, inputs: {runCommand: [from a]}}
  - &b {name: b, inputs: {runCommand: [from b]}}
  - &c {<<: *b, action: "aws:runShellScript", inputs: {runCommand: [from c]}}
  - &d {<<: [*b, *a]}
mainSteps:
`;

const step = fc
  .tuple(
    fc.constantFrom("<<: *a, ", "<<: *c, ", "<<: *d, ", "<<: [*b, *a], ", "<<: [*d, *c], ", "<<: *b, <<: *a, "),
    fc.constantFrom("", "name: own, "),
    fc.constantFrom("", "inputs: {runCommand: [own]}, "),
    fc.boolean(),
  )
  .map(([merge, name, inputs, isLast]) => `  - {${isLast ? name + inputs + merge : merge + name + inputs}}\n`);

test("steps with merge keys have the names and scripts that YAML gives them", () => {
  fc.assert(
    fc.property(step, (written) => {
      const text = HEAD + written;
      const [expected] = (
        parse(text, { merge: true, uniqueKeys: false }) as {
          mainSteps: { name: string; inputs: { runCommand: string[] } }[];
        }
      ).mainSteps;
      const [read] = readDocument(text, { language: "yaml" }).documents[0]!.steps;
      expect({ name: read!.name, script: read!.script.text }).toEqual({
        name: expected!.name,
        script: expected!.inputs.runCommand.join("\n"),
      });
    }),
  );
});
