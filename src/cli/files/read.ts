/** Reads one file, with a clear error message for everything that is not text. */
import { closeSync, fstatSync, openSync, readSync, statSync, type Stats } from "node:fs";
import { systemReason } from "../support/failure.ts";
import { NOT_REGULAR, READ } from "../support/regular-file.ts";
import { decodeFile, failed, skip, type ReadFile } from "../support/decode-file.ts";

/** A larger file is not read. Systems Manager accepts documents up to 64 KB, CloudFormation templates up to 1 MB. */
export const largestFile = 10 * 1024 * 1024;

const tooLarge = failed(
  `it is larger than ${largestFile / 1024 / 1024} MB, more than any SSM document or template can be`,
);

/** Reads stdin. */
export function readInput(read: (limit: number) => Buffer, mayHoldDocument: (text: string) => boolean): ReadFile {
  try {
    const bytes = read(largestFile);
    return bytes.length > largestFile ? tooLarge : decodeFile(bytes, mayHoldDocument);
  } catch (error) {
    return failed(systemReason(error));
  }
}

/** A single buffer for all files that fit, so that reading thousands of small files does not allocate memory. */
let buffer = Buffer.allocUnsafe(256 * 1024);

/**
 * Reads a file.
 * @param mayHoldDocument whether a file with this text can contain a document. If it cannot, invalid encoding is not an
 * error.
 * @param named whether the user named exactly this file. Only then is it an error if the file cannot be a document.
 */
export function readDocumentFile(path: string, named: boolean, mayHoldDocument: (text: string) => boolean): ReadFile {
  let descriptor: number;
  try {
    const irregular = named ? irregularity(statSync(path)) : undefined;
    if (irregular !== undefined) return irregular;
    descriptor = openSync(path, READ);
  } catch (error) {
    return failed(systemReason(error));
  }
  try {
    const stat = fstatSync(descriptor);
    const irregular = irregularity(stat);
    if (irregular !== undefined) return irregular;
    if (stat.size > largestFile) return named ? tooLarge : skip;
    return decodeFile(readWhole(descriptor, stat.size), mayHoldDocument);
  } catch (error) {
    return failed(systemReason(error));
  } finally {
    closeSync(descriptor);
  }
}

function irregularity(stat: Stats): ReadFile | undefined {
  if (stat.isDirectory()) return failed("it is a directory");
  if (stat.isFile()) return undefined;
  return failed(`${NOT_REGULAR}. Pass its text on stdin with -`);
}

function readWhole(descriptor: number, size: number): Buffer {
  if (size > buffer.length) buffer = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const read = readSync(descriptor, buffer, length, size - length, length);
    if (read === 0) break;
    length += read;
  }
  return buffer.subarray(0, length);
}
