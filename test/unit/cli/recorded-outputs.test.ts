/**
 * What the command line prints for small projects is what is recorded. If a change is intended, record the new outputs with
 * `npx vitest run test/unit/cli/recorded-outputs -u`, and read the difference.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { broken, clean, excused, implicit, unrelated } from "../../support/documents.ts";
import { ssmlint } from "../../support/fake-terminal.ts";
import { document } from "../../support/rule-tester.ts";
import { scratch } from "../../support/scratch.ts";

const FINDINGS: Readonly<Record<string, string>> = {
  "a.yaml": implicit(
    "aws s3 ls | grep '<x>' && [[ $A ]]",
    "curl http://169.254.169.254/latest/meta-data/ # \u001B|\u{1F600} &\t*",
    'echo "unterminated',
  ),
  "dir/b.json": JSON.stringify({ schemaVersion: "2.2", mainSteps: [{ action: "aws:runShelScript", name: "x" }] }),
};

/** Projects by the counts that a summary mentions. */
const PROJECTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "nothing to report": { "a.yaml": clean, "b.yaml": clean },
  findings: FINDINGS,
  "everything else": {
    ...FINDINGS,
    "broken.yaml": broken,
    "clean.yaml": clean,
    "excused.yaml": excused,
    "unrelated.yaml": unrelated,
    "ignored/c.yaml": implicit(),
    ".ssmlintrc.yaml": "ignores: [ignored]\nrules:\n  require-imdsv2: warn\n",
  },
};

/** Names of the outputs, and the arguments. */
const RUNS: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ["pretty", "json", "github", "gitlab", "junit", "checkstyle", "markdown"].map((format) => [
      format,
      ["--format", format],
    ]),
  ),
  quiet: ["--quiet", "--max-warnings", "0"],
  statistics: ["--statistics"],
  "dry run": ["--fix-dry-run"],
  "dry run with suggestions": ["--fix-dry-run", "--fix-suggestions"],
};

const outputOf = async (cwd: string, argv: readonly string[], isTerminal: boolean): Promise<string> => {
  const { code, out, err } = await ssmlint(cwd, argv, { isTerminal, columns: 100 });
  const parts = [
    `$ ssmlint ${argv.join(" ")}`,
    out.trimEnd(),
    err === "" ? "" : `stderr: ${err.trimEnd()}`,
    `exit code ${code}`,
  ];
  return `${parts.filter((one) => one !== "").join("\n")}\n\n`.replaceAll(cwd, "CWD").replaceAll("\u001B", "␛");
};

test.each(Object.entries(RUNS))("%s", async (name, argv) => {
  let outputs = "";
  for (const [project, files] of Object.entries(PROJECTS)) {
    const cwd = scratch(files);
    outputs += `# ${project}\n${await outputOf(cwd, [...argv, "."], false)}`;
    if (name === "pretty") outputs += await outputOf(cwd, ["--color", "."], true);
    if (name === "pretty" && project !== "nothing to report") {
      await ssmlint(cwd, ["--suppress-all", "a.yaml"]);
      outputs += await outputOf(cwd, ["."], false);
    }
  }
  await expect(outputs).toMatchFileSnapshot(`${import.meta.dirname}/recorded/${name.replaceAll(" ", "-")}.txt`);
});

/** Each line is a script. `;` and line breaks are the same. */
const TRACED = readFileSync(`${import.meta.dirname}/recorded/traced-scripts.txt`, "utf8")
  .trim()
  .split("\n");

test("trace", async () => {
  let outputs = "";
  for (const script of TRACED) {
    const cwd = scratch({ "a.yaml": document(script.replaceAll("; ", "\n")) });
    outputs += `# ${script}\n${await outputOf(cwd, ["trace", "a.yaml"], false)}`;
  }
  await expect(outputs).toMatchFileSnapshot(`${import.meta.dirname}/recorded/trace.txt`);
});

test.each(["--help", "--list-rules", "--print-config a.yaml", "trace --help"])("%s", async (line) => {
  const output = await outputOf(scratch({ "a.yaml": clean }), line.split(" "), false);
  const name = line.replaceAll(/\W+/g, "-").replace(/^-/, "");
  await expect(output).toMatchFileSnapshot(`${import.meta.dirname}/recorded/${name}.txt`);
});
