/** Making the reports that were asked for and putting each where it belongs. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Arguments, ReportRequest } from "../arguments/parse.ts";
import { Failure, systemReason } from "../support/failure.ts";
import { repositoryRoot } from "../files/ignore-files.ts";
import { loadPlugin } from "../config/plugin.ts";
import { wantsColor, type Terminal } from "../terminal/terminal.ts";
import { loadReport } from "./index.ts";
import type { Run, RuleDescription } from "./report.ts";
import { rulePageText } from "../support/rule-page.ts";
import { projectUrl } from "../../eslint/links.ts";
import { packageInfo } from "../../package-info.ts";

/** What a run found; the rest of a report's material is the same for every run. */
export type Findings = Pick<
  Run,
  "results" | "failures" | "documents" | "skipped" | "ignored" | "baselined" | "isTrial"
>;

const defaultWidth = 120;

/** Writes each report to its file, or to stdout. With `--fix-dry-run` stdout is the patch's and people read stderr. */
export async function writeReports(args: Arguments, findings: Findings, terminal: Terminal): Promise<void> {
  for (const request of args.reports) {
    const run: Run = { ...findings, cwd: terminal.cwd, ...(await background(request, terminal.cwd)) };
    const toPeople = args.fixDryRun && request.format === "pretty";
    const isTerminal = toPeople ? terminal.stderrIsTerminal : terminal.stdoutIsTerminal;
    const report = await loadReport(request.format);
    const text = report(run, {
      color: request.file === undefined && wantsColor(args.color, isTerminal, terminal.env),
      width: (isTerminal ? terminal.columns : undefined) ?? defaultWidth,
    });
    if (request.file !== undefined) writeFile(resolve(terminal.cwd, request.file), text);
    else if (toPeople) terminal.err(text);
    else terminal.out(text);
  }
}

async function background(
  { format }: ReportRequest,
  cwd: string,
): Promise<Pick<Run, "version" | "homepage" | "rules" | "root">> {
  if (format === "pretty" || format === "json") return { version: "", homepage: undefined, rules: [], root: cwd };
  const { rules, configs } = await loadPlugin();
  const descriptions = Object.entries(rules).map(([name, { meta }]): RuleDescription => {
    const docs = meta?.docs as { description?: string; url?: string } | undefined;
    return {
      id: `ssm/${name}`,
      description: docs?.description ?? name,
      url: docs?.url,
      recommended: `ssm/${name}` in configs.recommended.rules,
      level: configs.recommended.rules[`ssm/${name}`] === "warn" ? "warning" : "error",
      ...(format === "sarif" && { page: rulePageText(name) }),
    };
  });
  return {
    version: packageInfo.version,
    homepage: projectUrl(),
    rules: descriptions,
    root: repositoryRoot(cwd) ?? cwd,
  };
}

function writeFile(path: string, text: string): void {
  try {
    makeDirectory(dirname(path));
    writeFileSync(path, text);
  } catch (error) {
    throw new Failure(`${path}: the report could not be written: ${systemReason(error)}.`);
  }
}

/** One directory after the other: `recursive` goes round for ever where the system says that it can make none (/proc). */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
}
