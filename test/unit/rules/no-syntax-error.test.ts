import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { noSyntaxError } from "../../../rules/no-syntax-error.ts";
import { countErrors } from "../../../src/eslint/scripts/parse-step.ts";
import { corpusFiles, sourceCode } from "../../support/corpus-documents.ts";
import { runCode } from "../../support/real-tools.ts";
import { COLUMN, document, documentOfSteps, FIRST_LINE, ruleTester } from "../../support/rule-tester.ts";
import { hasShared } from "../../support/shared.ts";
import { lint } from "../../support/lint.ts";

const BROKEN = [
  "if true; then",
  "echo 'a",
  'echo "$(b"',
  "( a",
  "a &&",
  "done",
  "case x in",
  "a | ",
  "f() {",
  ") b",
  "a;;",
];
const HEALTHY = [
  "",
  "# only a comment",
  "{{ command }}",
  "if [ {{ x }} = y ]; then z; fi",
  "cat <<X\n$(\nX",
  "a=(1 2); [[ $a == b* ]] && (( a++ ))",
  "f() (\n  b\n)",
];

ruleTester().run("no-syntax-error", noSyntaxError, {
  valid: [
    ...HEALTHY.map(document),
    document("#!/usr/bin/env python3\nif x:\n  y('"),
    document("#!/bin/zsh\nfor x (a b) { echo $x }"),
    document('bash -c "$1 if"'),
    document(`${"if a; then ".repeat(300)}b${"; fi".repeat(300)}\n${"( ".repeat(300)}b${" )".repeat(300)}`),
    document('X=\nbash -c "$X; ls"'),
    document('X=\nY="$X; ls"\nbash -c "$Y"'),
  ],
  invalid: [
    ...BROKEN.map((script) => ({ code: document(`true\n${script}`), errors: [{ messageId: "syntax" as const }] })),
    {
      code: documentOfSteps("true", "true\necho $(\n  if\n)", "true"),
      errors: [{ messageId: "syntax", line: FIRST_LINE + 9 }],
    },
    {
      code: document('eval "a; ; b"'),
      errors: [{ messageId: "embedded", column: COLUMN + 9, endColumn: COLUMN + 10 }],
    },
    { code: document("true\nbash -c 'if true'\ntrue"), errors: [{ messageId: "embedded", line: FIRST_LINE + 1 }] },
  ],
});

describe("real shells", () => {
  const SHELLS = [["bash"], ["bash", "--posix"], ["dash"], ["busybox", "sh"]];

  it.each(BROKEN)("run the code before `%s` and stop with status 2", (script) => {
    for (const [program, ...options] of SHELLS) {
      const { status, stdout } = spawnSync(program!, [...options, "-c", `eval 'echo before'\n${script}`], {
        encoding: "utf8",
        input: "",
      });
      expect({ program, status, stdout }).toEqual({ program, status: 2, stdout: "before\n" });
    }
  });

  it.skipIf(!hasShared)("agree on the scripts of the corpus", () => {
    const scripts = corpusFiles().flatMap(({ path, text }) =>
      (sourceCode(text)?.ast.steps ?? [])
        .filter(({ shell }) => shell.tree !== undefined)
        .map(({ name, shell }) => ({ place: `${path}: ${name}`, shell })),
    );
    const real = runCode(scripts.map(({ shell }) => ({ code: "bash -n", stdin: shell.text })));
    const disputed = scripts.filter(({ shell }, index) => real[index]!.success !== (countErrors(shell) === 0));
    expect(scripts.length).toBeGreaterThan(500);
    expect(disputed.map(({ place }) => place)).toEqual([]);
  });
});

it("the examples on the rule's page have the findings it describes", () => {
  const [bad, good] = readFileSync("rules/no-syntax-error.md", "utf8").matchAll(/```yaml\n([^]*?)```/gu);
  expect(lint(bad![1]!, { rules: { "no-syntax-error": noSyntaxError } })).toHaveLength(1);
  expect(lint(good![1]!, { rules: { "no-syntax-error": noSyntaxError } })).toEqual([]);
});
