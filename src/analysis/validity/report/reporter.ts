/** Where the checks of a document put what they find. */
import { type DocumentProblem, type Range, type FileEdit, MAX_PROBLEMS } from "../../../document/index.ts";

export class Reporter {
  readonly problems: DocumentProblem[] = [];
  readonly #seen = new Set<string>();

  /** Whether as many problems are found as are reported of one document: checks may stop then. */
  get isFull(): boolean {
    return this.problems.length >= MAX_PROBLEMS;
  }

  /** What AWS or the agent rejects. `range` counts in the file. */
  invalid(range: Range, message: string, edits?: readonly FileEdit[]): void {
    this.#add("invalid", range, message, edits);
  }

  /** What AWS accepts, and the agent ignores or reads differently. */
  ignored(range: Range, message: string, edits?: readonly FileEdit[]): void {
    this.#add("ignored", range, message, edits);
  }

  #add(kind: DocumentProblem["kind"], range: Range, message: string, edits: readonly FileEdit[] | undefined): void {
    const key = `${range[0]}:${message}`;
    if (this.isFull || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.problems.push({ kind, range, message, ...(edits && { edits }) });
  }
}
