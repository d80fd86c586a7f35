/** Background jobs: a call is reported if bash ends with success although it fails and all other jobs succeed before it does. */
import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { rules } from "../../../rules/index.ts";
import { lint } from "../../support/lint.ts";
import { document } from "../../support/rule-tester.ts";
import { expectSameStarted } from "../../support/started.ts";

const STUBS = "aws() { read -rt 0.05 <> <(:); return 7; }\njob() { :; }";

const OTHERS = ["", "job & ", "job & Q=$!; ", "for i in 1 2; do job & done; ", "f() { job & }; f; ", "{ job & }; "];

const ENDS = [
  "wait -n || exit 1",
  "wait -n && wait -n || exit 1",
  "wait $! || exit 1",
  "wait $P || exit 1",
  "job & wait $! || exit 1",
  "job & wait $P || exit 1",
  "job & wait -n $P || exit 1",
  "job & wait $! $P || exit 1",
  "job & wait $P $! || exit 1",
  "job & wait || exit 1",
];

const SCRIPTS = [
  ...OTHERS.flatMap((others) => ENDS.map((end) => `${others}aws s3 ls & P=$!; ${end}; :`)),
  "job & Q=$!; aws s3 ls & wait $Q; wait -n || exit 1; :",
  "job & Q=$!; aws s3 ls & wait $! || exit 1; wait $Q; :",
  "for i in 1 2 3; do aws s3 ls & done; for i in 1 2 3; do wait -n || exit 1; done; :",
  "for i in 1 2 3; do aws s3 ls & wait -n || exit 1; done; :",
  "for i in 1 2 3; do job & wait -n; done; aws s3 ls & wait -n || exit 1; :",
];

it.each(SCRIPTS)("%s", (commands) => {
  // Between lines, bash forgets jobs that it has waited for; within a line, `wait -n` may return the status of one again.
  const script = commands.replaceAll("; ", "\n");
  const { status } = spawnSync("bash", ["-c", `${STUBS}\n${script}`], { timeout: 5000 });
  expect(status).not.toBeNull();
  // `lint` compares the findings with those of the slice.
  const found = lint(document(script), { rules }).some(({ ruleId }) => ruleId === "ssm/no-unnoticed-failure");
  expect(found).toBe(status === 0);
});

it.each(["dash", "bash"])("if the start of a job is tested, set -e applies in the job as in %s", (shell) => {
  const JOB = "{ false; aws job; } &";
  const scripts = [
    `${JOB} wait`,
    `if ${JOB} then wait; fi`,
    `f() { ${JOB} wait; }; f || aws no`,
    `f() { ${JOB} wait; }; if :; then f; fi`,
    `f() { ${JOB} wait; }; (f) && :`,
    `! { ${JOB} }; wait`,
    `if :; then ${JOB} wait; fi`,
    `f() { (${JOB} wait); }; while f; do break; done`,
  ];
  // The output of a coprocess goes to the shell.
  const coprocess = "coproc { false; aws job >&3; }";
  const coprocesses = [`exec 3>&1; ${coprocess}; wait`, `exec 3>&1; if ${coprocess}; then wait; fi`];
  const all = shell === "bash" ? [...scripts, ...coprocesses] : scripts;
  expectSameStarted(
    shell,
    all.map((one) => `set -e; ${one}`),
    1,
  );
});
