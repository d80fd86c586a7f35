/** Evaluates `case`: if the text is known, only the matching item; otherwise each item that may match. */
import type { Case, CaseItem, Word } from "unbash";
import { explore } from "../state/path/choices.ts";
import { askedEmptiness, emptinessConsequences } from "../refinement/emptiness.ts";
import { compile, matched, type Pattern } from "../values/pattern.ts";
import { asked } from "../refinement/answers.ts";
import { comparison } from "../refinement/comparison.ts";
import { patternComparison } from "../refinement/pattern-comparison.ts";
import type { Frame, Machine } from "../state/interfaces/evaluator.ts";
import { conditionAt } from "../state/path/decisions.ts";
import type { Context } from "../state/path/context.ts";
import type { Span } from "../spans/span.ts";
import { LIMITS } from "../limits/limits.ts";
import { joinPaths } from "../paths/join.ts";
import { caseFrame, withOneStatus } from "../refinement/one-status.ts";
import { COMPUTED, failedStatusIn, stringOf } from "../values/pieces.ts";
import { patternOf } from "../expansion/patterns.ts";
import { EITHER, FAILURE, OPTION, SUCCESS, type Path, type Status } from "../state/path/path.ts";
import { splitAt } from "../refinement/exit-status.ts";
import { knownText, type AbstractString } from "../model/value.ts";
import { readOperand } from "../conditionals/operand.ts";
import { option } from "../state/options.ts";

/** A path on which no item has been taken yet. */
interface Candidate {
  readonly path: Path;
  /** The compared value, as far as this path knows it. */
  readonly value: AbstractString;
  /** The variable that has this value, if that is still certain. */
  readonly name: string | undefined;
  /** The status of the `case` if no further item is taken. */
  readonly status: Status;
}

/** Whether the pattern matches, as a status with its consequences for the variable. */
function matchStatus(frame: Frame, candidate: Candidate, compiled: Pattern | undefined, pattern: Word): Status {
  const { value, name } = candidate;
  if (compiled === undefined) return EITHER;
  if (compiled.length === 1 && compiled[0]!.kind === "any") return SUCCESS;
  const text = knownText(value);
  if (text !== undefined) {
    const isMatch = matched(compiled, text);
    return isMatch === undefined ? EITHER : isMatch ? SUCCESS : FAILURE;
  }
  if (compiled.length === 0) {
    const empty = askedEmptiness(frame, value);
    if (empty !== "either") return empty === "empty" ? SUCCESS : FAILURE;
    const consequences = emptinessConsequences(frame, value, name);
    return { kind: "unknown", success: consequences.empty, failure: consequences.nonEmpty };
  }
  // The text before the output already decides the match, so the output itself is not checked.
  if (beginsOtherwise(value, compiled)) return FAILURE;
  if (
    compiled.length === 2 &&
    compiled.some((one) => one.kind === "one") &&
    compiled.some((one) => one.kind === "any")
  ) {
    const empty = askedEmptiness(frame, value);
    if (empty !== "either") return empty === "empty" ? FAILURE : SUCCESS;
    const consequences = emptinessConsequences(frame, value, name);
    return { kind: "unknown", success: consequences.nonEmpty, failure: consequences.empty };
  }
  const { literal, whole } = literalStart(compiled);
  if (whole) {
    const other = stringOf(literal);
    return withOneStatus(frame, failedStatusIn(value), "=", other, comparison(frame, value, name, other, undefined));
  }
  const question = pattern.text.includes("$") ? undefined : `case ${pattern.text}`;
  return asked(
    frame,
    candidate,
    question,
    patternComparison(frame, value, pattern.text, (one) => matched(compiled, one)),
  );
}

/** The literal text at the start of a pattern; `whole` if it is the entire pattern. */
function literalStart(pattern: Pattern): { readonly literal: string; readonly whole: boolean } {
  let literal = "";
  for (const token of pattern) {
    if (token.kind !== "character") return { literal, whole: false };
    literal += String.fromCharCode(token.code);
  }
  return { literal, whole: true };
}

function beginsOtherwise([first]: AbstractString, pattern: Pattern): boolean {
  if (first?.kind !== "text") return false;
  const { literal } = literalStart(pattern);
  return !first.text.startsWith(literal) && !literal.startsWith(first.text);
}

