import { describe, expect, it } from "vitest";
import { validDocument } from "../../../rules/valid-document.ts";
import type { ScriptEdit } from "../../../src/document/model/source-map.ts";
import type { SsmRule } from "../../../src/eslint/rule.ts";
import { document, jsonDocument } from "../../support/rule-tester.ts";
import { fix, inspect, lint } from "../../support/lint.ts";

/** A rule whose fix inserts `text` before or after the first `x` of the script, or replaces the `x`. */
function editing(text: string, how: "before" | "after" | "replace"): SsmRule {
  return {
    meta: { schema: [], fixable: "code" },
    create: ({ report, sourceCode }) => ({
      Step(step) {
        const at = step.shell.text.indexOf("x");
        if (at === -1) return;
        const change: ScriptEdit = { pos: how === "after" ? at + 1 : at, end: how === "before" ? at : at + 1, text };
        const made = sourceCode.edit(step, [change]);
        if (made !== undefined) report({ node: step, message: "x", fix: made });
      },
    }),
  };
}

const fixed = (text: string, rule: SsmRule): string => fix(text, { rules: { edit: rule } });

describe("an edit of a script", () => {
  it("changes exactly its range, encoded for the scalar", () => {
    const line = 'y "z" \\\nw';
    expect(fixed(document("a x b"), editing(line, "replace"))).toBe(document(`a ${line} b`));
    expect(fixed(jsonDocument("a x b"), editing('y "z"', "replace"))).toBe(jsonDocument('a y "z" b'));
  });

  it.each([
    ["y\nz", "a y\nz b\nc"],
    ["y\n\nz #", "a y\n\nz # b\nc"],
    ["\ny\n\n", "a \ny\n\n b\nc"],
  ])("ends its lines as the block does, not as the lines after the block: %j", (text, script) => {
    const mixed = (one: string) => `${document(one).replaceAll("\n", "\r\n")}# end\n`;
    expect(fixed(mixed("a x b\nc"), editing(text, "replace"))).toBe(mixed(script));
  });

  it.each([
    ["commands: a x b", "commands: |-\n          a y\n          z b"],
    ["commands:\n          - a x b", "commands:\n          - |-\n            a y\n            z b"],
    ["commands:\n        - a x b", "commands:\n        - |-\n          a y\n          z b"],
  ])("with several lines turns a plain scalar into a block: %j", (before, after) => {
    const automation = (commands: string) => `schemaVersion: "0.3"
mainSteps:
  - name: step
    action: aws:runCommand
    inputs:
      DocumentName: AWS-RunShellScript
      Parameters:
        ${commands}
`;
    expect(fixed(automation(before), editing("y\nz", "replace"))).toBe(automation(after));
  });

  it("is dropped if it would cause a new syntax error", () => {
    for (const text of ["'", "$(", "; done", "<<", "$(if)"]) {
      expect(fixed(document("a x"), editing(text, "replace"))).toBe(document("a x"));
    }
  });

  it("is applied in a script with a syntax error elsewhere", () => {
    expect(fixed(document("a x\nif"), editing("y", "replace"))).toBe(document("a y\nif"));
    expect(fixed(document("fi\na x"), editing("y", "replace"))).toBe(document("fi\na y"));
  });

  it("is dropped if it precedes a syntax error and would cause another one", () => {
    expect(fixed(document("a x\nif"), editing("'", "replace"))).toBe(document("a x\nif"));
    expect(fixed(document("fi\na x"), editing("; done", "replace"))).toBe(document("fi\na x"));
  });

  it.each([
    // Two edits count as one from the first to the last. The same array of changes is verified once.
    ["are too long together", 90, true],
    ["cost too much to verify", 6, false],
  ])("is dropped if all of the file %s, which valid-document reports", (_, findings, isShared) => {
    const script = `a\n${"b ".repeat(50_000)}\nc`;
    const edit: SsmRule = {
      meta: { schema: [], fixable: "code" },
      create: ({ report, sourceCode }) => ({
        Step(step) {
          const text = isShared ? "b" : `b\n${"true\n".repeat(20_000)}`;
          const ends = [0, step.shell.text.length].map((at) => ({ pos: at, end: at, text }));
          for (let index = 0; index < findings; index++) {
            const offered = sourceCode.edit(step, isShared ? ends : [...ends]) ?? null;
            report({ node: step, message: `${index}`, fix: offered });
          }
        },
      }),
    };
    const messages = lint(document(script), { rules: { edit, "valid-document": validDocument } });
    const edits = messages.filter(({ ruleId }) => ruleId === "ssm/edit");
    expect(edits).toHaveLength(findings);
    expect(edits.some((message) => message.fix !== undefined)).toBe(true);
    expect(edits.at(-1)!.fix).toBeUndefined();
    expect(messages.filter(({ ruleId }) => ruleId !== "ssm/edit")).toMatchObject([{ messageId: "dropped" }]);
  });

  it("locates spans and lines", () => {
    const rules = {
      look: inspect((source, [step]) => {
        expect(source.locate(step!, { pos: 2, end: 3 })).toEqual({
          start: { line: 9, column: 11 },
          end: { line: 9, column: 12 },
        });
        expect(source.lineOf(step!, { pos: 4, end: 5 })).toBe(10);
      }),
    };
    expect(lint(document("a\nb\nc"), { rules })).toEqual([]);
  });
});

