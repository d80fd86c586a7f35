/** The variable whose value a word is: `$X`, `"$X"`, `${X}`, `"${X:-}"`. */
import type { Word, WordPart } from "unbash";
import { isVariableName } from "./names.ts";

export function testedVariable(word: Word): string | undefined {
  const part = onlyPart(word);
  return part === undefined ? undefined : partVariable(part);
}

/** The variable that contains the name of the variable whose value a word is: `${!X}`, `"${!X:-}"`. */
export function namingVariable(word: Word): string | undefined {
  const part = onlyPart(word);
  if (part?.type !== "ParameterExpansion" || part.prefix !== "!") return undefined;
  return partVariable({ ...part, prefix: undefined });
}

/** The variable whose length a word is: `${#X}`; `#` for the number of arguments (`$#`, `${#}`, `${#@}`, `${#*}`). */
export function measuredVariable(word: Pick<Word, "parts"> | undefined): string | undefined {
  const part = word && onlyPart(word);
  if (part?.type === "SimpleExpansion" && part.text === "$#") return "#";
  if (part?.type !== "ParameterExpansion" || part.index !== undefined || part.operation !== undefined) return undefined;
  const { parameter, prefix } = part;
  if (prefix === undefined) return parameter === "#" ? "#" : undefined;
  if (prefix !== "#") return undefined;
  return parameter === "@" || parameter === "*" ? "#" : isVariableName(parameter) ? parameter : undefined;
}

function onlyPart(word: Pick<Word, "parts">): WordPart | undefined {
  const part = word.parts?.length === 1 ? word.parts[0] : undefined;
  if (part?.type !== "DoubleQuoted") return part;
  return part.parts.length === 1 ? part.parts[0] : undefined;
}

/** The variable in `x"$X"`, and the text before it. */
export function prefixedVariable(word: Word): { readonly prefix: string; readonly name: string } | undefined {
  let parts: readonly WordPart[] | undefined = word.parts;
  if (parts?.length === 1 && parts[0]!.type === "DoubleQuoted") parts = parts[0]!.parts;
  const [first, second] = parts?.length === 2 ? parts : [];
  if (first?.type !== "Literal" || second === undefined) return undefined;
  const inner = second.type === "DoubleQuoted" && second.parts.length === 1 ? second.parts[0]! : second;
  const name = partVariable(inner);
  return name === undefined ? undefined : { prefix: first.value, name };
}

function partVariable(part: WordPart): string | undefined {
  if (part.type === "SimpleExpansion") {
    const name = part.text.slice(1);
    return /^\w+$/.test(name) && name !== "0" ? name : undefined;
  }
  if (part.type !== "ParameterExpansion" || part.prefix !== undefined || part.index !== undefined) return undefined;
  const { operation } = part;
  const plain =
    operation === undefined ||
    (operation.type === "Default" && operation.operand.text === "" && operation.operator.endsWith("-"));
  return plain && /^\w+$/.test(part.parameter) ? part.parameter : undefined;
}
