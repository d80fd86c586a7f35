/**
 * The conditions that decide which path a call is on. Each condition is decided one way and the other, the script is evaluated again,
 * and an answer that comes only one way depends on it. What is only correlated, or unrelated, changes nothing.
 */
import { type Evaluation, Decisions, type Condition, type Decided, type Span } from "../../shell/index.ts";

/** What has to come out so that a path is taken. */
export interface PathCondition {
  /** test: a command succeeds or fails; loop: a loop runs at least once or not at all; case: a word matches a pattern or does not. */
  readonly kind: Condition["kind"];
  /** As the script writes it: the command, the loop's head, the patterns. */
  readonly text: string;
  /** The word of a `case`. */
  readonly word: string | undefined;
  readonly outcome: boolean;
  readonly span: Span;
}

/** The same script, evaluated again. */
export type Reevaluate = (decisions: Decisions) => Evaluation;

/** Of each call, the keys of its paths. */
export type PathKeys = ReadonlyMap<string, ReadonlySet<string>>;

/** Conditions that are tried, and UTF-16 units that are evaluated for that. */
const MOST_CONDITIONS = 60;
const MOST_TEXT = 2_000_000;

/**
 * @param evaluation the one that the paths are of
 * @param keysOf which paths the calls of an evaluation have
 * @returns for a call and one of its paths, what has to come out so that it is taken; in order of the script
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
      // A call that is not reached one way has no other answer there.
      if (ifTrue === undefined || ifFalse === undefined || ifTrue.has(path) === ifFalse.has(path)) return [];
      // Paths that are joined otherwise cannot be compared.
      if ([...ifTrue, ...ifFalse].some((key) => known?.has(key) !== true)) return [];
      return [{ condition, outcome: ifTrue.has(path) }];
    });
    return withoutImplied(deciding)
      .map((one) => written(one, text))
      .toSorted((a, b) => a.span.pos - b.span.pos);
  };
}

/** Without patterns of a `case` that do not match, if there is one that does: that says so. */
function withoutImplied(all: readonly Decided[]): readonly Decided[] {
  const matched = new Set(all.flatMap(({ condition: { word }, outcome }) => (outcome && word ? [word.pos] : [])));
  return all.filter(({ condition: { word }, outcome }) => outcome || word === undefined || !matched.has(word.pos));
}

function written({ condition: { end, kind, pos, word }, outcome }: Decided, text: string): PathCondition {
  const inOneLine = (span: Span): string =>
    text
      .slice(span.pos, span.end)
      .trim()
      .replaceAll(/\s*\n\s*/g, " ");
  return { kind, text: inOneLine({ pos, end }), word: word && inOneLine(word), outcome, span: { pos, end } };
}
