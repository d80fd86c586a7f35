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

/** A result with some of its findings moved from `messages` to `suppressedMessages`. */
function suppress(result: FileResult, isOld: (message: Message & { ruleId: string }) => boolean): FileResult {
  const messages: Message[] = [];
  const old: FileResult["suppressedMessages"] = [];
  for (const message of result.messages) {
    if (canBeOld(message) && isOld(message))
      old.push({ ...message, suppressions: [{ kind: "file", justification: "" }] });
    else messages.push(message);
  }
  if (old.length === 0) return result;
  return {
    ...result,
    messages,
    suppressedMessages: [...result.suppressedMessages, ...old].toSorted(byPlace),
    ...countsOf(messages),
  };
}

/** A baseline that is applied to results one after the other. */
export class AppliedBaseline {
  readonly #baseline: Baseline;
  /** The entries that no finding has used yet. */
  readonly #left: Entries;
  /** Findings that it suppressed. */
  held = 0;

  constructor(baseline: Baseline) {
    this.#baseline = baseline;
    this.#left = structuredClone(baseline.files);
  }

  apply(result: FileResult): FileResult {
    const rules = own(this.#left, entryPath(this.#baseline.path, result.filePath));
    if (rules === undefined) return result;
    const lines = linesOf(result);
    return suppress(result, (message) => {
      const counts = own(rules, message.ruleId);
      const print = counts && fingerprint(message, lines);
      if (counts === undefined || print === undefined || !counts[print]) return false;
      counts[print]--;
      this.held++;
      return true;
    });
  }

  /**
   * What is left of the entries for files that were checked, or that are gone: findings that are no longer there.
   * @param checked with or without documents: only what was checked can be stale.
   */
  stale(checked: Checked): Entries {
    const directory = dirname(this.#baseline.path);
    return keep(this.#left, (file, rule) => checked(resolve(directory, file), rule));
  }
}

const byPlace = (left: Message, right: Message) => left.line - right.line || left.column - right.column;

/** An entry by a name that a document or a file chose, which may be that of a property of every object. */
const own = <Value>(entries: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(entries, name) ? entries[name] : undefined;

/** Only the entries that are wanted, without counts of nought and what is empty then. */
function keep(entries: Entries, wanted: (file: string, rule: string) => boolean): Entries {
  const result: Entries = empty();
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

/** A baseline that is made of everything in results; entries of what this run did not check stay. */
export class NewBaseline {
  readonly baseline: Baseline;
  /** Findings that were added. */
  held = 0;

  constructor(path: string, before: Baseline | undefined, checked: Checked) {
    const files = keep(before?.files ?? {}, (file, rule) => !checked(resolve(dirname(path), file), rule));
    this.baseline = { path, files };
  }

  /** Adds the findings of a result, and returns it with them suppressed. */
  add(result: FileResult): FileResult {
    const { path, files } = this.baseline;
    const lines = linesOf(result);
    return suppress(result, (message) => {
      const rules = (files[entryPath(path, result.filePath)] ??= empty());
      const counts = (rules[message.ruleId] ??= empty());
      const print = fingerprint(message, lines);
      counts[print] = (counts[print] ?? 0) + 1;
      this.held++;
      return true;
    });
  }
}

/** A table whose names come from documents and files. */
const empty = <Value>(): Record<string, Value> => Object.create(null) as Record<string, Value>;

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
