/** Bounds how much of a text is decoded to verify edits. */
import type { Range } from "../model/document.ts";
import { MAX_DECODED } from "../model/limits.ts";

/** State that is kept between edits of the same scalar. */
export interface EditEffort {
  /** Number of indentation columns of a block scalar that are not content. */
  indent?: number;
  /** Number of UTF-16 code units that were decoded to verify edits. */
  decoded: number;
  /** What `holdsInHclParts` has found out about the scalar. */
  hcl?: HclShape;
}

export interface HclShape {
  readonly isSeparable: boolean;
  /** A line of the text that shows the indentation which `<<-` removes: the range before its line break. */
  readonly margin: Range | undefined;
}

/** The edits in this thread that were given up so far, because verifying them would have cost too much. */
export const unverifiedEdits = { count: 0 };

/** @param decoded number of UTF-16 code units that were decoded so far to verify edits of the same text. */
export function mayVerify(decoded: number): boolean {
  if (decoded <= MAX_DECODED) return true;
  unverifiedEdits.count++;
  return false;
}
