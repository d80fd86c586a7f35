import type { FileResult } from "./result.ts";

/** What a run has found in one file, after fixing it and before the baseline. */
export interface FileOutcome {
  /** Absolute, or `<text>` for stdin without a name. */
  readonly path: string;
  readonly documents: number;
  /** Suggestions that were applied, and those that were not because another finding would follow. */
  readonly suggestions: { readonly applied: number; readonly left: number };
  /** `undefined` if there is neither a document nor a finding, and nothing that is not read. */
  readonly result: FileResult | undefined;
  /** Why it could not be read, checked or written. */
  readonly failures: readonly string[];
}
