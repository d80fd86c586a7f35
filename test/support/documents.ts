/** Documents with known findings. */

const step = (lines: readonly string[]): string =>
  [
    'schemaVersion: "2.2"',
    "mainSteps:",
    "  - action: aws:runShellScript",
    "    name: step",
    "    inputs:",
    "      runCommand:",
    "        - |",
    ...lines.map((line) => `          ${line}`),
    "",
  ].join("\n");

/** A document with one finding of explicit-aws-credentials for each call, from line 8. */
export const implicit = (...calls: readonly string[]): string =>
  step(calls.length > 0 ? calls : ["aws s3 cp a s3://bucket/a"]);

export const clean: string = step(["echo fine"]);

/** A document with a directive that suppresses a finding. */
export const excused: string = step([
  "# ssmlint-disable-next-line ssm/explicit-aws-credentials -- the role is the only one here",
  "aws s3 ls",
]);

export const broken = 'schemaVersion: "2.2"\nmainSteps: [\n';

export const unrelated = "name: nothing\nversion: 2\n";
