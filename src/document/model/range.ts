/** A part of a file. */

/** Offsets into the text of the file, half-open. */
export type Range = readonly [start: number, end: number];
