/** Describes the error in a JSON text at the offset where its parser stops. */
import type { SyntaxProblem } from "../model/document.ts";

/** What the grammar permits at an offset. */
export type Expected = "value" | "first value" | "name" | "first name" | "colon" | "separator" | "end";

const ESCAPE = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/;

/**
 * The problem to report if the parser cannot read the token at `offset`.
 * @param holder the innermost open collection
 */
export function jsonProblem(
  text: string,
  offset: number,
  expected: Expected,
  holder: "Mapping" | "Sequence" | undefined,
): SyntaxProblem {
  const close = holder === "Mapping" ? "}" : "]";
  const two = text.slice(offset, offset + 2);
  if (two === "//" || two === "/*") return { offset, message: `JSON does not allow comments: remove the \`${two}\`.` };
  if (text[offset] === '"') {
    const inString = stringProblem(text, offset);
    if (inString) return inString;
  }
  if (offset >= text.length && expected === "separator") {
    return { offset, message: `The file ends before the closing "${close}".` };
  }
  if (offset >= text.length && (expected === "value" || expected === "first value")) {
    return { offset, message: "The file ends where a JSON value is expected." };
  }
  if (holder !== undefined && text[offset] === close && text.slice(0, offset).trimEnd().endsWith(",")) {
    return { offset, message: `JSON does not allow a comma before "${close}".` };
  }
  switch (expected) {
    case "name":
    case "first name":
      return { offset, message: "Expected a property name in double quotes." };
    case "colon":
      return { offset, message: 'Expected ":" after the property name.' };
    case "separator":
      return { offset, message: `Expected "," or "${close}".` };
    case "end":
      return { offset, message: "Unexpected text after the end of the JSON value." };
    default:
      return { offset, message: "Expected a JSON value." };
  }
}

/** The first character that a string must not contain, or its missing end; `undefined` if the string is complete. */
function stringProblem(text: string, start: number): SyntaxProblem | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at]!;
    if (char === '"') return undefined;
    if (char === "\\") {
      if (!ESCAPE.test(text.slice(at, at + 6))) {
        return { offset: at, message: `\`${text.slice(at, at + 2)}\` is not a valid escape in JSON.` };
      }
      at++;
    } else if (char === "\n" || char === "\r") {
      return {
        offset: at,
        message: "A JSON string must end on the line on which it starts: write the line break as \\n.",
      };
    } else if (char < " ") {
      return { offset: at, message: "Control characters must be escaped in JSON strings (a tab is \\t)." };
    }
  }
  return { offset: start, message: "The file ends inside a string." };
}
