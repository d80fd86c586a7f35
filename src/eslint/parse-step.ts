/** A step's script, or what would become of it, to a syntax tree. */
import type { OpaqueText, Step, ScriptEdit } from "../document/index.ts";
import { statementsAround, parseShell, type ShellScript, type Span, scriptsIn } from "../shell/index.ts";

/**
 * Parses the script of a step.
 * @param commandShare see `ShellScript`.
 */
export function parseStep({ script: { opaque = [], text } }: Step, commandShare?: number): ShellScript {
  return parse(text, opaque, commandShare);
}

/** Whether a script stays free of syntax errors, and what it costs to tell: characters that were parsed. */
export interface ParsableAfter {
  readonly holds: boolean;
  readonly parsed: number;
}

/** What a character of a broken script counts: from each place that is left open the parser looks for an end. */
const BROKEN = 4;

/** Errors of whole scripts, which many changes ask for. */
const errorsOf = new WeakMap<ShellScript, number>();

/**
 * Whether changes, which must not overlap, leave a step's script as free of syntax errors as it is. Only the statements around
 * them are parsed again: the shell reads what is outside on its own, up to the first error.
 */
export function staysParsable({ script }: Step, shell: ShellScript, changes: readonly ScriptEdit[]): ParsableAfter {
  let parsed = 0;
  let holds = true;
  for (const { part, inside } of partsAround(shell, changes)) {
    const length = part.end - part.pos;
    parsed += length;
    const after = countErrors(parsePart(script, part, inside));
    if (after === 0) continue;
    parsed += BROKEN * length;
    holds &&= after <= errorsBefore(script, shell, part);
  }
  return { holds, parsed };
}

function errorsBefore(script: Step["script"], shell: ShellScript, part: Span): number {
  if (part.pos > 0 || part.end < shell.text.length) return countErrors(parsePart(script, part, []));
  let count = errorsOf.get(shell);
  if (count === undefined) errorsOf.set(shell, (count = countErrors(shell)));
  return count;
}

/** The parts of a script that changes touch, in order, and the changes inside each. */
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
  /** Takes over the text up to the next change. */
  const keep = (to: number): void => {
    edited.push(text.slice(from, to));
    for (const { name, range } of opaque) {
      const [start, end] = range;
      if (start >= from && end <= to) kept.push({ name, range: [start + shift, end + shift] });
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

/** Syntax errors of a script and of the substitutions in it. */
export function countErrors({ text, tree }: ShellScript): number {
  if (tree === undefined) return 0;
  return scriptsIn(tree, text).reduce((count, { errors = [] }) => count + errors.length, 0);
}

function parse(text: string, opaque: readonly OpaqueText[], commandShare?: number): ShellScript {
  return parseShell(text, { opaque: opaque.map(({ name, range: [pos, end] }) => ({ name, pos, end })), commandShare });
}
