/** What a report is made from. */
import type { FailedFile, FileResult } from "../lint/result.ts";
import type { Style } from "../terminal/terminal.ts";

/** What a report may say of a rule. */
export interface RuleDescription {
  readonly id: string;
  readonly description: string;
  /** Address of the rule's page, where the project has one. */
  readonly url: string | undefined;
  readonly recommended: boolean;
  /** How it is reported unless a configuration says otherwise. */
  readonly level: "error" | "warning";
  /** The Markdown of its page, for reports that carry it. */
  readonly page?: string;
}

/** Everything that a run found. */
export interface Run {
  readonly results: readonly FileResult[];
  readonly failures: readonly FailedFile[];
  /** SSM documents that were checked. */
  readonly documents: number;
  /** Files without any SSM document. */
  readonly skipped: number;
  /** Named files that the configuration leaves out. */
  readonly ignored: number;
  /** Findings that the baseline holds. */
  readonly baselined: number;
  /** Whether what was mended was only shown, and no file written. */
  readonly isTrial: boolean;
  readonly cwd: string;
  /** What paths are relative to in reports for services that know files by their place in the repository. */
  readonly root: string;
  readonly version: string;
  /** Address of the project, where it has one. */
  readonly homepage: string | undefined;
  /** Every rule, by name in the order of the plugin. Asked for by the reports that list them. */
  readonly rules: readonly RuleDescription[];
}

/** A report as text, with a line break at its end where it is not empty. */
export type Report = (run: Run, style: Style) => string;
