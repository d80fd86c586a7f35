/** Tilde prefixes (POSIX, 2.6.1): the shell expands `~name` only if the name is written in the script, not in a variable or quotes. */

const LONGEST = 200;
const START = String.raw`(?:^|[\s;|&(<>=:'"\`])`;
const NAME = String.raw`(?:[\w.+-]|\{\{[^{}]*\}\})*`;
const PREFIX = new RegExp(`${START}~${NAME}$`);
/** At the start of a word or of an assignment's value. */
const PREFIX_OF_PATH = new RegExp(String.raw`(?:^|[\s;|&(<>]|(?:^|\s)\w+=)~${NAME}$`);

/** Returns whether the text before an offset ends with a tilde and a part of a name, so that the shell reads a tilde prefix. */
export function isAfterTilde(text: string, pos: number): boolean {
  return PREFIX.test(text.slice(Math.max(0, pos - LONGEST), pos));
}

/** Returns whether the text between two offsets is the name of a user whose home directory begins a path: `~name/…`. */
export function isHomeOf(text: string, pos: number, end: number): boolean {
  return text[end] === "/" && PREFIX_OF_PATH.test(text.slice(Math.max(0, pos - LONGEST), pos));
}
