/** The GitHub action: runs the command line of this release, annotates, and writes the outputs and the job's summary. */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const input = (name) => (process.env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
const lines = (name) =>
  input(name)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
const readJson = (path) => JSON.parse(readFileSync(path, "utf8"));

/** The runner takes the file of outputs line by line. */
function setOutput(name, value) {
  const file = process.env["GITHUB_OUTPUT"];
  if (file) appendFileSync(file, `${name}=${String(value).replaceAll(/[\r\n]/g, " ")}\n`);
}

/** Code scanning shows findings that SARIF calls suppressed as open alerts, so they are removed. */
function withoutSuppressed(path) {
  const log = readJson(path);
  for (const run of log.runs) run.results = run.results.filter(({ suppressions = [] }) => suppressions.length === 0);
  writeFileSync(path, JSON.stringify(log));
}

function main() {
  const program = fileURLToPath(new URL("../dist/cli/ssmlint.cjs", import.meta.url));
  if (!existsSync(program)) {
    console.log("::error::This revision of ssmlint has no build. Use a release tag.");
    return 2;
  }
  const cwd = resolve(input("working-directory") || ".");
  const temporary = mkdtempSync(join(process.env["RUNNER_TEMP"] || tmpdir(), "ssmlint-"));
  try {
    const [summary, report] = [join(temporary, "summary.md"), join(temporary, "report.json")];
    const sarif = input("sarif-file");
    const reports = ["github", `markdown=${summary}`, `json=${report}`, ...(sarif ? [`sarif=${sarif}`] : [])];
    const files = lines("files");
    const { status } = spawnSync(
      process.execPath,
      [
        program,
        ...reports.flatMap((format) => ["--format", format]),
        ...lines("args"),
        "--",
        ...(files.length > 0 ? files : ["."]),
      ],
      { cwd, stdio: ["ignore", "inherit", "inherit"] },
    );
    if (sarif && existsSync(resolve(cwd, sarif))) {
      withoutSuppressed(resolve(cwd, sarif));
      setOutput("sarif-file", relative(process.env["GITHUB_WORKSPACE"] || process.cwd(), resolve(cwd, sarif)));
    }
    if (existsSync(report)) {
      const count = readJson(report).reduce((sum, { errorCount, warningCount }) => sum + errorCount + warningCount, 0);
      setOutput("findings", count);
    }
    const jobSummary = process.env["GITHUB_STEP_SUMMARY"];
    if (jobSummary && existsSync(summary)) appendFileSync(jobSummary, readFileSync(summary));
    return status ?? 2;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

process.exitCode = main();
