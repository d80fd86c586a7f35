/** Reads one file, with a clear error message for everything that is not text. */
import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { systemReason } from "../support/failure.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";

/** A larger file is not read. Systems Manager accepts documents up to 64 KB, CloudFormation templates up to 1 MB. */
export const largestFile = 10 * 1024 * 1024;

export type ReadFile =
  | { readonly kind: "text"; readonly text: string }
  /** The file cannot contain a document. */
  | { readonly kind: "skip" }
  /** The file should have been read, but could not be. */
  | { readonly kind: "error"; readonly reason: string };

const skip: ReadFile = { kind: "skip" };
const failed = (reason: string): ReadFile => ({ kind: "error", reason });

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
    if (named) {
      const stat = statSync(path);
      if (stat.isDirectory()) return failed("it is a directory");
      if (!stat.isFile())
        return failed("it is not a regular file (a pipe, socket or device). Pass its text on stdin with -");
    }
    descriptor = openSync(path, "r");
  } catch (error) {
    return failed(systemReason(error));
  }
  try {
    const { size } = fstatSync(descriptor);
    if (size > largestFile) return named ? tooLarge : skip;
    return decodeFile(readWhole(descriptor, size), mayHoldDocument);
  } catch (error) {
    return failed(systemReason(error));
  } finally {
    closeSync(descriptor);
  }
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

/** Decodes the bytes of a file, or returns what is wrong with them. */
export function decodeFile(bytes: Buffer, mayHoldDocument: (text: string) => boolean): ReadFile {
  const first = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0;
  if (first === 0xfffe || first === 0xfeff) {
    const text = new TextDecoder(first === 0xfffe ? "utf-16le" : "utf-16be").decode(bytes);
    return mayHoldDocument(text)
      ? failed("it is UTF-16, which Systems Manager does not accept. Save it as UTF-8")
      : skip;
  }
  const text = bytes.toString("utf8");
  if (!mayHoldDocument(text)) return skip;
  if (bytes.includes(0)) return failed("it is binary: it contains a NUL byte");
  if (text.includes("\uFFFD") && !isUtf8(bytes)) {
    return failed(`it is not UTF-8: the byte at offset ${firstBadByte(bytes)} is invalid`);
  }
  return { kind: "text", text };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Offset of the first byte that is not valid UTF-8, by binary search. A prefix that ends inside a character is still valid. */
function firstBadByte(bytes: Uint8Array): number {
  const decodable = (length: number) => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  return lowerBound(bytes.length, (index) => decodable(index + 1));
}
