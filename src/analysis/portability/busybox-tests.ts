/** How busybox evaluates `[[ … ]]`: as it does `[`. */
import type { TestExpression, Word, WordPart } from "unbash";
import { NUMERIC_OPERATORS } from "../../shell/index.ts";
import type { ConstructName } from "./construct.ts";
import type { DefinedNames } from "./defined-names.ts";

/**
 * Returns the kind of the first part of the test that fails in busybox. < and > are redirections. An expansion without quotes may be
 * several words, or none: busybox then tests a unary operator as text, and rejects a binary operator. It does not know `-v`, and
 * reads only decimal numbers.
 *
 * @param inside the text of the test without quoted text and expansions
 * @param text the text that positions refer to
 */
export function testInBusybox(
  test: TestExpression,
  inside: string,
  text: string,
  names: DefinedNames,
): ConstructName | undefined {
  const [redirection] = /[<>]/.exec(inside) ?? [];
  if (redirection === undefined) return operandInBusybox(test, text, names);
  return redirection === "<" ? "testInput" : "testOutput";
}

function operandInBusybox(test: TestExpression, text: string, names: DefinedNames): ConstructName | undefined {
  switch (test.type) {
    case "TestUnary": {
      const operator = /^-./.exec(text.slice(test.pos, test.end))?.[0];
      if (operator === "-v") return "testOperator";
      if (operator !== undefined && isSplit(test.operand, names)) return "testOperand";
      // Both `-z` and the operator as text are true.
      const isLost = operator !== undefined && operator !== "-z" && mayBeNoWord(test.operand, names, false);
      return isLost ? "testEmptyOperand" : undefined;
    }
    case "TestBinary": {
      const words = [test.left, test.right] as const;
      if (words.some((word) => isSplit(word, names))) return "testOperand";
      const compares = NUMERIC_OPERATORS.get(test.operator);
      if (compares !== undefined) return numberInBusybox(words, compares, names);
      const mayHold = test.operator === "!=" || (/^==?$/.test(test.operator) && words.some(isEmptyString));
      return mayHold && words.some((word) => mayBeNoWord(word, names, true)) ? "testOperand" : undefined;
    }
    case "TestLogical":
      return test.operands.map((one) => operandInBusybox(one, text, names)).find((name) => name !== undefined);
    case "TestNot":
      return operandInBusybox(test.operand, text, names);
    case "TestGroup":
      return operandInBusybox(test.expression, text, names);
  }
}

/** Bash evaluates the operands as arithmetic, in which an empty one is 0. */
function numberInBusybox(
  words: readonly [Word, Word],
  compares: (a: number, b: number) => boolean,
  { onlyValue }: DefinedNames,
): ConstructName | undefined {
  const texts = words.map((word) => outlineOf(word, (name) => (onlyValue(name)?.text === "" ? "" : "$"))) as [
    string,
    string,
  ];
  if (texts.some((one) => /[^\s\d$+-]|[$\d]\s*[+-]/.test(one))) return "testNumber";
  const mayHold = texts.some((one) => one.includes("$")) || compares(Number(texts[0]), Number(texts[1]));
  return texts.includes("") && mayHold ? "testNumber" : undefined;
}

/** The text of a word, with the values of its expansions. */
function outlineOf(
  { parts, value }: { readonly parts?: readonly WordPart[] | undefined; readonly value?: string | undefined },
  of: (name: string) => string,
): string {
  if (parts === undefined) return value ?? "";
  return parts
    .map((part) => {
      if (part.type === "DoubleQuoted") return outlineOf(part, of);
      if (part.type === "SingleQuoted") return part.value;
      return part.type.endsWith("Expansion") ? of(expanded(part) ?? "") : part.text;
    })
    .join("");
}

/** The variable that an expansion without an operation expands. */
function expanded({ text }: WordPart): string | undefined {
  return /^\$(?:(\w+)$|\{(\w+)\}$)/
    .exec(text)
    ?.slice(1)
    .find((name) => name !== undefined);
}

/** Whether an expansion without quotes has a value that contains spaces. */
function isSplit({ parts = [] }: Word, { isSet, onlyValue }: DefinedNames): boolean {
  return parts.some((part) => {
    const name = expanded(part);
    const value = name === undefined || isSet("IFS") ? undefined : onlyValue(name)?.value;
    return value !== undefined && /^[^$`]*[^\s$`]\s+[^\s$`][^$`]*$/.test(value);
  });
}

function isEmptyString({ text, value }: Word): boolean {
  return value === "" && text !== "";
}

/** @param isSure whether a variable that several commands set counts as non-empty */
function mayBeNoWord({ parts = [] }: Word, { isSet, onlyValue }: DefinedNames, isSure: boolean): boolean {
  const isNonEmpty = ({ text }: WordPart): boolean => {
    const name = /^\$\{?(\w+)/.exec(text)?.[1];
    if (name === undefined) return false;
    const only = onlyValue(name);
    return only === undefined ? isSure && isSet(name) : outlineOf(only, () => "") !== "";
  };
  return parts.length > 0 && parts.every((part) => mayBeEmpty(part) && !isNonEmpty(part));
}

function mayBeEmpty(part: WordPart): boolean {
  if (part.type === "SimpleExpansion") return /^\$\w/.test(part.text);
  if (part.type === "ParameterExpansion") return part.prefix === undefined && part.operation?.type !== "Default";
  return part.type === "CommandExpansion";
}
