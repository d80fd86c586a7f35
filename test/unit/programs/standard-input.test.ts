/** The names of the standard input, as files that a program reads (the scripts were run in bash, dash and busybox). */
import { expect, test } from "vitest";
import { rules } from "../../../rules/index.ts";
import { lint } from "../../support/lint.ts";
import { document, FIRST_LINE } from "../../support/rule-tester.ts";

const names = ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

test.each(names)("a script that is copied from %s is followed", (name) => {
  for (const start of [
    `install -m 755 ${name} /opt/a`,
    `cp ${name} /opt/a`,
    `dd if=${name} of=/opt/a`,
    `cat ${name} > /opt/a`,
  ])
    expect(lines(`${start} <<'E'\naws s3 ls\nE\nsh /opt/a`), start).toEqual([2]);
});

test.each(names)("code that a shell reads from %s is followed", (name) => {
  expect(lines(`sh ${name} <<'E'\naws s3 ls\nE`)).toEqual([2]);
  expect(lines(`. ${name} <<'E'\naws s3 ls\nE`)).toEqual([2]);
  expect(lines(`. ${name} <<'E'\nexport AWS_PROFILE=p\nE\naws s3 ls`)).toEqual([]);
});

test("arguments that xargs reads from standard input are followed", () => {
  expect(lines("echo s3 ls | xargs -a /dev/stdin aws")).toEqual([1]);
});

function lines(script: string): number[] {
  return lint(document(script), { rules })
    .filter(({ ruleId }) => ruleId === "ssm/explicit-aws-credentials")
    .map(({ line }) => line - FIRST_LINE + 1);
}
