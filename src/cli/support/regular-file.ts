/**
 * Reads files that were found and not named. A repository may contain a link to a device, or a named pipe, under any name; reading these
 * would never end.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** Opens a named pipe without waiting for its writer. A file that a search found may have become one. */
export const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The content of a regular file.
 * @throws {Error} if it cannot be read, or is not a regular file.
 */
export function readRegularFile(path: string): Buffer {
  const descriptor = openSync(path, READ);
  try {
    const stat = fstatSync(descriptor);
    // Reading a directory has its own error.
    if (!stat.isFile() && !stat.isDirectory()) throw new Error(NOT_REGULAR);
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

export const NOT_REGULAR = "it is not a regular file (a pipe, socket or device)";
