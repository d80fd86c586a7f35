/** Extracts what a group of a regular expression matches in a made-up text: `${BASH_REMATCH[1]}`. */
import type { MatchPlace } from "../../../shell/index.ts";
import { compilePattern } from "../../../programs/text/regular-expression/matcher.ts";
import type { Effort } from "../../../programs/text/tool/effort.ts";
import { secretText, type SecretText } from "../secrets/source.ts";

/** Returns `undefined` if the text does not match. All secrets count if the regular expression is not simulated. */
export function selectedMatch(
  { keys, secrets, text }: SecretText & { readonly text: string },
  { group, pattern }: MatchPlace,
  effort: Effort,
): SecretText | undefined {
  const searched = text.replace(/\n+$/, "");
  const matcher = compilePattern(pattern, { syntax: "extended", reader: "grep", extent: true });
  const found = matcher && effort.run(() => [matcher.find(searched, 0)]);
  if (found === undefined) return { keys, secrets, text: undefined };
  const [match] = found;
  if (match === undefined) return undefined;
  const range = match[group];
  return secretText(range === undefined ? "" : searched.slice(range.start, range.end), secrets, keys);
}
