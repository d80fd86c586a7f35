/**
 * `--format blob`: all findings of a run, before the baseline is applied, for `ssmlint merge`. Paths are relative to the
 * current directory, because the shards of a run may come from different machines.
 */
import { resolve } from "node:path";
import type { Shard } from "../arguments/shard.ts";
import { Failure } from "../support/failure.ts";
import { shownPath } from "../support/shown-path.ts";
import type { Search } from "../files/search.ts";
import type { FileOutcome } from "./file-outcome.ts";

/** The part of a search's result that a report needs. */
export type FoundTargets = Pick<Search, "ignored" | "targets" | "unreadable">;

export interface Blob {
  readonly shard: Shard;
  /** All files of the run, including those of other shards. */
  readonly files: readonly string[];
  readonly search: FoundTargets;
  readonly outcomes: ReadonlyMap<string, FileOutcome>;
}

const FORMAT = 1;

/** The beginning of a blob. The outcomes follow, and then `BLOB_END`. */
export function blobStart({ shard, files, search }: Omit<Blob, "outcomes">, cwd: string): string {
  const indexes = new Map(files.map((path, index) => [path, index]));
  const head = {
    ssmlint: FORMAT,
    shard: [shard.index, shard.total],
    files: files.map((path) => shownPath(cwd, path)),
    ignored: search.ignored,
    unreadable: search.unreadable.map(({ path, reason }) => ({ path: shownPath(cwd, path), reason })),
    targets: search.targets.map(({ name, paths, file, ignored }) => ({
      name,
      files: [...paths].flatMap((path) => indexes.get(path) ?? []),
      isFile: file !== undefined,
      ...(ignored && { ignored }),
    })),
  };
  return `${JSON.stringify(head).slice(0, -1)},\n"outcomes":[`;
}

export const BLOB_END = "\n]}\n";

/** One outcome, preceded by a comma unless it is the first. */
export function blobOutcome(outcome: FileOutcome, cwd: string): string {
  const { result, path } = outcome;
  const shown = shownPath(cwd, path);
  return `\n${JSON.stringify({ ...outcome, path: shown, ...(result && { result: { ...result, filePath: shown } }) })}`;
}

/**
 * @param name the file that the text was read from, for messages.
 * @throws {Failure} if this version of ssmlint did not write the text.
 */
export function parseBlob(text: string, name: string, cwd: string): Blob {
  const wrong = (reason: string) => new Failure(`${name}: ${reason}. Write it with --format blob=FILE.`);
  let blob: unknown;
  try {
    blob = JSON.parse(text);
  } catch (error) {
    throw wrong(`it cannot be read as a report of --format blob: ${(error as Error).message}`);
  }
  if (!isRecord(blob) || blob["ssmlint"] !== FORMAT) throw wrong("it is not a report of --format blob");
  const { shard, files, ignored, unreadable, targets, outcomes } = blob;
  const isWhole =
    isList(shard, isCount) &&
    shard.length === 2 &&
    isList(files, isText) &&
    isCount(ignored) &&
    isList(unreadable, (one): one is { path: string; reason: string } => has(one, { path: isText, reason: isText })) &&
    isList(targets, isTarget) &&
    isList(outcomes, isOutcome);
  if (!isWhole) throw wrong("it is damaged");
  const absolute = (path: string) => (path === "<text>" ? path : resolve(cwd, path));
  const paths = files.map(absolute);
  return {
    shard: { index: shard[0]!, total: shard[1]! },
    files: paths,
    search: {
      ignored,
      unreadable: unreadable.map(({ path, reason }) => ({ path: absolute(path), reason })),
      targets: targets.map(({ name: typed, files: indexes, isFile, ignored: part }) => {
        const found = indexes.flatMap((index) => paths[index] ?? []);
        const file = isFile ? found[0] : undefined;
        return {
          name: typed,
          paths: new Set(found),
          ...(file !== undefined && { file }),
          ...(part && { ignored: part }),
        };
      }),
    },
    outcomes: new Map(
      outcomes.map((outcome) => {
        const path = absolute(outcome.path);
        const result = outcome.result && { ...outcome.result, filePath: path };
        return [path, { ...outcome, path, result }];
      }),
    ),
  };
}

type Check<Value> = (value: unknown) => value is Value;

const isText: Check<string> = (value) => typeof value === "string";
const isCount: Check<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isRecord: Check<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isList = <Item>(value: unknown, check: Check<Item>): value is Item[] =>
  Array.isArray(value) && value.every((item) => check(item));

const has = (value: unknown, checks: Readonly<Record<string, Check<unknown>>>): boolean =>
  isRecord(value) && Object.entries(checks).every(([name, check]) => check(value[name]));

interface Target {
  readonly name: string;
  readonly files: number[];
  readonly isFile: boolean;
  readonly ignored?: "all" | "some";
}

const isTarget: Check<Target> = (value): value is Target =>
  has(value, { name: isText, isFile: (one): one is boolean => typeof one === "boolean" }) &&
  isList((value as Target).files, isCount) &&
  [undefined, "all", "some"].includes((value as Target).ignored);

const isMessage: Check<unknown> = (value): value is unknown =>
  has(value, { message: isText, line: isCount, column: isCount, severity: isCount });

const isOutcome: Check<FileOutcome> = (value): value is FileOutcome => {
  if (!has(value, { path: isText, documents: isCount })) return false;
  const { failures, result, suggestions } = value as unknown as Record<string, unknown>;
  if (
    !isList(failures, isText) ||
    !has(suggestions, { applied: isCount, left: isCount, untried: isCount, oversized: isCount })
  )
    return false;
  if (result === undefined) return true;
  return (
    has(result, { filePath: isText, errorCount: isCount, warningCount: isCount, fatalErrorCount: isCount }) &&
    isList((result as Record<string, unknown>)["messages"], isMessage) &&
    isList((result as Record<string, unknown>)["suppressedMessages"], isMessage)
  );
};
