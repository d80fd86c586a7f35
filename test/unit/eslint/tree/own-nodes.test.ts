/** The own rules' visit of a document goes through one script after the other. */
import { expect, test } from "vitest";
import type { SsmNode } from "../../../../src/eslint/tree/nodes.ts";
import { callsCode } from "../../../support/corpus-documents.ts";

const TWO_STEPS = [
  'schemaVersion: "2.2"',
  "mainSteps:",
  ...["a", "b"].map(
    (name) => `- {action: "aws:runShellScript", name: ${name}, inputs: {runCommand: [aws s3 ls ${name}]}}`,
  ),
  "",
].join("\n");

test("a script is parsed and evaluated when the visit reaches its step, not when a rule asks about another step", () => {
  const source = callsCode(TWO_STEPS)!;
  const evaluated: string[] = [];
  for (const step of source.ast.steps) {
    const { evaluation } = step;
    Object.defineProperty(step, "evaluation", {
      get() {
        if (evaluated.at(-1) !== step.name) evaluated.push(step.name);
        return evaluation;
      },
    });
  }
  const seen: string[] = [];
  for (const { target, phase } of source.traverse()) {
    const node = target as SsmNode;
    if (phase !== 1 || node.type !== "Invocation") continue;
    expect(source.getAncestors(node).map(({ type }) => type)).toEqual([
      "Document",
      "Step",
      "Script",
      "Statement",
      "Command",
    ]);
    expect(source.getParent(source.stepOf(node))).toBe(source.ast);
    seen.push([...evaluated].join());
  }
  expect(seen).toEqual(["a", "a,b"]);
});