/** What a matching pattern reveals about the value; `undefined` for nothing. */
function narrowed(value: AbstractString, pattern: Pattern | undefined): AbstractString | undefined {
  if (knownText(value) !== undefined) return value;
  const { literal, whole } = literalStart(pattern ?? []);
  if (pattern !== undefined && whole) return stringOf(literal);
  return literal === "" ? undefined : [...stringOf(literal), COMPUTED];
}

export function evaluateCase(machine: Machine, node: Case, path: Path, context: Context): readonly Path[] {
  return explore(
    path,
    (start, choices) => {
      const patterns = node.items.flatMap(({ pattern }) => pattern);
      const frame = caseFrame({ machine, context, choices, path: start }, patterns);
      const { status } = start;
      start.substituted = undefined;
      const { name, value } = readOperand(frame, node.word);
      if (start.flow !== undefined) return [start];
      if (machine.outcomes.isOn) machine.outcomes.attempts.ask(start, node.word);
      return items(frame, node, { path: start, value, name, status: SUCCESS }, start.substituted ?? status);
    },
    () => machine.record.cut("ways", context.source.span(node.pos, node.end)),
  );
}

/** @param before the status that the first command of an item may read */
function items(frame: Frame, node: Case, first: Candidate, before: Status): readonly Path[] {
  const { machine, context } = frame;
  const done: Path[] = [];
  let waiting: readonly Candidate[] = [first];
  let falling: readonly Candidate[] = [];
  /** The value of the variable, refined by what the path has just learned. */
  const valueOn = (path: Path, { value, name }: Candidate): AbstractString =>
    name === undefined || knownText(value) !== undefined ? value : readOperand({ ...frame, path }, node.word).value;
  for (const item of node.items) {
    const ends = item.terminator === ";;" || item.terminator === undefined;
    const matching: Candidate[] = [];
    for (const pattern of item.pattern) {
      waiting = waiting.flatMap((one) => {
        const inner: Frame = { ...frame, path: one.path };
        const parts = patternOf(inner, pattern);
        const compiled = parts === undefined ? undefined : compile(parts, option(one.path, OPTION.nocasematch));
        one.path.status = matchStatus(inner, one, compiled, pattern);
        const { success, failure } = splitAt(machine, one.path, () =>
          conditionAt(context, "case", patternsOf(item), node.word),
        );
        if (success !== undefined) {
          const value = ends ? one.value : (narrowed(one.value, compiled) ?? valueOn(success, one));
          matching.push({ ...one, path: success, value });
        }
        return failure === undefined ? [] : [{ ...one, path: failure, value: valueOn(failure, one) }];
      });
    }
    const taken = [...falling, ...matching];
    falling = [];
    if (taken.length === 0) continue;
    const status = item.body.commands.length === 0 ? SUCCESS : before;
    for (const { path } of matching) path.status = status;
    if (ends) {
      const paths = taken.map(({ path }) => path);
      done.push(...machine.run(item.body.commands, paths, context));
      continue;
    }
    // Further items are tested after this one. The body may have changed the variable, so later matches do not refine it.
    const next = taken.flatMap((one) =>
      machine.run(item.body.commands, [one.path], context).flatMap((path): Candidate[] => {
        if (path.flow === undefined) return [{ path, value: one.value, name: undefined, status: path.status }];
        done.push(path);
        return [];
      }),
    );
    if (item.terminator === ";&") falling = next;
    else waiting = fewer(frame, node, [...waiting, ...next]);
  }
  for (const { path, status } of [...waiting, ...falling]) {
    path.status = status;
    done.push(path);
  }
  return done;
}

function patternsOf({ body, pattern, pos }: CaseItem): Span {
  return { pos: pattern[0]?.pos ?? pos, end: pattern.at(-1)?.end ?? body.pos };
}

/** Many items that end in `;;&` create many paths. Those are then joined, and the value becomes unknown. */
function fewer({ machine, context }: Frame, node: Case, waiting: readonly Candidate[]): readonly Candidate[] {
  if (waiting.length <= LIMITS.ways) return waiting;
  const paths = waiting.map(({ path, status }) => Object.assign(path, { status }));
  return joinPaths(machine, paths, context, context.source.span(node.pos, node.pos).pos).map((path) => ({
    path,
    value: [COMPUTED],
    name: undefined,
    status: path.status,
  }));
}
