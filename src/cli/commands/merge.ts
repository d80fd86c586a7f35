/** `ssmlint merge FILE…`: merges the reports of a run whose shards were checked on several machines. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Arguments } from "../arguments/arguments.ts";
import { Baselines } from "../baseline/apply.ts";
import { configurationOf, rulesOf } from "../config/load.ts";
import { parseBlob, type Blob } from "../lint/blob.ts";
import type { FileOutcome } from "../lint/file-outcome.ts";
import type { Timing } from "../lint/timing.ts";
import { Failure, systemReason } from "../support/failure.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { reportRun, type ExitCode } from "./report-run.ts";

/**
 * Reports the findings of all shards as a single run over all files does: with the baseline, in every format, with the same
 * exit code.
 * @throws {Failure} if a shard is missing, or a file is not a shard's report.
 */
export async function merge(args: Arguments, terminal: Terminal, timing: Timing): Promise<ExitCode> {
  if (args.targets.length === 0)
    throw new Failure("Specify the reports of the shards: ssmlint merge FILE…. --format blob=FILE writes them.");
  const blobs = args.targets.map((name) => parseBlob(readPart(name, terminal.cwd), name, terminal.cwd));
  checkComplete(blobs);
  const outcomes = new Map(blobs.flatMap((blob) => [...blob.outcomes]));
  const files = [...new Set(blobs.flatMap((blob) => blob.files))];
  const missing = files.find((path) => !outcomes.has(path));
  if (missing !== undefined)
    throw new Failure(`${missing}: no report contains this file. Did all shards run on the same files?`);
  const config = await configurationOf(args, terminal);
  const rules = await rulesOf(args, config);
  const baselines = new Baselines(args, config?.sources[0], rules, terminal);

  async function* inOrder(): AsyncGenerator<FileOutcome> {
    for (const path of files) yield outcomes.get(path)!;
  }

  // Every shard has searched all directories.
  const { search } = blobs[0]!;
  return reportRun({ outcomes: inOrder(), files, search }, { args, terminal, timing, baselines });
}

function readPart(name: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, name), "utf8");
  } catch (error) {
    throw new Failure(`${name}: ${systemReason(error)}.`);
  }
}

function checkComplete(blobs: readonly Blob[]): void {
  const { total } = blobs[0]!.shard;
  const present = new Map<number, number>();
  for (const { shard } of blobs) {
    if (shard.total !== total)
      throw new Failure(`The reports are from different runs: one has ${total} shards, another has ${shard.total}.`);
    present.set(shard.index, (present.get(shard.index) ?? 0) + 1);
  }
  for (let index = 1; index <= total; index++) {
    const count = present.get(index) ?? 0;
    if (count === 1) continue;
    throw new Failure(`Shard ${index}/${total} is ${count === 0 ? "missing" : "given twice"}.`);
  }
}
