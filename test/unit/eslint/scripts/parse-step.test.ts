/** Whether edited scripts still parse. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStep, countErrors, staysParsable, type KnownLines } from "../../../../src/eslint/scripts/parse-step.ts";
import { parseShell } from "../../../../src/shell/index.ts";
import { readDocument } from "../../../../src/document/read.ts";
import { recommended } from "../../../support/recommended.ts";

const LINES = [
  "a",
  "a &&",
  "a \\",
  "# b",
  "# c \\",
  "",
  "if a; then",
  "fi",
  "{",
  "}",
  "f() {",
  "f() { a; }",
  "(",
  ")",
  "a <<E",
  "E",
  "a <<-'E' |",
  "a $(b",
  "'",
  '"',
  "`",
  "case a in",
  "b) c ;;",
  "esac",
  "for i in a b",
  "do",
  "done",
  "#!/bin/sh",
  "a; b",
  "!",
  "|| c",
];
const line = fc.constantFrom(...LINES);
const linesOf = (maxLength: number): fc.Arbitrary<string> =>
  fc.array(line, { maxLength }).map((lines) => lines.map((one) => `${one}\n`).join(""));

test("lines between statements are judged as if the whole script was parsed", () => {
  const known: KnownLines = new Map();
  fc.assert(
    fc.property(
      linesOf(5),
      linesOf(2),
      fc.nat({ max: 5 }),
      fc.constantFrom(0, 0, 1, 2),
      fc.boolean(),
      (script, lines, before, behind, isCut) => {
        const text = isCut ? lines.slice(0, -1) : lines;
        const pos = script.split("\n").slice(0, before).join("\n").length + (before > 0 ? 1 : 0) + behind;
        fc.pre(pos <= script.length && !/^\s*$/.test(script));
        const document = {
          schemaVersion: "2.2",
          mainSteps: [{ action: "aws:runShellScript", name: "s", inputs: { runCommand: [script] } }],
        };
        const [step] = readDocument(JSON.stringify(document)).documents[0]!.steps;
        const shell = parseStep(step!);
        const changes = [{ pos, end: pos, text }];
        staysParsable(step!, shell, changes, known);
        const { holds, parsed } = staysParsable(step!, shell, changes, known);
        // Nothing is parsed if the lines are known.
        if (parsed > 0) return;
        expect(holds).toBe(true);
        const after = parseShell(script.slice(0, pos) + text + script.slice(pos));
        expect(countErrors(after)).toBeLessThanOrEqual(countErrors(shell));
      },
    ),
    { numRuns: Number(process.env["RUNS"] ?? 1_000) },
  );
});

test("fixes of hundreds of steps that insert the same lines are all offered at once", () => {
  const steps = Array.from({ length: 250 }, (_, index) => ({
    action: "aws:runShellScript",
    name: `s${index}`,
    inputs: {
      runCommand: [`aws s3 cp a${index} s3://b`, "X=$(curl http://169.254.169.254/latest/meta-data/a)", "echo $X"],
    },
  }));
  const messages = recommended(JSON.stringify({ schemaVersion: "2.2", mainSteps: steps }));
  const fixes = messages.filter(({ fix }) => fix !== undefined).map(({ ruleId }) => ruleId);
  expect(fixes.filter((rule) => rule === "ssm/no-unnoticed-failure")).toHaveLength(500);
  expect(fixes.filter((rule) => rule === "ssm/require-imdsv2")).toHaveLength(250);
});

test("a change looks only at the inserted values near it", () => {
  let looks = 0;
  const lines = Array.from({ length: 2_000 }, () => "echo VALUE");
  const text = lines.join("\n");
  const opaque = lines.map((own, index) => {
    const start = index * (own.length + 1) + "echo ".length;
    return {
      name: "value",
      get range() {
        looks++;
        return [start, start + "VALUE".length] as const;
      },
    };
  });
  const read = readDocument(
    JSON.stringify({
      schemaVersion: "2.2",
      mainSteps: [{ action: "aws:runShellScript", name: "s", inputs: { runCommand: [text] } }],
    }),
  );
  const [own] = read.documents[0]!.steps;
  const step = { ...own!, script: { ...own!.script, opaque } };
  const shell = parseStep(step);
  looks = 0;
  const pos = text.indexOf("\n", 9_000);
  expect(staysParsable(step, shell, [{ pos, end: pos, text: " || exit 1" }], new Map())).toMatchObject({ holds: true });
  expect(looks).toBeLessThan(100);
});
