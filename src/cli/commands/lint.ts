/** The main job: find the files, check them, report. */
import { resolve } from "node:path";
import type { Arguments } from "../arguments/parse.ts";
import { Baselines } from "../baseline/apply.ts";
import type { ResolvedConfig } from "../config/config.ts";
import { configurationOf, rulesOf } from "../config/load.ts";
import { isLeftOut, searchFiles, type FoundFile, type Search } from "../files/search.ts";
import { FixedFiles } from "../fix/fixed-files.ts";
import { countsOf, type FailedFile, type FileResult } from "../lint/result.ts";
import { checkFiles, type Threaded, type Threads } from "../lint/worker-pool.ts";
import type { Timing } from "../lint/timing.ts";
import { Progress } from "../terminal/progress.ts";
import { oneLine } from "../terminal/text-width.ts";
import { writeReports } from "../reports/write.ts";
import type { Terminal } from "../terminal/terminal.ts";

export type ExitCode = 0 | 1 | 2;

/** Checks what the arguments name and reports it. */
export async function check(args: Arguments, terminal: Terminal & Threaded, timing: Timing): Promise<ExitCode> {
  const config = await configurationOf(args, terminal);
  const rules = await rulesOf(args);
  const baselines = new Baselines(args, config?.sources[0], rules, terminal);
  const found = await timing.measureAsync("search", () => search(args, config, terminal));
  const failures: FailedFile[] = [...found.unreadable];
  const fixed = new FixedFiles(args, terminal);
  const progress = new Progress(terminal, found.files.length);
  let results: FileResult[] = [];
  const unfixed = new Map<string, FileResult>();
  let documents = 0;
  let skipped = 0;
  const options = { config, rules, mends: fixed.mends, timing, readInput: terminal.readInput };
  const threads = threadsFor(args, terminal);
  const outcomes = await checkFiles(found.files, options, threads, ({ path }, index) => progress.at(path, index));
  progress.done();

  for (const [index, outcome] of outcomes.entries()) {
    const name = nameOf(found.files[index]!, args);
    if (outcome.kind === "skip") skipped++;
    if (outcome.kind === "error") failures.push({ path: name, reason: outcome.reason });
    if (outcome.kind !== "linted") continue;
    const { linted, before } = outcome;
    const result = { ...linted.result, filePath: name };
    const isDocument = linted.documents > 0 || result.messages.length > 0;
    if (!isDocument) skipped++;
    else results.push(result);
    documents += linted.documents;
    fixed.take(result, before);
    if (linted.unfixed) unfixed.set(name, linted.unfixed);
  }

  const unwritten = await fixed.write();
  failures.push(...unwritten);
  for (const { path } of unwritten) {
    results = results.map((result) => (result.filePath === path ? (unfixed.get(path) ?? result) : result));
  }
  const old = await baselines.settle(results, new Set(found.files.map(({ path }) => path)));
  results = old.results;
  for (const { path, reason } of failures) terminal.err(`ssmlint: ${oneLine(path)}: ${reason}.\n`);
  for (const note of old.notes) terminal.err(`ssmlint: ${oneLine(note)}\n`);
  const tooMany = tooManyWarnings(args, results);
  if (tooMany !== undefined) terminal.err(`ssmlint: ${tooMany}\n`);
  const run = {
    results: args.quiet ? results.map(errorsOnly) : results,
    failures,
    documents,
    skipped,
    ignored: found.ignored,
    baselined: old.held,
    isTrial: args.fixDryRun,
  };
  await timing.measureAsync("report", () => writeReports(args, run, terminal));
  if (failures.length > 0 || results.some(({ fatalErrorCount }) => fatalErrorCount > 0)) return 2;
  return tooMany !== undefined || results.some(({ errorCount }) => errorCount > 0) ? 1 : 0;
}

/** What to say where there are more warnings than are allowed: they count where `--quiet` hides them, too. */
function tooManyWarnings({ maxWarnings }: Arguments, results: readonly FileResult[]): string | undefined {
  const count = results.reduce((sum, { warningCount }) => sum + warningCount, 0);
  if (maxWarnings === undefined || count <= maxWarnings) return undefined;
  return `${count} warning${count === 1 ? "" : "s"}, and --max-warnings allows ${maxWarnings}.`;
}

async function search(args: Arguments, config: ResolvedConfig | undefined, terminal: Terminal): Promise<Search> {
  const { cwd } = terminal;
  const ignores = [...(config?.ignores ?? []), { base: cwd, patterns: args.ignorePatterns }];
  const options = { cwd, ignores, honourIgnores: args.ignore };
  if (!args.targets.includes("-")) return searchFiles(args.targets.length > 0 ? args.targets : ["."], options);
  const path = resolve(cwd, args.stdinFilename ?? unnamed);
  const isWanted = args.stdinFilename === undefined || !isLeftOut(path, options);
  const files = isWanted ? [{ path, named: true, isInput: true }] : [];
  return { files, ignored: isWanted ? 0 : 1, unreadable: [] };
}

/** What text without a name goes by, as in ESLint's results. */
const unnamed = "<text>";

const nameOf = ({ path, isInput }: FoundFile, { stdinFilename }: Arguments): string =>
  isInput && stdinFilename === undefined ? unnamed : path;

function threadsFor({ concurrency }: Arguments, { threads }: Threaded): Threads | undefined {
  return threads && { ...threads, most: concurrency ?? threads.most };
}

function errorsOnly(result: FileResult): FileResult {
  const messages = result.messages.filter(({ severity }) => severity === 2);
  return { ...result, messages, ...countsOf(messages) };
}
