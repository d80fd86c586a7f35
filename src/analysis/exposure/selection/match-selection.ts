/** Extracts what a group of a regular expression matches in a made-up text: `${BASH_REMATCH[1]}`. */
import { textWithoutTrailingNewlines, type MatchPlace } from "../../../shell/index.ts";
import { compilePattern } from "../../../programs/text/regular-expression/matcher.ts";
import type { Effort } from "../../../programs/text/tool/effort.ts";
import { secretText, type SecretText } from "../secrets/source.ts";

/**
 * Returns `undefined` if the text does not match. All secrets count if the regular expression is not simulated.
 * @param isEachLine whether the result has the match of each line
 */
export function selectedMatch(
  { keys, secrets, text }: SecretText & { readonly text: string },
  { group, pattern }: MatchPlace,
  isEachLine: boolean,
  effort: Effort,
): SecretText | undefined {
  const searched = textWithoutTrailingNewlines(text);
  const matcher = compilePattern(pattern, { syntax: "extended", reader: "grep", extent: true });
  const matches =
    matcher &&
    effort.run(() =>
      (isEachLine ? searched.split("\n") : [searched]).map((one) => [one, matcher.find(one, 0)] as const),
    );
  if (matches === undefined) return { keys, secrets, text: undefined };
  const found = matches.flatMap(([one, match]) => {
    const range = match?.[group];
    return match === undefined ? [] : [range === undefined ? "" : one.slice(range.start, range.end)];
  });
  return found.length === 0 ? undefined : secretText(found.join("\n"), secrets, keys);
}
