/** The interface of a report. A report receives each file as soon as it is done, returns its text, and does not keep the file. */
import type { Shard } from "../arguments/shard.ts";
import type { SuggestionOption } from "../../eslint/rule.ts";
import type { FailedFile, FileResult } from "../lint/result.ts";

/** What a report may print about a rule. */
export interface RuleDescription {
  readonly id: string;
  readonly description: string;
  /** URL of the rule's page, if the project has a website. */
  readonly url: string | undefined;
  readonly recommended: boolean;
  /** The level unless a configuration changes it. */
  readonly level: "error" | "warning";
  /** The Markdown of its page, for formats that include it. */
  readonly page?: string;
  /** Whether `--explain` prints its page. */
  readonly isExplained: boolean;
  /** Options that turn suggestions into fixes. */
  readonly suggestionOptions: readonly SuggestionOption[];
}

/** The data of a report that is known before the first file. */
export interface Subject {
  readonly cwd: string;
  /** The directory that paths are relative to in formats for services that identify files by their path in the repository. */
  readonly root: string;
  readonly version: string;
  /** URL of the project, if it has one. */
  readonly homepage: string | undefined;
  /** All rules, in the plugin's order. Filled in before the first finding is reported. */
  readonly rules: readonly RuleDescription[];
  /** The shard that the run checks; `undefined` for a whole run. */
  readonly shard: Shard | undefined;
  /** Whether fixes are only printed, and no file is written. */
  readonly isTrial: boolean;
}

/** The counts of a run. */
export interface Totals {
  /** SSM documents that were checked. */
  readonly documents: number;
  /** Files without any SSM document. */
  readonly skipped: number;
  /** Named files that the configuration ignores. */
  readonly ignored: number;
  /** Findings that the baseline suppresses. */
  readonly baselined: number;
  readonly failed: number;
  /** Files that cannot be parsed. */
  readonly broken: number;
  /** Number of results: files with a document or a finding. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly fixable: number;
  /** Files that were fixed, or would be in a dry run. */
  readonly fixed: number;
  /** Findings without a fix that have suggestions. */
  readonly suggestible: number;
  /** Suggestions that were applied, or would be in a dry run. */
  readonly suggested: number;
  /** Findings whose suggestion was not applied, because it causes a new finding. */
  readonly unsuggested: number;
  /** Findings whose suggestion was not applied, because verifying it would take too long. */
  readonly untried: number;
  /** Findings that were not fixed, because their document would be larger than AWS accepts. */
  readonly oversized: number;
  /** Findings that directives or the baseline suppress. */
  readonly suppressed: number;
}

/** A report that is written incrementally. Each method returns the next part of the text, which may be empty, or its parts. */
export interface Report {
  start(): string;
  file(result: FileResult): string | Generator<string>;
  failure(failed: FailedFile): string;
  /** The rest, in parts. A report that is not empty ends with a line break. */
  end(totals: Totals): Iterable<string>;
}
