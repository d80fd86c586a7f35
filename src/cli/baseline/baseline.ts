/**
 * The baseline: findings that were there when ssmlint came, and are not to fail a run. A JSON file, meant to be committed:
 *
 *     { "version": 1, "files": { "documents/a.yaml": { "ssm/rule": { "<fingerprint>": 2 } } } }
 *
 * Paths are relative to the file, with `/`. A fingerprint (see fingerprint.ts) stands for so many findings of that rule.
 */
import { readFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { Failure, systemReason } from "../support/failure.ts";
import { countsOf, linesOf, type FileResult, type Message } from "../lint/result.ts";
import { fingerprint } from "./fingerprint.ts";

/** file → rule → fingerprint → number of findings */
type Entries = Record<string, Record<string, Record<string, number>>>;

export interface Baseline {
  readonly path: string;
  readonly files: Entries;
}

/**
 * Reads a baseline; `undefined` where there is none.
 * @throws {Failure} where it cannot be read as one.
 */
export function readBaseline(path: string): Baseline | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Failure(`${path}: the baseline cannot be read: ${systemReason(error)}.`);
  }
  try {
    const { version, files } = JSON.parse(text) as { version?: unknown; files?: unknown };
    if (version !== 1 || !isEntries(files)) throw new Error("it is not as ssmlint writes it");
    return { path, files };
  } catch (error) {
    const reason = (error as Error).message;
    throw new Failure(`${path}: the baseline cannot be read: ${reason}. Write it anew with --suppress-all.`);
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEntries = (value: unknown): value is Entries =>
  isRecord(value) &&
  Object.values(value).every(
    (rules) =>
      isRecord(rules) &&
      Object.values(rules).every(
        (counts) => isRecord(counts) && Object.values(counts).every((count) => Number.isInteger(count)),
      ),
  );

const entryPath = (baseline: string, file: string): string => relative(dirname(baseline), file).split(sep).join("/");

/** Findings that a baseline can hold: those of a rule. A file that cannot be parsed is never an old finding. */
const canBeOld = (message: Message): message is Message & { ruleId: string } =>
  !message.fatal && message.ruleId !== null;

export interface Applied {
  readonly results: FileResult[];
  /** Findings that the baseline held back. */
  readonly held: number;
  /** What is left of the entries for files that were looked at, or that are gone: findings that are no longer there. */
  readonly stale: Entries;
}

/**
 * Moves findings that the baseline holds from `messages` to `suppressedMessages`.
 * @param checked with or without documents: only what was checked can be stale.
 */
export function applyBaseline(results: readonly FileResult[], baseline: Baseline, checked: Checked): Applied {
  const left = structuredClone(baseline.files);
  let held = 0;
  const applied = results.map((result) => {
    const rules = left[entryPath(baseline.path, result.filePath)];
    if (rules === undefined) return result;
    const lines = linesOf(result);
    const messages: Message[] = [];
    const old: FileResult["suppressedMessages"] = [];
    for (const message of result.messages) {
      const counts = canBeOld(message) ? rules[message.ruleId] : undefined;
      const print = counts && fingerprint(message, lines);
      if (counts === undefined || print === undefined || !counts[print]) {
        messages.push(message);
        continue;
      }
      counts[print]!--;
      held++;
      old.push({ ...message, suppressions: [{ kind: "file", justification: "" }] });
    }
    return {
      ...result,
      messages,
      suppressedMessages: [...result.suppressedMessages, ...old].toSorted(byPlace),
      ...countsOf(messages),
    };
  });
  const stale = keep(left, (file, rule) => checked(resolve(dirname(baseline.path), file), rule));
  return { results: applied, held, stale };
}

const byPlace = (left: Message, right: Message) => left.line - right.line || left.column - right.column;

/** Only the entries that are wanted, without counts of nought and what is empty then. */
function keep(entries: Entries, wanted: (file: string, rule: string) => boolean): Entries {
  const result: Entries = {};
  for (const [file, rules] of Object.entries(entries)) {
    const keptRules = Object.entries(rules).flatMap(([rule, counts]) => {
      if (!wanted(file, rule)) return [];
      const kept = Object.entries(counts).filter(([, count]) => count > 0);
      return kept.length > 0 ? [[rule, Object.fromEntries(kept)] as const] : [];
    });
    if (keptRules.length > 0) result[file] = Object.fromEntries(keptRules);
  }
  return result;
}

/** Whether the run checked a file, by its absolute path, with a rule: only then it tells what is gone. */
export type Checked = (path: string, rule: string) => boolean;

/** How many findings entries stand for. */
export const countEntries = (entries: Entries): number =>
  Object.values(entries)
    .flatMap((rules) => Object.values(rules))
    .flatMap((counts) => Object.values(counts))
    .reduce((sum, count) => sum + count, 0);

/** The baseline that holds everything in `results`; entries of what this run did not check stay. */
export function suppressAll(
  path: string,
  results: readonly FileResult[],
  before: Baseline | undefined,
  checked: Checked,
): Baseline {
  const files = keep(before?.files ?? {}, (file, rule) => !checked(resolve(dirname(path), file), rule));
  for (const result of results) {
    const lines = linesOf(result);
    for (const message of result.messages.filter(canBeOld)) {
      const rules = (files[entryPath(path, result.filePath)] ??= {});
      const counts = (rules[message.ruleId] ??= {});
      const print = fingerprint(message, lines);
      counts[print] = (counts[print] ?? 0) + 1;
    }
  }
  return { path, files };
}

/** A baseline without its stale entries. */
export function pruned(baseline: Baseline, stale: Entries): Baseline {
  const files = structuredClone(baseline.files);
  for (const [file, rules] of Object.entries(stale)) {
    for (const [rule, counts] of Object.entries(rules)) {
      for (const [print, count] of Object.entries(counts)) files[file]![rule]![print]! -= count;
    }
  }
  return { path: baseline.path, files: keep(files, () => true) };
}

/** A baseline as its file's text: sorted, one line for each fingerprint, so that merges stay small. */
export function baselineText({ files }: Baseline): string {
  const sorted = (value: unknown): unknown =>
    isRecord(value)
      ? Object.fromEntries(
          Object.keys(value)
            .toSorted()
            .map((key) => [key, sorted(value[key])]),
        )
      : value;
  return `${JSON.stringify({ version: 1, files: sorted(files) }, undefined, 2)}\n`;
}
