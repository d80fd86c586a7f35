/** `sub` and `gsub`. */
import { countText, checkLength, MAX_TEXT, TooMuchEffort } from "../tool/effort.ts";
import type { Matcher } from "../regular-expression/matcher.ts";
import { AwkNotSimulated } from "./syntax.ts";

/** Replaces the first match or all matches. `&` in the replacement stands for the matched text. */
export function substituteMatches(
  text: string,
  matcher: Matcher,
  replacement: string,
  all: boolean,
): { text: string; count: number } {
  if (/\\[^&]|\\$/.test(replacement)) throw new AwkNotSimulated("a backslash in a replacement");
  let result = "";
  let copied = 0;
  let count = 0;
  for (let at = 0; at <= text.length;) {
    const whole = matcher.find(text, at)?.[0];
    if (whole === undefined) break;
    if (all && whole.start === whole.end)
      throw new AwkNotSimulated("a substitution of nothing, which awks do differently");
    count++;
    const matched = text.slice(whole.start, whole.end);
    const put = filledIn(replacement, matched);
    result += text.slice(copied, whole.start) + put;
    if (result.length > MAX_TEXT) throw new TooMuchEffort();
    copied = whole.end;
    if (!all) break;
    at = whole.end;
  }
  return { text: countText(result + text.slice(copied)), count };
}

function filledIn(replacement: string, matched: string): string {
  const ampersands = replacement.split("&").length - 1;
  checkLength(replacement.length + ampersands * matched.length);
  return replacement.replace(/\\&|&/g, (part) => (part === "&" ? matched : "&"));
}
