/** Patterns that look for the message of a program that has failed: if one matches an output, the program has failed. */

/** Words of such messages, which other output rarely contains. */
const FAILURES =
  /error|\berr\b|exception|denied|fail|not.?(?:found|exist|auth|permit)|unauth|forbidden|invalid|unable|cannot|could ?not|expired|throttl|refused|time.?out|fatal/i;

/** An output without such words. */
const OTHER_OUTPUT = `{"username": "abcdefghijklmnopqrstuvwxyz", "password": "ABCDEFGHIJKLMNOPQRSTUVWXYZ+/0123456789="}\n`;

/** Whether the text, which is a whole output or a part of one, is the message of a failure. */
export function isFailureMessage(text: string): boolean {
  return FAILURES.test(text);
}

/**
 * Returns whether the pattern matches only messages of failures.
 * @param matches whether the pattern matches a text; `undefined` if that is unknown
 */
export function findsFailure(pattern: string, matches: (text: string) => boolean | undefined): boolean {
  return FAILURES.test(pattern) && matches(OTHER_OUTPUT) === false;
}
