/** Parses a step's script, and checks whether an edited script would still parse. */
import type { OpaqueText, Step, ScriptEdit } from "../../document/index.ts";
import {
  isBetweenLines,
  statementsAround,
  parseShell,
  type ShellScript,
  type Span,
  scriptsIn,
} from "../../shell/index.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";

/**
 * Parses the script of a step.
 * @param limits see `ShellScript`.
 */
export function parseStep(
  { script: { opaque = [], text } }: Step,
  limits: Pick<ShellScript, "commandShare" | "permitted"> = {},
): ShellScript {
  return parse(text, opaque, limits);
}

/** Whether a script stays free of syntax errors, and the cost of the check in parsed characters. */
export interface ParsableAfter {
  readonly holds: boolean;
  readonly parsed: number;
}

/** Cost of a character of a broken script, because the parser searches for an end from each unclosed construct. */
const BROKEN = 4;

/** Cost of parsing a part, however short it is, in characters. */
const PER_PART = 100;

/** Number of errors in whole scripts, cached because many changes need it. */
const errorsOf = new WeakMap<ShellScript, number>();

/** Whether texts are complete lines of statements. Cached for each file, because fixes insert the same lines into many scripts. */
export type KnownLines = Map<string, boolean>;

/**
 * Whether changes, which must not overlap, add no syntax errors to a step's script. Only the statements around the changes
 * are parsed again, because the shell parses the other statements independently, up to the first error.
 */
export function staysParsable(
  { script }: Step,
  shell: ShellScript,
  changes: readonly ScriptEdit[],
  known: KnownLines,
): ParsableAfter {
  let parsed = 0;
  const [first, ...others] = changes;
  if (first !== undefined && others.length === 0 && isBetween(shell, first)) {
    const { text } = first;
    if (!known.has(text)) {
      parsed += PER_PART + text.length;
      known.set(text, areLines(text));
    }
    if (known.get(text) === true) return { holds: true, parsed };
  }
  let holds = true;
  for (const { part, inside } of partsAround(shell, changes)) {
    const length = inside.reduce((sum, { pos, end, text }) => sum + text.length + pos - end, part.end - part.pos);
    parsed += PER_PART + length;
    const after = countErrors(parsePart(script, part, inside));
    if (after === 0) continue;
    parsed += BROKEN * length;
    holds &&= after <= errorsBefore(script, shell, part);
  }
  return { holds, parsed };
}

function isBetween({ errors, text, tree }: ShellScript, { end, pos }: ScriptEdit): boolean {
  return pos === end && tree !== undefined && errors.length === 0 && isBetweenLines(text, tree, pos);
}

/** Whether the text is complete lines of statements: a command after them is read as if it was alone. */
function areLines(text: string): boolean {
  const after = parse(`${text}:\n`, []);
  return text.endsWith("\n") && countErrors(after) === 0 && after.tree?.commands.at(-1)?.pos === text.length;
}

function errorsBefore(script: Step["script"], shell: ShellScript, part: Span): number {
  if (part.pos > 0 || part.end < shell.text.length) return countErrors(parsePart(script, part, []));
  let count = errorsOf.get(shell);
  if (count === undefined) errorsOf.set(shell, (count = countErrors(shell)));
  return count;
}

/** The parts of a script that changes touch, in order, and the changes within each. */
function partsAround(
  { text, tree }: ShellScript,
  changes: readonly ScriptEdit[],
): { readonly part: Span; readonly inside: readonly ScriptEdit[] }[] {
  const sorted = changes.toSorted((a, b) => a.pos - b.pos || a.end - b.end);
  const whole = { pos: 0, end: text.length };
  if (tree === undefined) return [{ part: whole, inside: sorted }];
  const firstError = (tree.errors ?? []).reduce((first, { pos }) => Math.min(first, pos), Number.POSITIVE_INFINITY);
  const parts: { part: Span; inside: ScriptEdit[] }[] = [];
  for (const change of sorted) {
    const part = statementsAround(text, tree, change);
    if (part.end > firstError) return [{ part: whole, inside: sorted }];
    const last = parts.at(-1);
    if (last !== undefined && part.pos < last.part.end) {
      last.part = { pos: Math.min(last.part.pos, part.pos), end: Math.max(last.part.end, part.end) };
      last.inside.push(change);
    } else parts.push({ part, inside: [change] });
  }
  return parts;
}

function parsePart({ opaque = [], text }: Step["script"], part: Span, sorted: readonly ScriptEdit[]): ShellScript {
  const edited: string[] = [];
  const kept: OpaqueText[] = [];
  let from = part.pos;
  let shift = -part.pos;
  /** Copies the text up to the next change. */
  const keep = (to: number): void => {
    edited.push(text.slice(from, to));
    let index = lowerBound(opaque.length, (at) => opaque[at]!.range[0] < from);
    for (; index < opaque.length && opaque[index]!.range[1] <= to; index++) {
      const { name, range } = opaque[index]!;
      kept.push({ name, range: [range[0] + shift, range[1] + shift] });
    }
  };
  for (const change of sorted) {
    keep(change.pos);
    edited.push(change.text);
    shift += change.text.length - (change.end - change.pos);
    from = change.end;
  }
  keep(part.end);
  return parse(edited.join(""), kept);
}

/** Number of syntax errors in a script and its substitutions. */
export function countErrors({ text, tree }: ShellScript): number {
  if (tree === undefined) return 0;
  return scriptsIn(tree, text).reduce((count, { errors = [] }) => count + errors.length, 0);
}

function parse(
  text: string,
  opaque: readonly OpaqueText[],
  limits: Pick<ShellScript, "commandShare" | "permitted"> = {},
): ShellScript {
  return parseShell(text, { opaque: opaque.map(({ name, range: [pos, end] }) => ({ name, pos, end })), ...limits });
}
