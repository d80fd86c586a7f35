/**
 * Atomic file replacement.
 *
 * The package write-file-atomic (7.0) does not suffice: it calls `write` once, which on a full disk writes only a part
 * without an error, and then puts that part in place of the file. Observed with a tmpfs of 64 KB: 24,576 of 40,000 bytes,
 * and no exception.
 */
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { setImmediate } from "node:timers/promises";

/** Signals by which a user or a CI service ends a run. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Writes a file through a temporary file beside it and a rename, so that the file always contains either the old or the new
 * text. The mode and, if the system permits it, the owner are kept. If the path is a symbolic link, the link stays and its
 * target changes. A signal that would end the process waits until the write is complete and the temporary file is gone.
 * @throws the system's error; then the file is unchanged, and no temporary file is left.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  let received: NodeJS.Signals | undefined;
  const wait = (signal: NodeJS.Signals) => void (received ??= signal);
  for (const signal of SIGNALS) process.on(signal, wait);
  try {
    replace(path, text);
    // Node delivers signals once in each turn of its event loop, and the first wait may only end the current turn.
    await setImmediate();
    await setImmediate();
  } finally {
    for (const signal of SIGNALS) process.off(signal, wait);
    if (received !== undefined) process.kill(process.pid, received);
  }
}

function replace(path: string, text: string): void {
  const target = realPath(path);
  const before = statSync(target, { throwIfNoEntry: false });
  if (before) accessSync(target, constants.W_OK);
  // A part of the name, because a name has at most 255 bytes.
  const temporary = join(dirname(target), `.${basename(target).slice(0, 40)}.${process.pid}.ssmlint`);
  const descriptor = openSync(temporary, "wx", before === undefined ? 0o666 : before.mode & 0o777);
  try {
    try {
      const bytes = Buffer.from(text, "utf8");
      let written = 0;
      while (written < bytes.length) written += writeSync(descriptor, bytes, written);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (before) {
      keepOwner(temporary, before.uid, before.gid);
      chmodSync(temporary, before.mode & 0o7777);
    }
    renameSync(temporary, target);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return path;
    throw error;
  }
}

/** Only root may change a file's owner. Without that right the new file belongs to the current user, as with an editor. */
function keepOwner(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // The current user may still be a member of the group; the system decides.
  }
}
