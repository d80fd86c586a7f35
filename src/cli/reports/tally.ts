/** Counts what a run finds, file by file. */
import type { FileResult } from "../lint/result.ts";
import type { Totals } from "./report.ts";

type Counts = { -readonly [Name in keyof Totals]: number };

export class Tally {
  readonly totals: Counts = {
    documents: 0,
    skipped: 0,
    ignored: 0,
    baselined: 0,
    failed: 0,
    broken: 0,
    files: 0,
    errors: 0,
    warnings: 0,
    fixable: 0,
    fixed: 0,
    suggestible: 0,
    suggested: 0,
    unsuggested: 0,
    untried: 0,
    oversized: 0,
    suppressed: 0,
  };

  add(result: FileResult): void {
    const { totals } = this;
    totals.files++;
    if (result.fatalErrorCount > 0) totals.broken++;
    totals.errors += result.errorCount;
    totals.warnings += result.warningCount;
    totals.fixable += result.fixableErrorCount + result.fixableWarningCount;
    totals.suggestible += result.messages.filter(({ fix, suggestions }) => !fix && suggestions?.length).length;
    totals.suppressed += result.suppressedMessages.length;
    if (result.output !== undefined) totals.fixed++;
  }
}
