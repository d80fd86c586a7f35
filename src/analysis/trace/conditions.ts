/**
 * Finds the conditions that decide which path a call is on. The script is evaluated again with each condition forced to be true,
 * and again with it forced to be false. If a path is taken only for one outcome, it depends on the condition. Conditions that are
 * unrelated or only correlated change nothing.
 */
import { type Evaluation, Decisions, type Condition, type Decided, type Span } from "../../shell/index.ts";

/** A condition and the outcome that it must have for a path to be taken. */
export interface PathCondition {
  /** test: a command succeeds or fails; loop: a loop runs at least once or not at all; case: a word matches a pattern or not. */
  readonly kind: Condition["kind"];
  /** As written in the script: the command, the loop's head, the patterns. */
  readonly text: string;
  /** The word of a `case`. */
  readonly word: string | undefined;
  readonly outcome: boolean;
  readonly span: Span;
}

/** Evaluates the same script again. */
export type Reevaluate = (decisions: Decisions) => Evaluation;

/** For each call, the keys of its paths. */
export type PathKeys = ReadonlyMap<string, ReadonlySet<string>>;

/** Limits on the conditions that are tried, and on the text that is evaluated for that, in UTF-16 units. */
const MOST_CONDITIONS = 60;
const MOST_TEXT = 2_000_000;

/**
 * @param evaluation the evaluation that the paths belong to
 * @param keysOf returns the paths that the calls of an evaluation have
 * @returns a function from a call and one of its paths to the conditions that the path requires, in order of the script
 */
export function pathConditions(
  evaluation: Evaluation,
  text: string,
  reevaluate: Reevaluate,
  keysOf: (evaluation: Evaluation) => PathKeys,
): (call: string, path: string) => readonly PathCondition[] {
  const all = keysOf(evaluation);
  const decisions = new Decisions();
  reevaluate(decisions);
  const most = Math.min(MOST_CONDITIONS, Math.floor(MOST_TEXT / (2 * text.length + 1)));
  const tried = decisions.met.slice(0, most).map((condition) => {
    const [holds, fails] = [true, false].map((outcome) =>
      keysOf(reevaluate(new Decisions({ condition, outcome }))),
    ) as [PathKeys, PathKeys];
    return { condition, holds, fails };
  });
  return (call, path) => {
    const known = all.get(call);
    const deciding = tried.flatMap(({ condition, fails, holds }): readonly Decided[] => {
      const [ifTrue, ifFalse] = [holds.get(call), fails.get(call)];
      // A call that one of the two outcomes does not reach cannot be compared.
      if (ifTrue === undefined || ifFalse === undefined || ifTrue.has(path) === ifFalse.has(path)) return [];
      // Paths that were joined differently cannot be compared.
      if ([...ifTrue, ...ifFalse].some((key) => known?.has(key) !== true)) return [];
      return [{ condition, outcome: ifTrue.has(path) }];
    });
    return withoutImplied(deciding)
      .map((one) => written(one, text))
      .toSorted((a, b) => a.span.pos - b.span.pos);
  };
}

/** Omits patterns of a `case` that do not match, if one that matches is known: that implies the others. */
function withoutImplied(all: readonly Decided[]): readonly Decided[] {
  const matched = new Set(all.flatMap(({ condition: { word }, outcome }) => (outcome && word ? [word.pos] : [])));
  return all.filter(({ condition: { word }, outcome }) => outcome || word === undefined || !matched.has(word.pos));
}

function written({ condition: { end, kind, pos, word }, outcome }: Decided, text: string): PathCondition {
  const inOneLine = (span: Span): string =>
    text
      .slice(span.pos, span.end)
      .trim()
      .replaceAll(/(?<!\s)\s*\n\s*/g, " ");
  return { kind, text: inOneLine({ pos, end }), word: word && inOneLine(word), outcome, span: { pos, end } };
}
