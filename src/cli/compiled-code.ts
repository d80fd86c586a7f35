/**
 * A cache file with the code that V8 compiled from a source, for the next run.
 *
 * V8 does not verify such code: a flipped bit crashes the process, and of the source V8 compares only the length. The file
 * therefore begins with the lengths and CRC-32 of the source and of the code (little-endian, 32 bits each), which must
 * match. Node's own `module.enableCompileCache` does the same from Node 22.1 on, but keeps only the code that runs while a
 * module is loaded, which makes a short run take one and a half times as long (Node 22 and 24).
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";

const HEADER_LENGTH = 16;

function header(source: Buffer, code: Buffer): Buffer {
  const bytes = Buffer.alloc(HEADER_LENGTH);
  for (const [index, value] of [source.length, crc32(source), code.length, crc32(code)].entries())
    bytes.writeUInt32LE(value, index * 4);
  return bytes;
}

/** The cached code of exactly this source; `undefined` if there is none, or if the file is damaged. */
export function readCompiledCode(path: string, source: Buffer): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const code = bytes.subarray(HEADER_LENGTH);
    return header(source, code).equals(bytes.subarray(0, HEADER_LENGTH)) ? code : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes the code for the next run, readable only by this user. A temporary file is not needed, because an incomplete file
 * does not match its header. If the file cannot be written, it is removed, and the next run compiles again.
 */
export function keepCompiledCode(path: string, source: Buffer, code: Buffer): void {
  try {
    // A symbolic link or a file that others can write to is replaced, not written to.
    rmSync(path, { force: true });
    writeFileSync(path, Buffer.concat([header(source, code), code]), { mode: 0o600, flag: "wx" });
  } catch (error) {
    // Another run is writing the file at the same time.
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    try {
      rmSync(path, { force: true });
    } catch {
      // The directory is not writable.
    }
  }
}
