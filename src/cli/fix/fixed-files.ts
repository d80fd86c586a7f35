/** What `--fix` and `--fix-dry-run` do with the texts that came out mended. */
import { readFileSync } from "node:fs";
import type { Arguments } from "../arguments/parse.ts";
import { systemReason } from "../support/failure.ts";
import type { FileResult } from "../lint/result.ts";
import { shownPath } from "../support/shown-path.ts";
import type { FailedFile } from "../lint/result.ts";
import type { Terminal } from "../terminal/terminal.ts";

interface Change {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Collects mended texts, then writes them, or shows them as one patch. */
export class FixedFiles {
  readonly #args: Arguments;
  readonly #terminal: Terminal;
  readonly #changes: Change[] = [];

  constructor(args: Arguments, terminal: Terminal) {
    this.#args = args;
    this.#terminal = terminal;
  }

  /** Which findings to mend. */
  get mends(): "none" | "errors" | "all" {
    const { fix, fixDryRun, quiet } = this.#args;
    if (!fix && !fixDryRun) return "none";
    return quiet ? "errors" : "all";
  }

  take({ filePath, output }: FileResult, before: string | undefined): void {
    if (output !== undefined && before !== undefined) this.#changes.push({ path: filePath, before, after: output });
  }

  /** Writes the files or prints the patch. Returns the files that could not be written; those are as they were. */
  async write(): Promise<FailedFile[]> {
    if (this.#changes.length === 0) return [];
    if (this.#args.fixDryRun) {
      await this.#printPatch();
      return [];
    }
    const { writeWhole } = await import("../support/atomic-write.ts");
    return this.#changes.flatMap(({ path, before, after }) => {
      try {
        const now = readFileSync(path, "utf8");
        // Two links can name one file.
        if (now === after) return [];
        if (now !== before) return [{ path, reason: "it was changed while it was being checked, and is left so" }];
        writeWhole(path, after);
        return [];
      } catch (error) {
        return [{ path, reason: `it could not be written and is as it was: ${systemReason(error)}` }];
      }
    });
  }

  async #printPatch(): Promise<void> {
    const isForPeople = this.#args.reports.every(({ format, file }) => format === "pretty" || file !== undefined);
    if (!isForPeople) return;
    const { unifiedDiff } = await import("./patch.ts");
    for (const { path, before, after } of this.#changes) {
      this.#terminal.out(unifiedDiff(shownPath(this.#terminal.cwd, path), before, after));
    }
  }
}
