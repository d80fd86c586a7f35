/** A step's script, or what would become of it, to a syntax tree. */
import type { SyntaxNode } from "unbash";
import type { OpaqueText, Step } from "../document/document.ts";
import type { ScriptEdit } from "../document/source-map.ts";
import { forEachChild, parseShell } from "../shell/parse.ts";
import type { ShellScript } from "../shell/script.ts";

/** Parses the script of a step. */
export function parseStep({ script: { opaque = [], text } }: Step): ShellScript {
  return parse(text, opaque);
}

/** Parses the script of a step as it is after changes, which must not overlap. */
export function parseEdited({ script: { opaque = [], text } }: Step, changes: readonly ScriptEdit[]): ShellScript {
  const sorted = changes.toSorted((a, b) => a.pos - b.pos || a.end - b.end);
  const edited: string[] = [];
  const kept: OpaqueText[] = [];
  let from = 0;
  let shift = 0;
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
  keep(text.length);
  return parse(edited.join(""), kept);
}

/** Syntax errors of a script and of the substitutions in it. */
export function countErrors({ tree }: ShellScript): number {
  let errors = 0;
  const open: SyntaxNode[] = tree === undefined ? [] : [tree];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "Script" && "errors" in node) errors += node.errors?.length ?? 0;
    forEachChild(node, (child) => open.push(child));
  }
  return errors;
}

function parse(text: string, opaque: readonly OpaqueText[]): ShellScript {
  return parseShell(text, { opaque: opaque.map(({ name, range: [pos, end] }) => ({ name, pos, end })) });
}
