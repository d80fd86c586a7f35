/** A step's script, or what would become of it, to a syntax tree. */
import type { OpaqueText, Step } from "../document/model/document.ts";
import type { ScriptEdit } from "../document/model/source-map.ts";
import { parseShell } from "../shell/syntax/parse.ts";
import type { ShellScript } from "../shell/syntax/script.ts";
import type { Span } from "../shell/syntax/span.ts";
import { scriptsIn } from "../shell/syntax/nested-scripts.ts";

/** Parses the script of a step. */
export function parseStep({ script: { opaque = [], text } }: Step): ShellScript {
  return parse(text, opaque);
}

/**
 * Whether changes, which must not overlap, leave a step's script as free of syntax errors as it is. Only the statements around
 * them are parsed again: what stands outside, the shell reads on its own.
 */
export function staysParsable({ script }: Step, shell: ShellScript, changes: readonly ScriptEdit[]): boolean {
  const sorted = changes.toSorted((a, b) => a.pos - b.pos || a.end - b.end);
  const part = statementsAround(shell, sorted);
  const after = countErrors(parsePart(script, part, sorted));
  return after === 0 || after <= countErrors(parsePart(script, part, []));
}

/** From the first statement that changes to the start of the one that follows the last. */
function statementsAround({ text, tree }: ShellScript, sorted: readonly ScriptEdit[]): Span {
  const starts = (tree?.errors ?? []).length > 0 ? [] : (tree?.commands ?? []).map(({ pos }) => pos);
  const first = sorted[0]?.pos ?? 0;
  const last = Math.max(first, ...sorted.map(({ end }) => end));
  return {
    pos: starts.findLast((pos) => pos <= first) ?? 0,
    end: starts.find((pos) => pos > last) ?? text.length,
  };
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

function parse(text: string, opaque: readonly OpaqueText[]): ShellScript {
  return parseShell(text, { opaque: opaque.map(({ name, range: [pos, end] }) => ({ name, pos, end })) });
}
