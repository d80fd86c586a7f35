/** Finds an `allowedPattern` that excludes every value that does harm in one of a parameter's places. */
import type { ParameterDeclaration } from "../../../document/index.ts";
import { declaredValues, textsMatching } from "../language/declared-values.ts";
import { isMatchedBy } from "../language/matching.ts";
import type { PasteContext } from "../scanner/paste-context.ts";
import { isSearchedOut } from "../language/search.ts";
import { witnessOf } from "../verdict.ts";

/** The most permissive first. */
const PATTERNS: readonly string[] = [
  String.raw`^[^'\n]*$`,
  '^[^"$`\\\\\\n]*$',
  "^[^'\"$`\\\\\\n]*$",
  "^[A-Za-z0-9_./:=@%+,-]*$",
  "^[0-9]*$",
];

/**
 * In how many places the patterns are tried whose values are not harmless everywhere: each place is examined together with the places
 * around it.
 */
const MOST_PLACES = 400;

/** Returns `undefined` if no pattern is safe in the places and compatible with the declared pattern and the default. */
export function safePattern(
  declaration: ParameterDeclaration,
  places: readonly (PasteContext | undefined)[],
): string | undefined {
  const { allowedPattern, allowedValues, type } = declaration;
  if (declaration.open || allowedValues !== undefined || /Map/.test(type ?? "")) return undefined;
  if (places.includes(undefined)) return undefined;
  const candidates = allowedPattern === undefined ? PATTERNS : [`^(?:${allowedPattern.text})$`];
  const safe = candidates.find((pattern) => {
    if (declaration.default !== undefined && !isMatched(pattern, declaration.default)) return false;
    const range = declaration.range;
    const values = declaredValues({ ...declaration, allowedPattern: { text: pattern, range } });
    if (values === undefined) return true;
    return places.length <= MOST_PLACES && places.every((place) => witnessOf(values, place!) === undefined);
  });
  // If the budget is used up, the absence of a harmful value proves nothing.
  return isSearchedOut() ? undefined : safe;
}

/** A default that refers to Parameter Store is checked when its value is known. */
function isMatched(pattern: string, text: string): boolean {
  if (/^\{\{\s*ssm:/.test(text)) return true;
  const matched = textsMatching(pattern);
  return matched !== undefined && isMatchedBy(matched.automaton, text);
}
