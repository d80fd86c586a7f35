/** `sub` and `gsub`. */
import type { Matcher } from "../regular-expression/matcher.ts";
import { AwkNotSimulated } from "./syntax.ts";

/** The first match, or all of them, replaced; `&` in the replacement is what matched. */
export function substitute(
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
    result += text.slice(copied, whole.start) + replacement.replace(/\\&|&/g, (part) => (part === "&" ? matched : "&"));
    copied = whole.end;
    if (!all) break;
    at = whole.end;
  }
  return { text: result + text.slice(copied), count };
}
