/** Documents that tests check, each with findings that are known. */

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

/** One finding of explicit-aws-credentials for each call, on lines 8 and on. */
export const implicit = (...calls: readonly string[]): string =>
  step(calls.length > 0 ? calls : ["aws s3 cp a s3://bucket/a"]);

export const clean: string = step(["echo fine"]);

/** A directive that holds back a finding. */
export const excused: string = step([
  "# ssmlint-disable-next-line ssm/explicit-aws-credentials -- the role is the only one here",
  "aws s3 ls",
]);

export const broken = 'schemaVersion: "2.2"\nmainSteps: [\n';

export const unrelated = "name: nothing\nversion: 2\n";
