/** Replacing a file as a whole, or not at all. */
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
  accessSync,
  constants,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file through a temporary one beside it and a rename: whatever happens, the file holds the old text or the
 * new. Mode and, where the system lets us, owner stay; a symbolic link stays a link and the file that it names changes.
 * @throws the system's error; then the file is as it was, and no temporary file is left.
 */
export function writeWhole(path: string, text: string): void {
  const target = realPath(path);
  const before = statSync(target, { throwIfNoEntry: false });
  if (before) accessSync(target, constants.W_OK);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.ssmlint`);
  const descriptor = openSync(temporary, "wx", 0o666);
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

/** Only root may give a file away; where we may not, the new file is ours, as with an editor. */
function keepOwner(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // The group at least may be one of ours; that too is for the system to say.
  }
}
