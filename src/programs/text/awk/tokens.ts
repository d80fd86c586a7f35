/** Splits an awk program into tokens. */
import { AwkNotSimulated } from "./syntax.ts";

export interface AwkToken {
  readonly kind:
    | "number"
    | "string"
    | "regex"
    | "name"
    | "function"
    | "own"
    | "keyword"
    | "operator"
    | "newline"
    | "end";
  readonly text: string;
}

const keywords = new Set(
  "BEGIN END if else while for do break continue next exit delete print printf in getline function func return nextfile switch".split(
    " ",
  ),
);

const functions = new Set(
  "length substr index split sub gsub match sprintf tolower toupper int system close fflush rand srand sin cos exp log sqrt atan2 gensub strftime systime asort asorti strtonum and or xor".split(
    " ",
  ),
);

const operator = /\+\+|--|\+=|-=|\*=|\/=|%=|\^=|==|<=|>=|!=|!~|&&|\|\||[-+*/%^!<>~=?:,;(){}[\]$|&]/y;

/** @throws {AwkNotSimulated} */
export function awkTokens(program: string): AwkToken[] {
  const tokens: AwkToken[] = [];
  let at = 0;
  const match = (expression: RegExp): string | undefined => {
    expression.lastIndex = at;
    const found = expression.exec(program)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  while (at < program.length) {
    if (match(/[ \t\r]+|\\\r?\n|#[^\n]*/y) !== undefined) continue;
    const last = tokens.at(-1);
    let text: string | undefined;
    if (program[at] === "\n") {
      at++;
      tokens.push({ kind: "newline", text: "\n" });
    } else if (program[at] === '"') {
      text = match(/"(?:[^"\\\n]|\\[\s\S])*"/y);
      if (text === undefined) throw new AwkNotSimulated("an open string");
      tokens.push({ kind: "string", text: awkString(text.slice(1, -1)) });
    } else if (program[at] === "/" && !endsOperand(last)) {
      tokens.push({ kind: "regex", text: regexLiteral() });
    } else if ((text = match(/(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?/y)) !== undefined) {
      // Only in gawk are these octal or hexadecimal.
      if (/^0\d/.test(text) || (text === "0" && /[xX]/.test(program[at] ?? ""))) throw new AwkNotSimulated("a base");
      tokens.push({ kind: "number", text });
    } else if ((text = match(/[A-Za-z_]\w*/y)) !== undefined) {
      const kind = keywords.has(text) ? "keyword" : functions.has(text) ? "function" : "name";
      // A name directly before a parenthesis is that of a user-defined function.
      tokens.push({ kind: kind === "name" && program[at] === "(" ? "own" : kind, text });
    } else if ((text = match(operator)) !== undefined) {
      tokens.push({ kind: "operator", text });
    } else {
      throw new AwkNotSimulated(`the character ${program[at]}`);
    }
  }
  tokens.push({ kind: "end", text: "" });
  return tokens;

  function regexLiteral(): string {
    const start = ++at;
    let bracket = false;
    for (; at < program.length && program[at] !== "\n"; at++) {
      const character = program[at];
      if (character === "\\") at++;
      else if (character === "[") bracket = true;
      else if (character === "]") bracket = false;
      else if (character === "/") {
        // awks disagree on a bare slash inside brackets.
        if (bracket) break;
        return program.slice(start, at++).replaceAll("\\/", "/");
      }
    }
    throw new AwkNotSimulated("an open regular expression");
  }
}

function endsOperand(token: AwkToken | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "operator")
    return token.text === ")" || token.text === "]" || token.text === "$" || token.text === "++" || token.text === "--";
  return token.kind === "number" || token.kind === "string" || token.kind === "name" || token.kind === "function";
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  v: "\v",
};

/** Matches an argument that sets a variable, of `-v` or among the operands: `RS=,`. */
export const AWK_SETTING = /^([A-Za-z_]\w*)=([^]*)$/;

/**
 * Decodes the text of a string literal, of `-v` or of `-F`.
 * @throws {AwkNotSimulated} for escapes that awks read differently
 */
export function awkString(text: string): string {
  return text.replace(/\\([\s\S]?)/g, (_, letter: string) => {
    const value = escapes[letter];
    if (value === undefined) throw new AwkNotSimulated(`\\${letter}`);
    return value;
  });
}
