/** Writes the reports of `--format blob`. */
import { resolve } from "node:path";
import type { Arguments } from "../arguments/arguments.ts";
import { BLOB_END, blobOutcome, blobStart, type Blob } from "../lint/blob.ts";
import type { FileOutcome } from "../lint/file-outcome.ts";
import { safeJson } from "../terminal/safe-text.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { fileSink, type Sink } from "./sink.ts";

export class BlobReports {
  readonly #sinks: readonly Sink[];
  readonly #cwd: string;
  #isFirst = true;

  /** @throws {Failure} if a file cannot be opened. */
  constructor({ reports, shard }: Arguments, terminal: Terminal, run: Pick<Blob, "files" | "search">) {
    this.#cwd = terminal.cwd;
    this.#sinks = reports
      .filter(({ format }) => format === "blob")
      .map(({ file }) =>
        file === undefined
          ? { write: (text) => terminal.out(text), close: () => {} }
          : fileSink(resolve(terminal.cwd, file)),
      );
    this.#write(() => blobStart({ ...run, shard: shard ?? { index: 1, total: 1 } }, this.#cwd));
  }

  add(outcome: FileOutcome): void {
    this.#write(() => `${this.#isFirst ? "" : ","}${blobOutcome(outcome, this.#cwd)}`);
    this.#isFirst = false;
  }

  end(): void {
    this.#write(() => BLOB_END);
    for (const sink of this.#sinks) sink.close();
  }

  #write(make: () => string): void {
    if (this.#sinks.length === 0) return;
    const text = safeJson(make());
    for (const sink of this.#sinks) sink.write(text);
  }
}
