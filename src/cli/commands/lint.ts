/** The main job: find the files, check them, report. */
import { resolve } from "node:path";
import { writesInput, type Arguments } from "../arguments/parse.ts";
import { Baselines } from "../baseline/apply.ts";
import type { ResolvedConfig } from "../config/config.ts";
import { configurationOf, rulesOf } from "../config/load.ts";
import { isLeftOut, searchFiles, type FoundFile, type Search } from "../files/search.ts";
import { withReferences } from "../files/references.ts";
import { FixedFiles } from "../fix/fixed-files.ts";
import { FixedInput } from "../fix/fixed-input.ts";
import type { FileOutcome } from "../lint/file-outcome.ts";
import type { Outcome } from "../lint/file-linter.ts";
import type { FileResult } from "../lint/result.ts";
import { isInShard } from "../lint/shard.ts";
import { checkFiles, type Threaded, type Threads } from "../lint/worker-pool.ts";
import type { Timing } from "../lint/timing.ts";
import { Progress } from "../terminal/progress.ts";
import { withoutReports } from "../reports/report-on-input.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { reportRun, type ExitCode } from "./report-run.ts";

/** Checks what the arguments name, and reports each file when it is done. */
export async function check(args: Arguments, terminal: Terminal & Threaded, timing: Timing): Promise<ExitCode> {
  const { cwd } = terminal;
  const config = await configurationOf(args, terminal);
  const rules = await rulesOf(args, config);
  const baselines = new Baselines(args, config?.sources[0], rules, terminal);
  const own = new Set([...(config?.sources ?? []), ...(baselines.path === undefined ? [] : [baselines.path])]);
  const found = await timing.measureAsync("search", () => search(args, config, own, terminal));
  const all = await withoutReports(args, found.files, cwd);
  const { shard } = args;
  const files = shard === undefined ? all : all.filter(({ path }) => isInShard(shard, cwd, path));
  const fixed = new FixedFiles(args, terminal);
  const input = new FixedInput(terminal);
  const progress = new Progress(terminal, files.length);
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

  /** Writes what is fixed. */
  async function* written(): AsyncGenerator<FileOutcome> {
    let index = 0;
    for await (const outcome of outcomes) {
      const file = files[index++]!;
      yield await outcomeOf(outcome, nameOf(file, args), (result, before) => fixed.take(result, before, file.tree));
    }
    progress.done();
    if (writesInput(args)) input.write(fixed.input);
  }

  return reportRun(
    { outcomes: written(), files: all.map((file) => nameOf(file, args)), search: found },
    { args, terminal, timing, baselines },
  );
}

/** @param fix writes the fixed file, and returns why it could not. */
async function outcomeOf(
  outcome: Outcome,
  path: string,
  fix: (result: FileResult, before: string | undefined) => Promise<string | undefined>,
): Promise<FileOutcome> {
  const nothing = { path, documents: 0, suggestions: { applied: 0, left: 0 }, result: undefined, failures: [] };
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
  if (!args.targets.includes("-")) {
    const found = await searchFiles(args.targets.length > 0 ? args.targets : ["."], options);
    return withReferences(found, options);
  }
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
