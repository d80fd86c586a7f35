/** The default command: find the files, check them, report. */
import { writesInput, type Arguments } from "../arguments/arguments.ts";
import { Baselines } from "../baseline/apply.ts";
import type { ResolvedConfig } from "../config/config.ts";
import { configurationOf, nestedConfigsOf, rulesOf } from "../config/load.ts";
import { FixedFiles } from "../fix/fixed-files.ts";
import { FixedInput } from "../fix/fixed-input.ts";
import { fileProgress } from "../../eslint/scripts/file-progress.ts";
import { reasonInInput } from "../lint/empty-targets.ts";
import type { FileOutcome } from "../lint/file-outcome.ts";
import type { Outcome } from "../lint/file-linter.ts";
import type { FileResult } from "../lint/result.ts";
import { isInShard } from "../lint/shard.ts";
import { checkFiles, type Threaded, type Threads } from "../lint/worker-pool.ts";
import type { Timing } from "../lint/timing.ts";
import { Progress } from "../terminal/progress.ts";
import { withoutReports } from "../reports/report-on-input.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { nameOf, search, withoutIgnored } from "./find-files.ts";
import { reportRun, type ExitCode } from "./report-run.ts";

/** Checks the files that the arguments name, and reports each file as soon as it is done. */
export async function lintFiles(args: Arguments, terminal: Terminal & Threaded, timing: Timing): Promise<ExitCode> {
  const { cwd } = terminal;
  const config = await configurationOf(args, terminal);
  const rules = await rulesOf(args, config);
  const baselines = new Baselines(args, config?.sources[0], rules, terminal);
  const own = new Set([...(config?.sources ?? []), ...(baselines.path === undefined ? [] : [baselines.path])]);
  const searched = await timing.measureAsync("search", () => search(args, config, own, terminal));
  const paths = searched.files.map(({ path }) => path);
  const nested = await timing.measureAsync("search", () => nestedConfigsOf(paths, args, config));
  const found = withoutIgnored(searched, nested, args);
  const all = await withoutReports(args, found.files, cwd);
  const { shard } = args;
  const files = shard === undefined ? all : all.filter(({ path }) => isInShard(shard, cwd, path));
  const fixed = new FixedFiles(args, terminal);
  const input = new FixedInput(terminal);
  const progress = new Progress(terminal, files.length);
  fileProgress.listener = progress.within;
  const options = {
    config,
    nested,
    rules,
    fixes: fixed.fixes,
    suggestions: args.fixSuggestions,
    timing,
    readInput: input.read,
  };
  const outcomes = checkFiles(
    files,
    options,
    threadsFor(args, [config, ...nested.map((one) => one.config)], terminal),
    ({ path }, index) => progress.at(path, index),
  );

  /** Writes the fixed files, and yields the outcome of each file. */
  async function* written(): AsyncGenerator<FileOutcome> {
    let index = 0;
    for await (const outcome of outcomes) {
      const file = files[index++]!;
      const name = nameOf(file, args);
      const done = await outcomeOf(outcome, name, (result, before) => fixed.take(result, before, file.tree));
      const isEmptyInput = file.isInput && done.result === undefined && done.failures.length === 0;
      yield isEmptyInput ? { ...done, emptiness: reasonInInput(input.text(), name) } : done;
    }
    progress.done();
    fileProgress.listener = undefined;
    if (writesInput(args)) input.write(fixed.input);
  }

  return reportRun(
    { outcomes: written(), files: all.map((file) => nameOf(file, args)), search: found },
    { args, terminal, timing, baselines },
  );
}

/** @param fix writes the fixed file, and returns the reason if it could not. */
async function outcomeOf(
  outcome: Outcome,
  path: string,
  fix: (result: FileResult, before: string | undefined) => Promise<string | undefined>,
): Promise<FileOutcome> {
  const nothing = {
    path,
    documents: 0,
    suggestions: { applied: 0, left: 0, untried: 0, oversized: 0 },
    result: undefined,
    failures: [],
  };
  if (outcome.kind === "skip") return nothing;
  if (outcome.kind === "error") return { ...nothing, failures: [outcome.reason] };
  const { before, linted } = outcome;
  const { documents, suggestions, unfixed } = linted;
  const result = { ...linted.result, filePath: path };
  if (documents === 0 && result.messages.length === 0 && !result.read?.skipped) return nothing;
  const reason = await fix(result, before);
  const isUnfixed = reason !== undefined && unfixed !== undefined;
  return {
    path,
    documents,
    suggestions,
    result: isUnfixed ? { ...unfixed, filePath: path } : result,
    failures: reason === undefined ? [] : [reason],
  };
}

function threadsFor(
  { concurrency }: Arguments,
  configs: readonly (ResolvedConfig | undefined)[],
  { threads }: Threaded,
): Threads | undefined {
  // A plugin object inside the configuration cannot be passed to another thread.
  if (configs.some((config) => config?.plugins.some(({ file }) => file === undefined))) return undefined;
  return threads && { ...threads, most: concurrency ?? threads.most };
}
