/** The character that parsed text has in place of what is not known. */

/** A letter of the private use area: no shell gives it a meaning. */
export const OPAQUE = "\uE000";
