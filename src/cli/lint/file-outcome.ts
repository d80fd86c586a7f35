import type { FileResult } from "./result.ts";

export interface SuggestionCounts {
  /** Suggestions that were applied. */
  readonly applied: number;
  /** Findings whose suggestion was not applied, because it causes a new finding. */
  readonly left: number;
  /** Findings whose suggestion was not applied, because verifying it would take too long. */
  readonly untried: number;
  /** Findings that were not fixed, because the document would be larger than AWS accepts. */
  readonly oversized: number;
}

/** What a run found in one file, after fixes and before the baseline. */
export interface FileOutcome {
  /** Absolute, or `<text>` for stdin without a name. */
  readonly path: string;
  readonly documents: number;
  readonly suggestions: SuggestionCounts;
  /** `undefined` if the file has no document, no finding, and no skipped resource. */
  readonly result: FileResult | undefined;
  /** Why the file could not be read, checked or written. */
  readonly failures: readonly string[];
  /** Why stdin contains no document. Absent for a file: its text can be read again. */
  readonly emptiness?: string;
}
