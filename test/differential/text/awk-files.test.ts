/** Programs of awk that print to files alone, compared with real awks. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../../rules/index.ts";
import { filesOfAwk } from "../../../src/analysis/exposure/printing/awk-output.ts";
import { lint } from "../../support/lint.ts";
import { document } from "../../support/rule-tester.ts";

const TO_FILES: readonly (readonly string[])[] = [
  ['{print $1"="$2 > "a.env"}'],
  ['{print $1"="$2 >> "a.env"}'],
  ['{ print > "a" }'],
  ['{print $1 > ("a")}'],
  ["-v", "f=a", "{print $2 > f}"],
  ["-F", "=", '{printf "%s;\\n", $2 > "a"}'],
  ['{print | "cat >> a"}'],
  ['/k/ {print $2 > "a"} END {print NR > "b"}'],
  ['BEGIN { OFS="=" } { print $1, $2 > "a" }'],
  ['{ print $1 >"a"; print ($2) >>"b" }'],
];

const PRINTING: readonly (readonly string[])[] = [
  ["{print $2}"],
  ['{print $2 > "/dev/stderr"}'],
  ['{print $2 > "/dev/stdout"}'],
  ["{print ($2 > 3)}"],
  ['{print $2 > "a"} 1'],
  ['{print $2 > "a"}\n/k/'],
  ['{print $2 > "a"; print $2}'],
  ['{print $2 | "cat"}'],
  ['/k/; {print $2 > "a"}'],
  ['{ print "x > y" }'],
];

/** What the program prints on stdout and stderr. */
function printed(awk: string, words: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), "awk-files-"));
  const { stdout, stderr } = spawnSync(awk, words, { cwd: directory, input: "k v\n", encoding: "utf8" });
  rmSync(directory, { recursive: true });
  return stdout + stderr;
}

describe.each(["gawk", "mawk"])("%s", (awk) => {
  test.each(TO_FILES)("only to files: %s %s %s", (...words) => {
    expect(printed(awk, words.filter(Boolean))).toBe("");
    expect(filesOfAwk([awk, ...words.filter(Boolean)])).toBeDefined();
  });

  test.each(PRINTING)("also elsewhere: %s", (...words) => {
    expect(printed(awk, words.filter(Boolean))).not.toBe("");
    expect(filesOfAwk([awk, ...words.filter(Boolean)])).toBeUndefined();
  });
});

test("a secret in such a file is printed by what prints the file", () => {
  const found = (script: string): readonly (string | undefined)[] =>
    lint(document(`export AWS_PROFILE=p\n${script}`), { rules }).flatMap(({ ruleId, line }) =>
      ruleId === "ssm/no-secret-exposure" ? [String(line)] : [],
    );
  const get = "aws ssm get-parameter --name /a --with-decryption --query Parameter.Value --output text";
  expect(found(`${get} | awk '{print > "f"}'`)).toEqual([]);
  expect(found(`${get} | awk '{print > "f"}'\ncat f`)).toHaveLength(1);
  expect(found(`${get} | awk '{print}'`)).toHaveLength(1);
});
