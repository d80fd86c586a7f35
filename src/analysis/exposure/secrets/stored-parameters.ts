/** Parameters in Parameter Store: whether a call of the AWS CLI decrypts one that is a secret. */
import type { AwsCommandLine } from "../../../programs/aws/command-line.ts";
import { outline, UNKNOWN_TEXT } from "../../../shell/index.ts";
import { isOpenField } from "./open-fields.ts";

/** Returns whether the call decrypts parameters, of which at least one may be secret. */
export function isSecretParameterRead({ parameters }: AwsCommandLine): boolean {
  const words = parameters.map(({ value }) => outline(value));
  // What AWS publishes is not a secret.
  if (words.some((word) => /^(?:--names?=)?\/aws\/service\//.test(word))) return false;
  const names = namesOf(words);
  // Scripts often read all parameters in the same way.
  if (names.length > 0 && names.every(isOpenParameter)) return false;
  return words.some((word) => word.startsWith("--with-d"));
}

/** The names after `--name` or `--names`. */
function namesOf(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => /^--names?(?:=|$)/.test(word));
  if (at < 0) return [];
  const rest = words.slice(at + 1);
  const end = rest.findIndex((word) => word.startsWith("--"));
  return [...words[at]!.split("=").slice(1), ...rest.slice(0, end < 0 ? undefined : end)];
}

/** Whether a stored parameter contains a user, a host, or the like, according to its name. A database may be its URL. */
function isOpenParameter(name: string): boolean {
  const own = name.slice(name.lastIndexOf("/") + 1);
  return !own.includes(UNKNOWN_TEXT) && isOpenField(own) && !/database$/i.test(own);
}
