/** The walk over a syntax tree. */

/** Calls the callback for each direct child of a syntax node. */
export { forEachChild } from "unbash";
