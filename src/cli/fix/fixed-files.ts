/** Handles fixed texts for `--fix` and `--fix-dry-run`. */
import { writesInput, type Arguments } from "../arguments/arguments.ts";
import { readDocumentFile } from "../files/read.ts";
import type { FileResult } from "../lint/result.ts";
import { systemReason } from "../support/failure.ts";
import { shownPath } from "../support/shown-path.ts";
import { safeOutput, visibleLine } from "../terminal/safe-text.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { locationOutside } from "./outside.ts";

/** Writes each fixed text, or prints it as a patch. */
export class FixedFiles {
  readonly #args: Arguments;
  readonly #terminal: Terminal;

  constructor(args: Arguments, terminal: Terminal) {
    this.#args = args;
    this.#terminal = terminal;
  }

  /** Which findings to fix. */
  get fixes(): "none" | "errors" | "all" {
    const { fix, fixDryRun, fixSuggestions, quiet } = this.#args;
    if (!fix && !fixDryRun && !fixSuggestions) return "none";
    return quiet ? "errors" : "all";
  }

  /** The fixed text of stdin; `undefined` until it is known. */
  input: string | undefined;

  /**
   * Writes a file, or prints its patch. Returns the reason if the file could not be written; the file is then unchanged.
   * @param before the text of the file when it was checked.
   * @param tree the directory in which the search found the file; `undefined` if the command line names the file itself.
   */
  async take(
    { filePath, output }: FileResult,
    before: string | undefined,
    tree: string | undefined,
  ): Promise<string | undefined> {
    if (output === undefined || before === undefined) return undefined;
    if (this.#args.fixDryRun) {
      await this.#printPatch(filePath, before, output);
      return undefined;
    }
    if (writesInput(this.#args)) {
      this.input = output;
      return undefined;
    }
    const { writeWhole } = await import("../support/atomic-write.ts");
    try {
      const out = tree === undefined ? undefined : locationOutside(tree, filePath);
      if (out !== undefined) return `it is ${out}, so --fix does not change it`;
      const read = readDocumentFile(filePath, true, () => true);
      if (read.kind === "error") return `it could not be read again and is unchanged: ${read.reason}`;
      const now = read.kind === "text" ? read.text : undefined;
      // The file was already fixed under another name: two links can lead to the same file.
      if (now === output) return undefined;
      if (now !== before) return "it changed while it was being checked, so it was not written";
      await writeWhole(filePath, output);
      return undefined;
    } catch (error) {
      return `it could not be written and is unchanged: ${systemReason(error)}`;
    }
  }

  async #printPatch(path: string, before: string, after: string): Promise<void> {
    const isForPeople = this.#args.reports.every(({ format, file }) => format === "pretty" || file !== undefined);
    if (!isForPeople) return;
    const { unifiedDiff } = await import("./patch.ts");
    const shown = shownPath(this.#terminal.cwd, path);
    const patch = unifiedDiff(shown, before, after);
    this.#terminal.out(patch);
    if (safeOutput(patch) === patch) return;
    this.#terminal.err(
      `ssmlint: ${visibleLine(shown)}: the printed patch does not apply, because control characters in it are replaced. Use --fix instead.\n`,
    );
  }
}
