/** A background process, or another shell, writes files for the commands after it, perhaps only on some of its paths. */
import { expect, test } from "vitest";
import { rules } from "../../../../rules/index.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";

const reasons = (script: string): readonly (string | undefined)[] =>
  lint(document(`#!/bin/bash\n${script}\naws s3 ls`), { rules })
    .filter(({ ruleId }) => ruleId === "ssm/explicit-aws-credentials")
    .map(({ messageId }) => messageId);

const WRITE = "cp a /root/.aws/credentials";
const REMOVE = "rm -f /root/.aws/credentials";

const cases: readonly (readonly [string, string, readonly string[]])[] = [
  ["that it certainly writes", WRITE, []],
  ["that it writes on one of two paths", `if c; then ${WRITE}; fi`, ["somePaths"]],
  ["that it writes on both paths", `if c; then ${WRITE}; else cp b /root/.aws/credentials; fi`, []],
  ["that it removes", REMOVE, ["nothing"]],
  ["that it removes on one of two paths", `if c; then ${REMOVE}; fi`, ["nothing"]],
  ["that it removes or writes", `if c; then ${REMOVE}; else ${WRITE}; fi`, ["somePaths"]],
];

test.each([
  ...cases,
  ["that it does not touch, because it never ends", `while true; do date; done`, ["nothing"]] as const,
])("a file of a background process %s", (_, command, expected) => {
  expect(reasons(`{ ${command}; } &\nwait`)).toEqual(expected);
  expect(reasons(`f() { ${command}; }\nf &\nwait`)).toEqual(expected);
  expect(reasons(`f() { ${command}; }\ng() { f & wait; }\ng`)).toEqual(expected);
});

test.each(cases)("a file of another shell %s", (_, command, expected) => {
  expect(reasons(`bash -c '${command}'`)).toEqual(expected);
  expect(reasons(`sudo bash -c '${command}'`)).toEqual(expected);
  expect(reasons(`bash <<'END'\n${command}\nEND`)).toEqual(expected);
  expect(reasons(`f() { bash -c '${command}'; }\nX=$(f)`)).toEqual(expected);
});
