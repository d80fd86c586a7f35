/** `--fix -`: the text on stdin goes to stdout, fixed. */
import type { Terminal } from "../terminal/terminal.ts";
import { largestFile } from "../files/read.ts";

export class FixedInput {
  readonly #terminal: Terminal;
  #bytes: Buffer | undefined;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Reads stdin, and remembers it. */
  readonly read = (limit: number): Buffer => (this.#bytes ??= this.#terminal.readInput(limit));

  /** Writes the text: fixed, or as it was if there is nothing to fix. Nothing of what is too long or no UTF-8. */
  write(fixed: string | undefined): void {
    const bytes = this.read(largestFile);
    const text = bytes.toString("utf8");
    if (bytes.length <= largestFile && Buffer.byteLength(text) === bytes.length) this.#terminal.pass(fixed ?? text);
  }
}
