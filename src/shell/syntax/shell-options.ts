/** Whether the text of a script may turn on an option of the shell, wherever it does so. */

const option = (letter: string, name: string): RegExp =>
  new RegExp(String.raw`\bset(?:\s+[-+]?\w+){0,8}\s+-[A-Za-z]*${letter}|\b${name}\b|^#!.*\s-[A-Za-z]*${letter}`);

const ERREXIT = option("e", "errexit");
const NOUNSET = option("u", "nounset");

/** `set -e`. */
export function mayUseErrexit(script: string): boolean {
  return ERREXIT.test(script);
}

/** `set -u`. */
export function mayUseNounset(script: string): boolean {
  return NOUNSET.test(script);
}
