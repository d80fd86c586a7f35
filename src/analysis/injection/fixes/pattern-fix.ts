/** An `allowedPattern` that keeps every value out that does harm in one of the places a parameter is pasted in. */
import type { ParameterDeclaration } from "../../../document/index.ts";
import { declaredValues, textsMatching } from "../language/declared-values.ts";
import { isMatchedBy } from "../language/matching.ts";
import type { PasteContext } from "../scanner/paste-context.ts";
import { isSearchedOut } from "../language/search.ts";
import { witnessOf } from "../verdict.ts";

/** From those that permit most. */
const PATTERNS: readonly string[] = [
  String.raw`^[^'\n]*$`,
  '^[^"$`\\\\\\n]*$',
  "^[^'\"$`\\\\\\n]*$",
  "^[A-Za-z0-9_./:=@%+,-]*$",
  "^[0-9]*$",
];

/** `undefined` if there is none that fits the places, the pattern that is declared and the default. */
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
    return values === undefined || places.every((place) => witnessOf(values, place!) === undefined);
  });
  // That no value was found then says nothing.
  return isSearchedOut() ? undefined : safe;
}

/** A value that names a parameter of Parameter Store is checked when that is known. */
function isMatched(pattern: string, text: string): boolean {
  if (/^\{\{\s*ssm:/.test(text)) return true;
  const matched = textsMatching(pattern);
  return matched !== undefined && isMatchedBy(matched.automaton, text);
}
