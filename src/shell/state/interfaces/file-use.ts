/** How the content of a file that a script writes is used. */

/**
 * none: nothing reads it; kept: nothing reads it, but everything is followed; read: its content is of interest; decisive: paths
 * that differ in it are kept apart.
 */
export type FileUse = "none" | "kept" | "read" | "decisive";
