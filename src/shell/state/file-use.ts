/** What becomes of a file that a script writes. */

/** Nobody reads it; its content is wanted; paths that differ in it are kept apart. */
export type FileUse = "none" | "read" | "decisive";
