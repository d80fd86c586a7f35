/** Splits JMESPath expressions into tokens. */

const TOKEN =
  /\s*(?:([A-Za-z_]\w*)|"((?:[^"\\]|\\.)*)"|('(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(-?\d+)|(\|\||&&|[<>=!]=|\[\?|\[\]|[[\]{}().,:|*@&!<>]))/y;

export interface Token {
  readonly kind: "name" | "literal" | "number" | "symbol" | "end";
  readonly text: string;
}

export class Unreadable extends Error {}

export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const { length } = expression.trimEnd();
  while (TOKEN.lastIndex < length) {
    const match = TOKEN.exec(expression);
    if (match === null) throw new Unreadable();
    const [, name, quoted, literal, number, symbol] = match;
    if (name !== undefined || quoted !== undefined) tokens.push({ kind: "name", text: name ?? quoted! });
    else if (literal !== undefined) tokens.push({ kind: "literal", text: literal });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else tokens.push({ kind: "symbol", text: symbol! });
  }
  return tokens;
}
