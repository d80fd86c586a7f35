/** Reads the start of stdin, or of a file that the user named: either may be a pipe, or a device without an end. */
import { closeSync, openSync, readSync } from "node:fs";

/**
 * The content, or its first bytes if there are more than `limit`: at least one more.
 * @throws {Error} if it cannot be read.
 */
export function readStart(descriptor: number, limit: number): Buffer {
  const chunks: Buffer[] = [];
  for (let length = 0; length <= limit;) {
    const chunk = Buffer.allocUnsafe(1 << 16);
    try {
      const read = readSync(descriptor, chunk);
      if (read === 0) break;
      chunks.push(chunk.subarray(0, read));
      length += read;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") break;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
  return Buffer.concat(chunks);
}

/** The same for the file of this name. */
export function readStartOf(path: string, limit: number): Buffer {
  const descriptor = openSync(path, "r");
  try {
    return readStart(descriptor, limit);
  } finally {
    closeSync(descriptor);
  }
}
