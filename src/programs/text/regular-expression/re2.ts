/** Prints an expression in RE2's syntax. */
import {
  Untranslatable,
  widths,
  wordCharacters,
  type Assertion,
  type CharacterSet,
  type Expression,
} from "./syntax.ts";

export interface Re2Pattern {
  readonly source: string;
  /** Number of capturing groups in the original pattern. */
  readonly groups: number;
  /** RE2's number of the group that contains the match. */
  readonly wholeGroup: number;
  /** RE2's number of a group of the original pattern. */
  groupNumber(index: number): number;
  /** Maximum number of characters before the match that the RE2 pattern consumes. */
  readonly before: number;
}

/** Maximum size of a pattern with its intervals expanded. A larger pattern is not simulated. */
const sizeLimit = 4_000;

/**
 * @param whole grep's `-w` or `-x`
 * @throws {Untranslatable}
 */
export function printRe2(expression: Expression, whole: "word" | "line" | undefined): Re2Pattern {
  if (size(expression) > sizeLimit) throw new Untranslatable("too large a pattern");
  const numbers = new Map<number, number>();
  let opened = 0;
  const open = (): number => ++opened;
  const print = (part: Expression): string => {
    switch (part.kind) {
      case "set":
        return printSet(part.set);
      case "assert":
        return printAssertion(part.what);
      case "group": {
        if (part.index === undefined) return `(?:${print(part.body)})`;
        numbers.set(part.index, open());
        return `(${print(part.body)})`;
      }
      case "choice":
        return `(?:${part.options.map(print).join("|")})`;
      case "repeat": {
        const bounds = part.max === undefined ? `{${part.min},}` : `{${part.min},${part.max}}`;
        return `(?:${print(part.body)})${bounds}${part.lazy ? "?" : ""}`;
      }
      case "sequence":
        return part.items
          .map((item, index) => (item.kind === "assert" ? assertion(item, part.items, index) : print(item)))
          .join("");
      default:
        throw new Untranslatable("a look-around inside a pattern");
    }
  };
  const assertion = (item: Expression & { kind: "assert" }, items: readonly Expression[], index: number): string => {
    if (item.what === "word-start") {
      if (!onlyWord(items[index + 1], "first")) throw new Untranslatable("a word's start before something else");
      return "\\b";
    }
    if (item.what === "word-end") {
      if (!onlyWord(items[index - 1], "last")) throw new Untranslatable("a word's end after something else");
      return "\\b";
    }
    return print(item);
  };

  const { before, lookedBehind, body, after } = lookAround(expression);
  // A look-around would apply inside the word or line that has to match.
  if (whole !== undefined && (before !== undefined || after !== undefined))
    throw new Untranslatable("a look-around in a whole word or line");
  let source = "";
  let consumed = 0;
  if (before !== undefined) {
    source += print(before);
    consumed = lookedBehind;
  } else if (whole === "word") {
    source += "(?:\\A|[^0-9A-Za-z_])";
    consumed = 1;
  } else if (whole === "line") {
    source += "\\A";
  }
  const wholeGroup = open();
  source += `(${print(body)})`;
  if (whole === "word") source += "(?:\\z|[^0-9A-Za-z_])";
  if (whole === "line") source += "\\z";
  if (after !== undefined) source += `(?:${print(after)})`;
  return {
    source,
    groups: Math.max(0, ...numbers.keys()),
    wholeGroup,
    groupNumber: (index) => numbers.get(index) ?? -1,
    before: consumed,
  };
}

/**
 * Splits a look-behind or `\K` at the start and a look-ahead at the end from a sequence, if matching them as ordinary text
 * around the match is equivalent. The part before the match must have a fixed width, so that the leftmost match stays the
 * same.
 */
function lookAround(expression: Expression): {
  before: Expression | undefined;
  /** Maximum number of characters that `before` may share with an earlier match. */
  lookedBehind: number;
  body: Expression;
  after: Expression | undefined;
} {
  let items = expression.kind === "sequence" ? [...expression.items] : [expression];
  let before: Expression | undefined;
  let after: Expression | undefined;
  let lookedBehind = 0;
  const keep = items.findIndex(({ kind }) => kind === "keep");
  const first = items[0];
  if (keep >= 0) {
    before = { kind: "sequence", items: items.slice(0, keep) };
    items = items.slice(keep + 1);
  } else if (first?.kind === "look" && first.direction === "behind") {
    const { min, max } = widths(first.body);
    if (min !== max) throw new Untranslatable("a look-behind of several widths");
    before = { kind: "group", index: undefined, body: first.body };
    lookedBehind = max;
    items = items.slice(1);
  }
  const last = items.at(-1);
  if (last?.kind === "look" && last.direction === "ahead") {
    after = last.body;
    items = items.slice(0, -1);
  }
  return { before, lookedBehind, body: { kind: "sequence", items }, after };
}

/** Whether every text that `expression` matches starts (or ends) with a word character. */
export function onlyWord(expression: Expression | undefined, side: "first" | "last"): boolean {
  switch (expression?.kind) {
    case "set":
      return expression.set.every((member, code) => !member || wordCharacters[code] === true);
    case "group":
      return onlyWord(expression.body, side);
    case "choice":
      return expression.options.every((option) => onlyWord(option, side));
    case "repeat":
      return expression.min > 0 && onlyWord(expression.body, side);
    case "sequence":
      return onlyWord(side === "first" ? expression.items[0] : expression.items.at(-1), side);
    default:
      return false;
  }
}

function size(expression: Expression): number {
  switch (expression.kind) {
    case "sequence":
      return expression.items.reduce((sum, item) => sum + size(item), 0);
    case "choice":
      return expression.options.reduce((sum, item) => sum + size(item), 1);
    case "group":
    case "look":
      return size(expression.body) + 1;
    case "repeat":
      return (size(expression.body) + 1) * Math.max(1, expression.min, expression.max ?? 1);
    default:
      return 1;
  }
}

function printAssertion(what: Assertion): string {
  switch (what) {
    case "start":
      return "\\A";
    case "end":
      return "\\z";
    case "boundary":
      return "\\b";
    case "inside":
      return "\\B";
    default:
      throw new Untranslatable("a word's edge alone");
  }
}

const hex = (code: number): string => `\\x${code.toString(16).padStart(2, "0")}`;

function printSet(set: CharacterSet): string {
  let ranges = "";
  for (let code = 0; code < set.length; code++) {
    if (set[code] !== true) continue;
    const from = code;
    while (set[code + 1] === true) code++;
    ranges += from === code ? hex(from) : `${hex(from)}-${hex(code)}`;
  }
  if (ranges === "") throw new Untranslatable("a set of nothing");
  return `[${ranges}]`;
}
