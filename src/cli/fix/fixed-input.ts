/** `--fix -`: writes the fixed text of stdin to stdout. */
import type { Terminal } from "../terminal/terminal.ts";
import { largestFile } from "../files/read.ts";

export class FixedInput {
  readonly #terminal: Terminal;
  #bytes: Buffer | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Reads stdin once, and keeps its bytes. */
  readonly read = (limit: number): Buffer => (this.#bytes ??= this.#terminal.readInput(limit));

  /** Decodes the text on stdin. */
  text(): string {
    return this.read(largestFile).toString("utf8");
  }

  /** Writes the fixed text, or the original if there is nothing to fix. Writes nothing if the text is too long or not UTF-8. */
  write(fixed: string | undefined): void {
    const bytes = this.read(largestFile);
    const text = bytes.toString("utf8");
    if (bytes.length <= largestFile && Buffer.byteLength(text) === bytes.length) this.#terminal.pass(fixed ?? text);
  }
}