describe("an edit of a script whose lines end in CRLF", () => {
  /** A rule that inserts text at an offset of the script. */
  const inserting = (text: string, offsetIn: (script: string) => number): SsmRule => ({
    meta: { schema: [], fixable: "code" },
    create: ({ report, sourceCode }) => ({
      Step(step) {
        const at = offsetIn(step.shell.text);
        report({ node: step, message: "x", fix: sourceCode.edit(step, [{ pos: at, end: at, text }]) ?? null });
      },
    }),
  });
  const once = (text: string, rule: SsmRule) => {
    const [{ fix: made } = {}] = lint(text, {
      rules: { edit: rule },
      filename: "main.tf",
      config: { files: ["**/*.tf"] },
    });
    return made === undefined ? undefined : text.slice(0, made.range[0]) + made.text + text.slice(made.range[1]);
  };
  const atStart = () => 0;
  const terraform = (operator: string, indent: string, lines: readonly string[]): string =>
    [
      'resource "aws_ssm_association" "a" {',
      '  name       = "AWS-RunShellScript"',
      `  parameters = { commands = ${operator}SH`,
      ...lines.map((line) => indent + line),
      `${indent}SH`,
      "  }",
      "}",
      "",
    ].join("\r\n");

  it.each([
    ["<<", ""],
    ["<<-", "    "],
  ])("inserts before the CR, and lines that end in CRLF, in a here-document (%s)", (operator, indent) => {
    const at = (lines: readonly string[]) => terraform(operator, indent, lines);
    const edited = (text: string, offsetIn: (script: string) => number) =>
      once(at(["a", "b"]), inserting(text, offsetIn));
    const atLineEnd = (script: string) => script.indexOf("\n");
    expect(edited(" || exit 1", atLineEnd)).toBe(at(["a || exit 1", "b"]));
    expect(edited("\nc", atLineEnd)).toBe(at(["a", "c", "b"]));
    expect(edited("c\n\nd\n", atStart)).toBe(at(["c", "", "d", "a", "b"]).replace(/^ +\r$/m, "\r"));
  });

  it("is dropped if the CR makes the inserted lines a syntax error", () => {
    const text = terraform("<<", "", ["a", "b"]);
    expect(once(text, inserting("for c in d; do\n  e\ndone\n", atStart))).toBeUndefined();
    expect(once(text, inserting("c\n", atStart))).toBeDefined();
  });
});
