/** Comments and white space are no code: they do not change how long paths are kept apart. */
import { expect, test } from "vitest";
import { programs } from "../../../../src/programs/table.ts";
import { evaluate, parseShell } from "../../../../src/shell/index.ts";
import { codeLength } from "../../../../src/shell/syntax/code-length.ts";
import { interestIn } from "../../../support/interest.ts";

test.each([
  ["", 0],
  ["echo a", 5],
  ["#!/bin/bash\n\techo a # b\n\n# c\n", 5],
  ["echo '# a'\r\n", 8],
  ["cat <<EOF\n# a\nEOF\n", 13],
])("%j", (text, length) => expect(codeLength(parseShell(text))).toBe(length));

/** Loops that start more programs than are evaluated with all paths kept apart, on four paths that differ in what the end reads. */
const SCRIPT = [
  "if q; then export AWS_PROFILE=p; fi\nif r; then export AWS_REGION=r; fi",
  ...Array.from({ length: 30 }, () => `for I in ${"a ".repeat(24)}; do aws --profile q s3 ls $I || exit 1; done`),
  "aws s3 ls",
].join("\n");

/** The lines at which paths are joined because there are too many. */
const joins = (text: string): readonly number[] =>
  evaluate(parseShell(text), { programs, interest: interestIn(text) })
    .cuts.filter(({ limit }) => limit === "paths")
    .map(({ pos }) => text.slice(0, pos).split("\n").length);

test("paths are kept apart as long with comments as without", () => {
  const lines = joins(SCRIPT);
  expect(lines.length).toBeGreaterThan(0);
  expect(joins(SCRIPT.replace("\n", `\n# ${"x".repeat(8_000)}\n\n`))).toEqual(lines.map((line) => line + 2));
});
