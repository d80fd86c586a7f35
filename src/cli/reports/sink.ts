/** The destination of a report's text. */
import { closeSync, existsSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { Failure, systemReason } from "../support/failure.ts";

export interface Sink {
  write(text: string): void;
  close(): void;
}

/** Number of characters that are buffered before they are written. */
const MOST = 1 << 16;

/**
 * A file that is truncated and written from its beginning.
 * @throws {Failure} if the file cannot be opened, or later if it cannot be written.
 */
export function fileSink(path: string): Sink {
  const attempt = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw new Failure(`${path}: the report could not be written: ${systemReason(error)}.`);
    }
  };
  const descriptor = attempt(() => {
    makeDirectory(dirname(path));
    return openSync(path, "w");
  });
  let waiting = "";
  const flush = () => {
    const bytes = Buffer.from(waiting);
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written);
    waiting = "";
  };
  return {
    write(text) {
      waiting += text;
      if (waiting.length > MOST) attempt(flush);
    },
    close() {
      attempt(flush);
      attempt(() => closeSync(descriptor));
    },
  };
}

/** Creates the directories one by one: `recursive` does not terminate if the system reports that it cannot create one (/proc). */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path);
}
