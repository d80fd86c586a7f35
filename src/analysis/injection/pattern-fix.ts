/** An `allowedPattern` that keeps every value out that does harm in one of the places a parameter is pasted in. */
import type { ParameterDeclaration } from "../../document/model/parameter.ts";
import { declaredValues } from "./declared-values.ts";
import { searching } from "./language/automaton.ts";
import { parsePattern } from "./language/pattern-syntax.ts";
import { shortestCommon } from "./language/search.ts";
import type { PasteContext } from "./paste-context.ts";
import { witnessOf } from "./verdict.ts";

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
  return candidates.find((pattern) => {
    if (declaration.default !== undefined && !isMatched(pattern, declaration.default)) return false;
    const range = declaration.range;
    const values = declaredValues({ ...declaration, allowedPattern: { text: pattern, range } });
    return values === undefined || places.every((place) => witnessOf(values, place!) === undefined);
  });
}

/** A value that names a parameter of Parameter Store is checked when that is known. */
function isMatched(pattern: string, text: string): boolean {
  if (/^\{\{\s*ssm:/.test(text)) return true;
  const parsed = parsePattern(pattern);
  if (parsed === undefined) return false;
  const characters = Array.from(text);
  const only = {
    start: 0,
    kindOf: (character: string) => character,
    step: (at: number, character: string) => (at !== -1 && characters[at] === character ? at + 1 : -1),
    accepts: (at: number) => at === characters.length,
  };
  return shortestCommon(searching(parsed), only) !== undefined;
}
