/** Decodes the bytes of a file, with a clear error message for everything that is not text. */
import { isUtf8 } from "node:buffer";
import { otherEncoding } from "../../document/sniff.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";

export type ReadFile =
  | { readonly kind: "text"; readonly text: string }
  /** The file cannot contain a document. */
  | { readonly kind: "skip" }
  /** The file should have been read, but could not be. */
  | { readonly kind: "error"; readonly reason: string };

export const skip: ReadFile = { kind: "skip" };
export const failed = (reason: string): ReadFile => ({ kind: "error", reason });

/** Text with CR and without LF, unless it may be JSON, where both are white space. */
const hasOnlyReturns = /^\uFEFF?(?!\s*[{[])[^\r\n]*\r[^\n]*$/;

/** Decodes the bytes of a file, or returns what is wrong with them. */
export function decodeFile(bytes: Buffer, mayHoldDocument: (text: string) => boolean): ReadFile {
  const text = bytes.toString("utf8");
  const damage = bytes.includes(0) ? otherEncoding(text, mayHoldDocument) : undefined;
  if (damage !== undefined) return failed(`it ${damage}`);
  if (!mayHoldDocument(text)) return skip;
  if (text.includes("\uFFFD") && !isUtf8(bytes)) {
    return failed(`it is not UTF-8: the byte at offset ${firstBadByte(bytes)} is invalid`);
  }
  if (hasOnlyReturns.test(text))
    return failed("its lines end in CR only, which ssmlint does not read as line breaks. Convert them to LF");
  return { kind: "text", text };
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
