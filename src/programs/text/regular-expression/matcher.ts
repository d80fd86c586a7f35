/** Matches regular expressions in linear time, with re2js. */
import { spend } from "../tool/effort.ts";
import * as re2 from "re2js";
import { parsePerl } from "./perl.ts";
import { parsePosix, type PosixReader } from "./posix.ts";
import { onlyWord, printRe2 } from "./re2.ts";
import { complement, foldCase, Untranslatable, widths, type Expression } from "./syntax.ts";

/** The range of each group, half-open. Group 0 is the whole match. `undefined` for a group that did not participate. */
export type Match = readonly ({ readonly start: number; readonly end: number } | undefined)[];

export interface Matcher {
  /** The leftmost match that starts at or after `from`. `^` and `\b` still see the text before `from`. */
  find(text: string, from: number): Match | undefined;
  readonly groups: number;
}

export interface Dialect {
  readonly syntax: "basic" | "extended" | "perl";
  readonly reader: PosixReader;
  readonly ignoreCase?: boolean | undefined;
  /** grep's `-w` or `-x`. */
  readonly whole?: "word" | "line" | undefined;
  /** Whether the end of a match matters, and not only whether there is one. */
  readonly extent?: boolean | undefined;
}

/** Longer patterns are not simulated. */
export const patternLimit = 2_000;

/** The matcher of `pattern`; `undefined` if the pattern is malformed, or cannot be expressed without backtracking. */
export function compilePattern(pattern: string, dialect: Dialect): Matcher | undefined {
  const key = JSON.stringify([pattern, dialect]);
  if (!compiledPatterns.has(key)) {
    if (compiledPatterns.size >= cacheLimit) compiledPatterns.clear();
    compiledPatterns.set(key, compileNew(pattern, dialect));
  }
  return compiledPatterns.get(key);
}

/** A cache, because the same pattern is run on many texts. */
const compiledPatterns = new Map<string, Matcher | undefined>();
const cacheLimit = 500;

function compileNew(pattern: string, dialect: Dialect): Matcher | undefined {
  if (pattern.length > patternLimit) return undefined;
  try {
    const expression =
      dialect.syntax === "perl" ? parsePerl(pattern) : parsePosix(pattern, dialect.syntax, dialect.reader);
    return compileExpression(expression, dialect);
  } catch (error) {
    if (error instanceof Untranslatable) return undefined;
    throw error;
  }
}

/** A matcher for literal texts: `grep -F`, `fgrep`. */
export function compileTexts(texts: readonly string[], dialect: Omit<Dialect, "syntax">): Matcher | undefined {
  const options = texts.map((text): Expression => ({
    kind: "sequence",
    items: Array.from(text, (character) => ({
      kind: "set",
      set: Array.from({ length: 128 }, (_, code) => code === character.charCodeAt(0)),
    })),
  }));
  return compileExpression(options.length === 1 ? options[0]! : { kind: "choice", options }, {
    ...dialect,
    syntax: "extended",
  });
}

function compileExpression(expression: Expression, dialect: Dialect): Matcher | undefined {
  const folded = dialect.ignoreCase === true ? foldExpression(expression) : expression;
  const literal = dialect.whole === undefined ? fixedText(folded) : undefined;
  if (literal !== undefined && literal !== "") return literalMatcher(literal);
  const printed = printRe2(folded, dialect.whole);
  if (dialect.whole === "word" && widths(folded).min === 0) return undefined;
  // The extent of a `-w` match is only certain if the match starts and ends with word characters.
  if (dialect.whole === "word" && dialect.extent === true && !(onlyWord(folded, "first") && onlyWord(folded, "last")))
    return undefined;
  // In the worst case, each character is tested in every state of the automaton.
  const weight = 1 + statesOf(folded) / STATES_PER_UNIT;
  if (weight > MAX_WEIGHT) return undefined;
  const { RE2JS } = re2;
  let compiled: re2.RE2JS;
  try {
    compiled = RE2JS.compile(printed.source, RE2JS.DOTALL | (dialect.syntax === "perl" ? 0 : RE2JS.LONGEST_MATCH));
  } catch {
    return undefined;
  }
  return {
    groups: printed.groups,
    find(text, from) {
      const matcher = compiled.matcher(text);
      for (let start = Math.max(0, from - printed.before); start <= text.length; start++) {
        const found = matcher.find(start);
        spend((found ? matcher.end(0) - start : text.length - start) * weight + 1);
        if (!found) return undefined;
        const whole = span(matcher, printed.wholeGroup);
        if (whole !== undefined && whole.start >= from)
          return [
            whole,
            ...Array.from({ length: printed.groups }, (_, index) => span(matcher, printed.groupNumber(index + 1))),
          ];
        start = matcher.start(0);
      }
      return undefined;
    },
  };
}

/** Number of automaton states that cost as much as one step elsewhere. */
const STATES_PER_UNIT = 8;
const MAX_WEIGHT = 1_000;

/** Approximate number of states of the automaton. A counted repetition is copied as often as its count. */
function statesOf(expression: Expression): number {
  switch (expression.kind) {
    case "sequence":
      return expression.items.reduce((sum, item) => sum + statesOf(item), 0);
    case "choice":
      return expression.options.reduce((sum, option) => sum + 1 + statesOf(option), 0);
    case "group":
    case "look":
      return 2 + statesOf(expression.body);
    case "repeat":
      return 2 + Math.max(1, expression.min, expression.max ?? 0) * statesOf(expression.body);
    default:
      return 1;
  }
}

function span(matcher: re2.Matcher, group: number): { start: number; end: number } | undefined {
  const start = matcher.start(group);
  return start < 0 ? undefined : { start, end: matcher.end(group) };
}

function literalMatcher(literal: string): Matcher {
  return {
    groups: 0,
    find(text, from) {
      const start = text.indexOf(literal, from);
      spend((start < 0 ? text.length : start) - from + 1);
      return start < 0 ? undefined : [{ start, end: start + literal.length }];
    },
  };
}

function foldExpression(expression: Expression): Expression {
  switch (expression.kind) {
    case "set":
      return expression.excluded === undefined
        ? { kind: "set", set: foldCase(expression.set) }
        : { kind: "set", set: complement(foldCase(expression.excluded)) };
    case "sequence":
      return { kind: "sequence", items: expression.items.map(foldExpression) };
    case "choice":
      return { kind: "choice", options: expression.options.map(foldExpression) };
    case "group":
    case "repeat":
    case "look":
      return { ...expression, body: foldExpression(expression.body) };
    default:
      return expression;
  }
}

function fixedText(expression: Expression): string | undefined {
  const items = expression.kind === "sequence" ? expression.items : [expression];
  let text = "";
  for (const item of items) {
    if (item.kind !== "set") return undefined;
    const code = item.set.indexOf(true);
    if (code < 0 || item.set.includes(true, code + 1)) return undefined;
    text += String.fromCharCode(code);
  }
  return text;
}
