/** Turns what a run found into its reports, its baseline and its exit code. */
import type { Arguments } from "../arguments/arguments.ts";
import type { Baselines } from "../baseline/apply.ts";
import type { FoundTargets } from "../lint/blob.ts";
import { emptyTargets } from "../lint/empty-targets.ts";
import type { FileOutcome } from "../lint/file-outcome.ts";
import { countsOf, type FailedFile, type FileResult } from "../lint/result.ts";
import { isInShard } from "../lint/shard.ts";
import type { Timing } from "../lint/timing.ts";
import { BlobReports } from "../reports/blob.ts";
import { Tally } from "../reports/tally.ts";
import { Reports } from "../reports/write.ts";
import { visibleLine } from "../terminal/safe-text.ts";
import type { Terminal } from "../terminal/terminal.ts";

export type ExitCode = 0 | 1 | 2;

/** The results of a run. */
export interface Run {
  /** In the order in which they are reported. */
  readonly outcomes: AsyncIterable<FileOutcome>;
  /** The paths of all files, including those of other shards. */
  readonly files: readonly string[];
  readonly search: FoundTargets;
}

export interface Reporting {
  readonly args: Arguments;
  readonly terminal: Terminal;
  readonly timing: Timing;
  readonly baselines: Baselines;
}

/** Reports each file as soon as it is done. */
export async function reportRun(run: Run, { args, terminal, timing, baselines }: Reporting): Promise<ExitCode> {
  const { shard } = args;
  const { files, search } = run;
  const isOurs = (path: string) => shard === undefined || isInShard(shard, terminal.cwd, path);
  const baseline = await baselines.open(new Set(files.filter(isOurs)));
  const reports = await timing.measureAsync("report", () => Reports.open(args, terminal));
  const blobs = new BlobReports(args, terminal, { files, search });
  /** `shown` counts what is printed, `all` decides the exit code: `--quiet` hides warnings, but they still count. */
  const shown = new Tally();
  const all = new Tally();
  /** Files with a document, a finding or an error. */
  const checked = new Set<string>();
  /** Files that are not SSM documents, with the reason why each is not read. */
  const unread = new Map<string, string>();
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

  for (const unreadable of search.unreadable) fail(unreadable);
  for await (const outcome of run.outcomes) {
    timing.measure("report", () => blobs.add(outcome));
    const { path, documents, emptiness, failures, result, suggestions } = outcome;
    shown.totals.suggested += suggestions.applied;
    shown.totals.unsuggested += suggestions.left;
    shown.totals.untried += suggestions.untried;
    shown.totals.oversized += suggestions.oversized;
    shown.totals.documents += documents;
    const [unknown] = result?.read?.skipped ?? [];
    if (documents > 0 || (result?.messages.length ?? 0) > 0 || failures.length > 0) checked.add(path);
    else {
      shown.totals.skipped++;
      const reason = unknown ? `${unknown.id} is not checked: ${unknown.reason}` : emptiness;
      if (reason !== undefined) unread.set(path, reason);
    }
    for (const reason of failures) fail({ path, reason });
    if (result !== undefined) await report(baseline.apply(result));
  }
  if (args.targets.length > 0 && !args.allowEmpty && search.unreadable.length === 0) {
    for (const empty of emptyTargets(search.targets.filter(isDecided), checked, unread)) {
      isEmpty = true;
      tellFailure(empty);
    }
  }
  /** A directory is undecided in a shard, because other shards may find documents in it. */
  function isDecided({ file }: FoundTargets["targets"][number]): boolean {
    return shard === undefined || (file !== undefined && isOurs(file));
  }

  const { held, notes } = await baseline.finish();
  for (const note of notes) terminal.err(`ssmlint: ${visibleLine(note)}\n`);
  const tooMany = tooManyWarnings(args, all.totals.warnings);
  if (tooMany !== undefined) terminal.err(`ssmlint: ${tooMany}\n`);
  shown.totals.ignored = search.ignored;
  shown.totals.baselined = held;
  timing.measure("report", () => {
    reports.end(shown.totals);
    blobs.end();
  });
  if (shown.totals.failed > 0 || isBroken || isEmpty) return 2;
  return tooMany !== undefined || all.totals.errors > 0 ? 1 : 0;
}

/** The message to print if there are more warnings than allowed. Warnings that `--quiet` hides count too. */
function tooManyWarnings({ maxWarnings }: Arguments, count: number): string | undefined {
  if (maxWarnings === undefined || count <= maxWarnings) return undefined;
  return `${count} warning${count === 1 ? "" : "s"}, but --max-warnings allows ${maxWarnings}.`;
}

function errorsOnly(result: FileResult): FileResult {
  const messages = result.messages.filter(({ severity }) => severity === 2);
  return { ...result, messages, ...countsOf(messages) };
}
