/** A script that shfmt has reformatted does the same, so that it has the same findings. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { corpusScripts } from "../../support/corpus-scripts.ts";
import { scriptFindings } from "../../support/script-findings.ts";

/** The standard format; without comments and as short as possible; with simplified tests, arithmetic and quotes. */
const FORMATS = [[], ["-mn"], ["-s"]];

/** Every so many of the real scripts is tested. */
const EVERY = Number(process.env["EVERY"] ?? 4);

function reformatted(script: string, options: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync("shfmt", ["-ln", "bash", ...options], { input: script, encoding: "utf8" });
  return status === 0 ? stdout.trimEnd() : undefined;
}

/** The rule and the message of each finding: the format changes positions, and what shfmt makes of `{{ parameter }}` is another script. */
const kindsIn = (script: string): readonly string[] =>
  scriptFindings(script)
    .filter(({ rule }) => rule !== "ssm/no-parameter-injection")
    .map(({ rule, messageId }) => `${rule} ${messageId}`)
    .toSorted();

const isInstalled = spawnSync("shfmt", ["--version"]).status === 0;

const SCRIPTS = [
  "if ! aws s3 ls; then\n  echo no # nothing\nfi\ncurl -s http://169.254.169.254/latest/meta-data/ \\\n  | cat",
  'export AWS_PROFILE=`cat p`\nf() {\n  aws s3 cp "$1" s3://b\n}\nfor x in a b; do f $x; done',
  "aws sts get-caller-identity \\\n  | grep Arn \\\n  | cut -d: -f2\nif [[ ! ( $X == a ) ]]; then aws s3 ls || exit 1; fi",
  'case "$1" in\n  a) aws s3 ls ;;\n  *)\n    unset AWS_PROFILE\n    aws s3 ls s3://b ;;\nesac > log 2>&1',
];

describe.skipIf(!isInstalled)("shfmt, if it is installed", () => {
  // shfmt removes empty lines, also those before a `#!`, which is a comment there.
  const real = [...new Set(corpusScripts().map(({ text }) => text))].filter((text) => !/^\s/.test(text));
  const sample = [...SCRIPTS, ...real.filter((_, index) => index % EVERY === 0)];

  it.each(sample.map((script, index) => [index, script] as const))("changes no finding in script %i", (_, script) => {
    const before = kindsIn(script);
    for (const options of FORMATS) {
      const other = reformatted(script, options);
      if (other !== undefined) expect(kindsIn(other), options.join(" ")).toEqual(before);
    }
  });

  it("can read the scripts, and changes them", () => {
    for (const script of SCRIPTS) expect(reformatted(script, [])).not.toBe(script);
    for (const script of SCRIPTS) expect(kindsIn(script)).not.toEqual([]);
  });
});
