import type { FileResult } from "./result.ts";

/** What a run found in one file, after fixes and before the baseline. */
export interface FileOutcome {
  /** Absolute, or `<text>` for stdin without a name. */
  readonly path: string;
  readonly documents: number;
  /** Number of suggestions that were applied, and of those that were not because they cause a new finding. */
  readonly suggestions: { readonly applied: number; readonly left: number };
  /** `undefined` if the file has no document, no finding, and no skipped resource. */
  readonly result: FileResult | undefined;
  /** Why the file could not be read, checked or written. */
  readonly failures: readonly string[];
}
