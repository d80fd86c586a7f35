/** The main job: find the files, check them, report. */
import { resolve } from "node:path";
import { writesInput, type Arguments } from "../arguments/parse.ts";
import { Baselines } from "../baseline/apply.ts";
import type { ResolvedConfig } from "../config/config.ts";
import { configurationOf, rulesOf } from "../config/load.ts";
import { emptyTargets } from "../lint/empty-targets.ts";
import { isLeftOut, searchFiles, type FoundFile, type Search } from "../files/search.ts";
import { FixedFiles } from "../fix/fixed-files.ts";
import { FixedInput } from "../fix/fixed-input.ts";
import { countsOf, type FailedFile, type FileResult } from "../lint/result.ts";
import { checkFiles, type Threaded, type Threads } from "../lint/worker-pool.ts";
import type { Timing } from "../lint/timing.ts";
import { Progress } from "../terminal/progress.ts";
import { visibleLine } from "../terminal/safe-text.ts";
import { withoutReports } from "../reports/report-on-input.ts";
import { Tally } from "../reports/tally.ts";
import { Reports } from "../reports/write.ts";
import type { Terminal } from "../terminal/terminal.ts";

export type ExitCode = 0 | 1 | 2;

/** Checks what the arguments name, and reports each file when it is done. */
export async function check(args: Arguments, terminal: Terminal & Threaded, timing: Timing): Promise<ExitCode> {
  const config = await configurationOf(args, terminal);
  const rules = await rulesOf(args, config);
  const baselines = new Baselines(args, config?.sources[0], rules, terminal);
  const own = new Set([...(config?.sources ?? []), ...(baselines.path === undefined ? [] : [baselines.path])]);
  const found = await timing.measureAsync("search", () => search(args, config, own, terminal));
  const files = await withoutReports(args, found.files, terminal.cwd);
  const baseline = await baselines.open(new Set(files.map(({ path }) => path)));
  const reports = await timing.measureAsync("report", () => Reports.open(args, terminal));
  const fixed = new FixedFiles(args, terminal);
  const input = new FixedInput(terminal);
  const progress = new Progress(terminal, files.length);
  /** What is shown, and what the exit code is made from: with --quiet warnings are not shown, and count. */
  const shown = new Tally();
  const all = new Tally();
  /** Files with a document, a finding or an error. */
  const checked = new Set<string>();
  let isBroken = false;
  let isEmpty = false;

  const tellFailure = (failed: FailedFile) => {
    terminal.err(`ssmlint: ${visibleLine(failed.path)}: ${failed.reason}.\n`);
    timing.measure("report", () => reports.failure(failed));
  };
  const fail = (failed: FailedFile) => {
    shown.totals.failed++;
    tellFailure(failed);
  };
  const report = async (result: FileResult) => {
    all.add(result);
    isBroken ||= result.fatalErrorCount > 0;
    const visible = args.quiet ? errorsOnly(result) : result;
    shown.add(visible);
    await timing.measureAsync("report", () => reports.file(visible));
  };

  for (const unreadable of found.unreadable) fail(unreadable);
  const options = {
    config,
    rules,
    fixes: fixed.fixes,
    suggestions: args.fixSuggestions,
    timing,
    readInput: input.read,
  };
  const outcomes = checkFiles(files, options, threadsFor(args, config, terminal), ({ path }, index) =>
    progress.at(path, index),
  );
  let index = 0;
  for await (const outcome of outcomes) {
    const file = files[index++]!;
    const name = nameOf(file, args);
    if (outcome.kind === "skip") shown.totals.skipped++;
    else if (outcome.kind === "error" || outcome.linted.documents + outcome.linted.result.messages.length > 0)
      checked.add(file.path);
    if (outcome.kind === "error") fail({ path: name, reason: outcome.reason });
    if (outcome.kind !== "linted") continue;
    const { linted, before } = outcome;
    shown.totals.suggested += linted.suggestions.applied;
    shown.totals.unsuggested += linted.suggestions.left;
    shown.totals.documents += linted.documents;
    const result = { ...linted.result, filePath: name };
    if (linted.documents === 0 && result.messages.length === 0) {
      shown.totals.skipped++;
      continue;
    }
    const reason = await fixed.take(result, before, file.tree);
    if (reason !== undefined) fail({ path: name, reason });
    await report(baseline.apply(reason === undefined || linted.unfixed === undefined ? result : linted.unfixed));
  }
  progress.done();
  if (writesInput(args)) input.write(fixed.input);
  if (args.targets.length > 0 && !args.allowEmpty && found.unreadable.length === 0) {
    for (const empty of emptyTargets(found.targets, checked)) {
      isEmpty = true;
      tellFailure(empty);
    }
  }

  const { held, notes } = await baseline.finish();
  for (const note of notes) terminal.err(`ssmlint: ${visibleLine(note)}\n`);
  const tooMany = tooManyWarnings(args, all.totals.warnings);
  if (tooMany !== undefined) terminal.err(`ssmlint: ${tooMany}\n`);
  shown.totals.ignored = found.ignored;
  shown.totals.baselined = held;
  timing.measure("report", () => reports.end(shown.totals));
  if (shown.totals.failed > 0 || isBroken || isEmpty) return 2;
  return tooMany !== undefined || all.totals.errors > 0 ? 1 : 0;
}

/** What to report if there are more warnings than are allowed: they count even if `--quiet` hides them. */
function tooManyWarnings({ maxWarnings }: Arguments, count: number): string | undefined {
  if (maxWarnings === undefined || count <= maxWarnings) return undefined;
  return `${count} warning${count === 1 ? "" : "s"}, and --max-warnings allows ${maxWarnings}.`;
}

/** @param own files of ssmlint itself, which are no documents. */
async function search(
  args: Arguments,
  config: ResolvedConfig | undefined,
  own: ReadonlySet<string>,
  terminal: Terminal,
): Promise<Search> {
  const { cwd } = terminal;
  const ignores = [...(config?.ignores ?? []), { base: cwd, patterns: args.ignorePatterns }];
  const options = { cwd, ignores, honourIgnores: args.ignore, own };
  if (!args.targets.includes("-")) return searchFiles(args.targets.length > 0 ? args.targets : ["."], options);
  const path = resolve(cwd, args.stdinFilename ?? unnamed);
  const isWanted = args.stdinFilename === undefined || !isLeftOut(path, options);
  const files = isWanted ? [{ path, named: true, isInput: true }] : [];
  return { files, ignored: isWanted ? 0 : 1, targets: [], unreadable: [] };
}

/** What text without a name goes by, as in ESLint's results. */
const unnamed = "<text>";

const nameOf = ({ path, isInput }: FoundFile, { stdinFilename }: Arguments): string =>
  isInput && stdinFilename === undefined ? unnamed : path;

function threadsFor(
  { concurrency }: Arguments,
  config: ResolvedConfig | undefined,
  { threads }: Threaded,
): Threads | undefined {
  // A plugin that the configuration itself holds cannot be given to a thread.
  if (config?.plugins.some(({ file }) => file === undefined)) return undefined;
  return threads && { ...threads, most: concurrency ?? threads.most };
}

function errorsOnly(result: FileResult): FileResult {
  const messages = result.messages.filter(({ severity }) => severity === 2);
  return { ...result, messages, ...countsOf(messages) };
}
