/** Walks a syntax tree. */

/** Calls back for each direct child of a syntax node. */
export { forEachChild } from "unbash";
