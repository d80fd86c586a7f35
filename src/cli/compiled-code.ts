/**
 * The code that V8 compiled of a source, kept in a file for the next run.
 *
 * V8 trusts such a file: a flipped bit ends the process, and of the source it compares only the length. The file therefore
 * begins with the lengths and CRC-32 of the source and of the code (little-endian, 32 bits each), which have to match. Node's
 * own `module.enableCompileCache` does the same from Node 22.1 on, but keeps only the code that runs while a module is loaded,
 * and a short run then takes half as long again (Node 22 and 24).
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

/** The code that was kept of this very source; `undefined` if there is none, or if the file is damaged. */
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
 * Keeps the code for the next run, readable for this user alone. Needs no temporary file: a part of a file does not match its
 * header. If the file cannot be written, there is none, and the next run compiles.
 */
export function keepCompiledCode(path: string, source: Buffer, code: Buffer): void {
  try {
    // A link, and a file that others may write to, are replaced rather than written to.
    rmSync(path, { force: true });
    writeFileSync(path, Buffer.concat([header(source, code), code]), { mode: 0o600, flag: "wx" });
  } catch (error) {
    // Another run keeps it at this moment.
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    try {
      rmSync(path, { force: true });
    } catch {
      // A directory that cannot be written to.
    }
  }
}
