/**
 * Replacing a file as a whole, or not at all.
 *
 * write-file-atomic (7.0) does not do: it calls `write` once, which on a full disk writes a part and reports no error, and puts
 * that part in the file's place. Seen with a tmpfs of 64 KB: 24,576 of 40,000 bytes, and no exception.
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

/** Signals by which a person or a CI service ends a run. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Writes a file through a temporary one beside it and a rename: whatever happens, the file contains the old text or the
 * new. Mode and, if the system lets us, owner stay; a symbolic link stays a link and the file that it names changes. A signal
 * that would end the process waits until the file is whole and no temporary file is left.
 * @throws the system's error; then the file is as it was, and no temporary file is left.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  let received: NodeJS.Signals | undefined;
  const wait = (signal: NodeJS.Signals) => void (received ??= signal);
  for (const signal of SIGNALS) process.on(signal, wait);
  try {
    replace(path, text);
    // Node reports signals once in each turn of its loop, and the first of these may end the turn that it is in.
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
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.ssmlint`);
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

/** Only root may give a file away; if we may not, the new file is ours, as with an editor. */
function keepOwner(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // The group at least may be one of ours; that too is for the system to decide.
  }
}
