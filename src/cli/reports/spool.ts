/** A buffer for text that must wait: the first part in memory, the rest in a file that no other process can open. */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Maximum number of characters in memory. */
const MOST = 1 << 20;

/** A text that is written in parts and read once. */
export class Spool {
  #recent: string[] = [];
  #length = 0;
  #descriptor: number | undefined;

  write(text: string): void {
    this.#recent.push(text);
    this.#length += text.length;
    if (this.#length > MOST) this.#spill();
  }

  /** The whole text, in parts. */
  *read(): Generator<string> {
    if (this.#descriptor !== undefined) {
      this.#spill();
      const decoder = new TextDecoder();
      const buffer = Buffer.allocUnsafe(MOST);
      for (let position = 0; ;) {
        const length = readSync(this.#descriptor, buffer, 0, MOST, position);
        if (length === 0) break;
        position += length;
        yield decoder.decode(buffer.subarray(0, length), { stream: true });
      }
      closeSync(this.#descriptor);
    }
    yield* this.#recent;
  }

  #spill(): void {
    this.#descriptor ??= unnamedFile();
    const bytes = Buffer.from(this.#recent.join(""));
    for (let written = 0; written < bytes.length;) written += writeSync(this.#descriptor, bytes, written);
    this.#recent = [];
    this.#length = 0;
  }
}

/** A new file for reading and writing. It is gone when the process ends, however it ends. */
function unnamedFile(): number {
  const directory = mkdtempSync(join(tmpdir(), "ssmlint-"));
  try {
    return openSync(join(directory, "spool"), "wx+", 0o600);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
