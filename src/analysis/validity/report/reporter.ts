/** Collects the problems that the checks of a document find. */
import { type DocumentProblem, type Range, type FileEdit, MAX_PROBLEMS } from "../../../document/index.ts";

export class Reporter {
  readonly problems: DocumentProblem[] = [];
  readonly #seen = new Set<string>();

  /** Whether the maximum number of problems reported for one document is reached: checks may then stop. */
  get isFull(): boolean {
    return this.problems.length >= MAX_PROBLEMS;
  }

  /** Adds something that AWS or the agent rejects. `range` contains offsets in the file. */
  invalid(range: Range, message: string, edits?: readonly FileEdit[]): void {
    this.#add("invalid", range, message, edits);
  }

  /** Adds something that AWS accepts, but the agent ignores or reads differently. */
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
