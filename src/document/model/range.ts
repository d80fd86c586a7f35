/** A part of a file. */

/** Offsets in the text of the file, half-open. */
export type Range = readonly [start: number, end: number];
