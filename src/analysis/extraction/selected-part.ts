/** The part of a sample that `--query` selects, if it is certain which one that is. */
import { withMoreElements } from "../../aws/json/alteration.ts";
import type { KnownDocument } from "../../aws/json/documents.ts";
import { isValueList, leavesOf, type Json } from "../../aws/json/json.ts";
import { evaluateQuery } from "../../aws/json/query.ts";
import { tokensOf, Unreadable, type Token } from "../../aws/json/query-tokens.ts";

/** The maximum length of a JMESPath expression, in characters. */
const MAX_EXPRESSION = 500;

/** Functions whose result the query's interpreter knows for certain. */
const CERTAIN: ReadonlySet<string> = new Set(
  "length sum avg sort_by reverse sort max_by min_by max min to_array".split(" "),
);

const UNCERTAIN: ReadonlySet<string> = new Set("|| && == != < <= > >= ! :".split(" "));

/**
 * Returns `undefined` if the expression has operators whose result depends on values, or selects a name that the sample lacks. A list
 * of values gets several elements if the expression selects from all elements of a list.
 */
export function selectedPart(value: Json, expression: string): Pick<KnownDocument, "value" | "isOpenList"> | undefined {
  if (expression.length > MAX_EXPRESSION) return undefined;
  const tokens = tokensOutsideFilters(expression);
  if (tokens === undefined || !tokens.every((token, index) => isCertain(token, tokens, index))) return undefined;
  const selected = evaluateQuery(value, expression);
  if (selected === undefined || isEmptyList(selected) || leavesOf(selected).some((leaf) => leaf.value === null))
    return undefined;
  if (!isValueList(selected) || !isFromAllElements(tokens)) return { value: selected };
  return { value: withMoreElements(selected), isOpenList: true };
}

/** What a projection selects if the sample lacks the name. */
function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** The tokens of the expression without the conditions of its filters: `Volumes[?…].VolumeId`. `undefined` if it cannot be parsed. */
function tokensOutsideFilters(expression: string): readonly Token[] | undefined {
  try {
    let depth = 0;
    return tokensOf(expression).filter(({ kind, text }) => {
      const isSymbol = kind === "symbol";
      const wasInside = depth > 0;
      if (isSymbol && (text === "[?" || (wasInside && text === "["))) depth++;
      if (isSymbol && wasInside && text === "]") depth--;
      return !wasInside;
    });
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** Whether the result of the expression is certain despite the token. */
function isCertain({ kind, text }: Token, tokens: readonly Token[], index: number): boolean {
  if (kind === "name") return tokens[index + 1]?.text !== "(" || CERTAIN.has(text);
  // A slice has an unknown number of elements, and an object has the names that the expression gives to it.
  if (kind === "symbol") return text === "*" ? tokens[index - 1]?.text === "[" : !UNCERTAIN.has(text);
  return kind === "number";
}

/** Whether the last part of the expression, after all pipes, continues with each element of a list. */
function isFromAllElements(tokens: readonly Token[]): boolean {
  let depth = 0;
  let isFromAll = false;
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== "symbol") continue;
    const isAll = text === "[]" || text === "[?" || (text === "[" && tokens[index + 1]?.text === "*");
    if (depth === 0 && text === "|") isFromAll = false;
    if (depth === 0 && isAll) isFromAll = true;
    if (text === "[" || text === "(") depth++;
    if (text === "]" || text === ")") depth--;
  }
  return isFromAll;
}
