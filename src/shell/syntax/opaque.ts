/** The character that replaces unknown parts in parsed text. */

/** A character of the Unicode private use area: it has no meaning to any shell. */
export const OPAQUE = "\uE000";
