/** What a report is: it is told of files as they are done, and lets go of each when it has returned its text. */
import type { Shard } from "../arguments/shard.ts";
import type { SuggestionOption } from "../../eslint/rule.ts";
import type { FailedFile, FileResult } from "../lint/result.ts";

/** What a report may print of a rule. */
export interface RuleDescription {
  readonly id: string;
  readonly description: string;
  /** Address of the rule's page, if the project has one. */
  readonly url: string | undefined;
  readonly recommended: boolean;
  /** How it is reported unless a configuration says otherwise. */
  readonly level: "error" | "warning";
  /** The Markdown of its page, for reports that contain it. */
  readonly page?: string;
  /** Whether `--explain` shows its page. */
  readonly isExplained: boolean;
  /** Options that turn suggestions into fixes. */
  readonly suggestionOptions: readonly SuggestionOption[];
}

/** What a report is about, known before the first file. */
export interface Subject {
  readonly cwd: string;
  /** What paths are relative to in reports for services that know files by their path in the repository. */
  readonly root: string;
  readonly version: string;
  /** Address of the project, if it has one. */
  readonly homepage: string | undefined;
  /** Every rule, by name in the order of the plugin; known when a report is told of the first finding. */
  readonly rules: readonly RuleDescription[];
  /** The part of the run that it is; `undefined` for a whole run. */
  readonly shard: Shard | undefined;
  /** Whether fixes are only shown, and no file is written. */
  readonly isTrial: boolean;
}

/** What a run found, as numbers. */
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
  /** Results: files with a document or a finding. */
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly fixable: number;
  /** Files that were fixed, or would be. */
  readonly fixed: number;
  /** Findings without a fix that have suggestions. */
  readonly suggestible: number;
  /** Suggestions that were applied, or would be. */
  readonly suggested: number;
  /** Findings whose suggestion was not applied, because it would lead to another finding. */
  readonly unsuggested: number;
  /** Findings that directives or the baseline suppress. */
  readonly suppressed: number;
}

/** A report in the making. Each method returns the text that comes next, which may be empty. */
export interface Report {
  start(): string;
  file(result: FileResult): string;
  failure(failed: FailedFile): string;
  /** The rest, in parts; the last of a report that is not empty ends with a line break. */
  end(totals: Totals): Iterable<string>;
}
