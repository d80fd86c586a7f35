/**
 * The baseline: the findings that existed when a project adopted ssmlint, which do not fail a run. A JSON file, to be committed:
 *
 *     { "version": 1, "files": { "documents/a.yaml": { "ssm/rule": { "<fingerprint>": 2 } } } }
 *
 * Paths are relative to its directory, with `/`. The number counts the rule's findings with this fingerprint (see fingerprint.ts).
 */
import { dirname, relative, resolve, sep } from "node:path";
import { Failure, systemReason } from "../support/failure.ts";
import { readRegularFile } from "../support/regular-file.ts";
import { countsOf, linesOf, type FileResult, type Message } from "../lint/result.ts";
import { fingerprint } from "./fingerprint.ts";

/** file → rule → fingerprint → number of findings */
type Entries = Record<string, Record<string, Record<string, number>>>;

export interface Baseline {
  readonly path: string;
  readonly files: Entries;
}

/**
 * Reads a baseline; `undefined` if the file does not exist.
 * @throws {Failure} if the file is not a valid baseline.
 */
export function readBaseline(path: string): Baseline | undefined {
  let text: string;
  try {
    text = readRegularFile(path).toString("utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Failure(`${path}: the baseline cannot be read: ${systemReason(error)}.`);
  }
  try {
    const { version, files } = (JSON.parse(text) ?? {}) as { version?: unknown; files?: unknown };
    if (version !== 1 || !isEntries(files)) throw new Error("it does not have the format that ssmlint writes");
    return { path, files };
  } catch (error) {
    const isConflict = CONFLICT.test(text);
    const reason = isConflict ? "it contains the conflict markers of a merge" : (error as Error).message;
    const repair = isConflict ? "Resolve the conflict" : "Restore it";
    throw new Failure(
      `${path}: the baseline cannot be read: ${reason}. ${repair}, or move it away and write a new one with --suppress-all.`,
    );
  }
}

/** A line that git adds around the two sides of a conflict. */
const CONFLICT = /^(?:<{7}|>{7})(?: |\r?$)/m;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isEntries = (value: unknown): value is Entries =>
  isRecord(value) &&
  Object.values(value).every(
    (rules) =>
      isRecord(rules) &&
      Object.values(rules).every(
        (counts) =>
          isRecord(counts) && Object.values(counts).every((count) => Number.isSafeInteger(count) && Number(count) >= 0),
      ),
  );

const entryPath = (baseline: string, file: string): string => relative(dirname(baseline), file).split(sep).join("/");

/** Whether a baseline can contain the finding: only if it comes from a rule. A parse error is never in the baseline. */
const canBeOld = (message: Message): message is Message & { ruleId: string } =>
  !message.fatal && message.ruleId !== null;

/** Moves the findings for which `isOld` is true from `messages` to `suppressedMessages`. */
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
  /** The entries that no finding has matched yet. */
  readonly #left: Entries;
  /** Number of findings that were suppressed. */
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
   * The entries whose findings no longer exist: unmatched entries of files that were checked or that are gone.
   * @param checked whether a file, with or without documents, was checked with a rule. Only checked entries can be stale.
   */
  stale(checked: Checked): Entries {
    const directory = dirname(this.#baseline.path);
    return keep(this.#left, (file, rule) => checked(resolve(directory, file), rule));
  }
}

const byPlace = (left: Message, right: Message) => left.line - right.line || left.column - right.column;

/** An entry by name. Documents and files choose the names, so a name may equal that of an inherited property such as `toString`. */
const own = <Value>(entries: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(entries, name) ? entries[name] : undefined;

/** The entries for which `wanted` is true, without zero counts and without the objects that become empty. */
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

/** Whether the run checked a file (given by its absolute path) with a rule. Only then can the run decide that a finding is gone. */
export type Checked = (path: string, rule: string) => boolean;

/** Number of findings in the entries. */
export const countEntries = (entries: Entries): number =>
  Object.values(entries)
    .flatMap((rules) => Object.values(rules))
    .flatMap((counts) => Object.values(counts))
    .reduce((sum, count) => sum + count, 0);

/** A baseline built from all findings of the results. Entries that this run did not check are kept. */
export class NewBaseline {
  readonly baseline: Baseline;
  /** Number of findings that were added. */
  held = 0;

  constructor(path: string, before: Baseline | undefined, checked: Checked) {
    const files = keep(before?.files ?? {}, (file, rule) => !checked(resolve(dirname(path), file), rule));
    this.baseline = { path, files };
  }

  /** Adds the findings of a result, and returns the result with these findings suppressed. */
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

/** An empty object without a prototype, because its keys come from documents and files. */
const empty = <Value>(): Record<string, Value> => Object.create(null) as Record<string, Value>;

/** A baseline without its stale entries. */
export function pruneBaseline(baseline: Baseline, stale: Entries): Baseline {
  const files = structuredClone(baseline.files);
  for (const [file, rules] of Object.entries(stale)) {
    for (const [rule, counts] of Object.entries(rules)) {
      for (const [print, count] of Object.entries(counts)) files[file]![rule]![print]! -= count;
    }
  }
  return { path: baseline.path, files: keep(files, () => true) };
}

/** Serializes a baseline: sorted, one line for each fingerprint, so that merge conflicts stay small. */
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
