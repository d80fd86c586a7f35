/** Compares `at`, `batch`, `sg` and `newgrp` with the real programs. The jobs of `at` are run by hand: no daemon runs here. */
import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createRecorder, type Started } from "../../support/recorder.ts";
import { agrees, predict } from "../../support/prediction.ts";

const recorder = createRecorder();
const { rec, directory } = recorder;
afterAll(() => recorder.remove());

const isRoot = process.getuid?.() === 0;
const isInstalled = (name: string): boolean => spawnSync("sh", ["-c", `command -v ${name}`]).status === 0;

/** Starts a program that makes a job, runs the job's file as the daemon does, and removes the job. */
const runner = join(directory, "run-job");
writeFileSync(
  runner,
  `job=$("$@" 2>&1 | sed -n 's/^job \\([0-9]*\\) at .*/\\1/p')
[ -n "$job" ] || exit 0
at -c "$job" > ${directory}/job
at -r "$job"
env -i PATH="$PATH" sh ${directory}/job
`,
);

function expectSame(
  lines: readonly { readonly words: readonly string[]; readonly stdin: string }[],
  by: readonly string[],
): void {
  const real = recorder.record(lines.map(({ words, stdin }) => ({ words: [...by, ...words], stdin })));
  const wrong = lines.flatMap((line, index) => {
    const predicted = predict(line, rec);
    return agrees(real[index] as Started[], predicted) ? [] : [{ ...line, real: real[index], predicted }];
  });
  expect(wrong).toEqual([]);
  expect(real.some((started) => started.length > 0)).toBe(true);
}

test.skipIf(!isRoot || !isInstalled("at"))("at and batch run stdin with the exported variables", () => {
  const words = [
    "now",
    "now + 5 minutes",
    "-m now",
    "-M -q c noon",
    "-t 203012312359",
    "-l",
    "-f",
    "",
    "-z now",
    "now -m",
    "-V now",
  ];
  expectSame(
    [
      ...words.map((some) => ({
        words: ["at", ...some.split(" ").filter((word) => word !== "")],
        stdin: `${rec} x\n${rec} $A\n`,
      })),
      { words: ["batch"], stdin: `${rec} y\n` },
    ],
    ["sh", runner],
  );
});

test.skipIf(!isRoot || !isInstalled("sg"))("sg and newgrp run a command line in the user's shell", () => {
  chmodSync(directory, 0o755);
  const lines = [
    ["sg", "root", "-c", `${rec} a $A`],
    ["sg", "root", `${rec} a`],
    ["sg", "root", "-c"],
    ["sg", "root"],
    ["sg", "-c", rec],
    ["sg"],
    ["sg", "root", "-c", `${rec} a`, "more"],
    ["newgrp", "root"],
    ["newgrp"],
    ["newgrp", "-c"],
  ];
  expectSame(
    lines.map((words) => ({ words, stdin: `${rec} stdin\n` })),
    [],
  );
});
