/** Bounds how much of a text is decoded to verify edits. */
import { MAX_DECODED } from "../model/limits.ts";

/** The edits in this thread that were given up so far, because verifying them would have cost too much. */
export const unverifiedEdits = { count: 0 };

/** @param decoded number of UTF-16 code units that were decoded so far to verify edits of the same text. */
export function mayVerify(decoded: number): boolean {
  if (decoded <= MAX_DECODED) return true;
  unverifiedEdits.count++;
  return false;
}
