/** What becomes of a file that a script writes. */

/**
 * none: nobody reads it; kept: the same, and everything is followed; read: its content is wanted; decisive: paths that differ in it
 * are kept apart.
 */
export type FileUse = "none" | "kept" | "read" | "decisive";
