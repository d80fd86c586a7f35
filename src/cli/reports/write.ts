/** Writes the requested reports during the run, each to its file, to stdout or to stderr. */
import { resolve } from "node:path";
import { writesInput, type Arguments, type ReportRequest } from "../arguments/arguments.ts";
import { loadPlugin } from "../config/plugin.ts";
import { projectUrl } from "../../eslint/links.ts";
import type { RuleDocs } from "../../eslint/rule.ts";
import { repositoryRoot } from "../files/ignore-files.ts";
import type { FailedFile, FileResult } from "../lint/result.ts";
import { packageInfo } from "../../package-info.ts";
import { rulePageText } from "../support/rule-page.ts";
import { safeOutput, type Permitted } from "../terminal/safe-text.ts";
import { DEFAULT_WIDTH, wantsColor, type Terminal } from "../terminal/terminal.ts";
import { loadReport } from "./index.ts";
import type { Report, RuleDescription, Subject, Totals } from "./report.ts";
import { fileSink, type Sink } from "./sink.ts";

interface Output {
  readonly report: Report;
  readonly sink: Sink;
  /** Loads the rules' descriptions. Called before the first file with a finding. */
  readonly describe: () => Promise<void>;
}

/** All reports of a run. */
export class Reports {
  readonly #outputs: readonly Output[];
  #isDescribed = false;

  private constructor(outputs: readonly Output[]) {
    this.#outputs = outputs;
  }

  /**
   * Opens the reports' files and writes what precedes the first finding.
   * @throws {Failure} if a file cannot be written.
   */
  static async open(args: Arguments, terminal: Terminal): Promise<Reports> {
    const outputs: Output[] = [];
    for (const { format, file } of args.reports)
      if (format !== "blob") outputs.push(await open({ format, file }, args, terminal));
    const reports = new Reports(outputs);
    reports.#write((report) => [report.start()]);
    return reports;
  }

  async file(result: FileResult): Promise<void> {
    if (!this.#isDescribed && result.messages.length > 0) {
      this.#isDescribed = true;
      for (const { describe } of this.#outputs) await describe();
    }
    this.#write((report) => partsOf(report.file(result)));
  }

  failure(failed: FailedFile): void {
    this.#write((report) => [report.failure(failed)]);
  }

  /** Writes the rest, and closes the files. */
  end(totals: Totals): void {
    this.#write((report) => report.end(totals));
    for (const { sink } of this.#outputs) sink.close();
  }

  #write(next: (report: Report) => Iterable<string>): void {
    for (const { report, sink } of this.#outputs) {
      let text = "";
      const flush = (): void => {
        if (text !== "") sink.write(text);
        text = "";
      };
      for (const part of next(report)) {
        text += part;
        if (text.length > MOST) flush();
      }
      flush();
    }
  }
}

/** Number of characters of a report after which they are written. */
const MOST = 1 << 18;

const partsOf = (text: string | Generator<string>): Iterable<string> => (typeof text === "string" ? [text] : text);

/** Blobs are written separately, because they also contain findings that the baseline suppresses. */
type Request = ReportRequest & { readonly format: Exclude<ReportRequest["format"], "blob"> };

/** With `--fix-dry-run`, stdout contains the patch, and with `--fix -` the fixed text, so the human-readable report goes to stderr. */
async function open(request: Request, args: Arguments, terminal: Terminal): Promise<Output> {
  const { format, file } = request;
  const toPeople = (args.fixDryRun || writesInput(args)) && format === "pretty";
  const isTerminal = toPeople ? terminal.stderrIsTerminal : terminal.stdoutIsTerminal;
  const color = file === undefined && wantsColor(args.color, isTerminal, terminal.env);
  const subject = {
    ...(await background(request, terminal.cwd)),
    cwd: terminal.cwd,
    shard: args.shard,
    isTrial: args.fixDryRun,
  };
  const describe = async () => {
    if (format === "pretty") subject.rules = await describedRules(format);
  };
  const report = (await loadReport(format, args))(subject, {
    color,
    width: (isTerminal ? terminal.columns : undefined) ?? DEFAULT_WIDTH,
  });
  const permitted: Permitted = { colored: color && format === "pretty", commands: format === "github" };
  if (file !== undefined) {
    const { write, close } = fileSink(resolve(terminal.cwd, file));
    return { report, describe, sink: { write: (text) => write(safeOutput(text, permitted)), close } };
  }
  const write = (text: string) => (toPeople ? terminal.err(text, permitted) : terminal.out(text, permitted));
  return { report, describe, sink: { write, close: () => {} } };
}

type Background = { -readonly [Name in "version" | "homepage" | "rules" | "root"]: Subject[Name] };

/** Omits the rules for formats that may report a run without findings, because loading the rules takes longer than such a run. */
async function background({ format }: ReportRequest, cwd: string): Promise<Background> {
  if (format === "pretty" || format === "json") return { version: "", homepage: undefined, rules: [], root: cwd };
  return {
    version: packageInfo.version,
    homepage: projectUrl(),
    rules: await describedRules(format),
    root: repositoryRoot(cwd) ?? cwd,
  };
}

async function describedRules(format: ReportRequest["format"]): Promise<RuleDescription[]> {
  const { rules, configs } = await loadPlugin();
  return Object.entries(rules).map(([name, { meta }]): RuleDescription => {
    const docs = meta?.docs as (Partial<RuleDocs> & { description?: string; url?: string }) | undefined;
    return {
      id: `ssm/${name}`,
      description: docs?.description ?? name,
      url: docs?.url,
      recommended: `ssm/${name}` in configs.recommended.rules,
      level: configs.recommended.rules[`ssm/${name}`] === "warn" ? "warning" : "error",
      ...(format === "sarif" && { page: rulePageText(name) }),
      isExplained: true,
      suggestionOptions: docs?.suggestionOptions ?? [],
    };
  });
}
