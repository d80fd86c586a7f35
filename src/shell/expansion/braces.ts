/** Brace expansion of literal words: `{a,b}c`, `{1..9}`, `{a..e}`, `{01..10..3}`. */
import type { Word } from "unbash";
import { LIMITS } from "../values/limits.ts";

/** The words that a literal word with braces becomes; `undefined` where it is not literal or becomes too many. */
export function expandedBraces(word: Word): string[] | undefined {
  const literal = word.parts!.every((part) => part.type === "Literal" || part.type === "BraceExpansion");
  if (!literal || /["'`$\\]/.test(word.text)) return undefined;
  return expanded(word.text, 0);
}

function expanded(text: string, depth: number): string[] | undefined {
  if (depth > LIMITS.depth) return undefined;
  const open = text.indexOf("{");
  if (open === -1) return [text];
  const group = matching(text, open);
  if (group === undefined) {
    const rest = expanded(text.slice(open + 1), depth + 1);
    return rest?.map((one) => text.slice(0, open + 1) + one);
  }
  const inside = text.slice(open + 1, group.close);
  const alternatives =
    group.commas.length > 0
      ? parts(text, open, group).flatMap((one) => expanded(one, depth + 1) ?? [])
      : sequence(inside);
  const rest = expanded(text.slice(group.close + 1), depth + 1);
  if (rest === undefined) return undefined;
  const middle = alternatives ?? expanded(inside, depth + 1)?.map((one) => `{${one}}`);
  if (middle === undefined || middle.length * rest.length > LIMITS.fields) return undefined;
  return middle.flatMap((one) => rest.map((end) => text.slice(0, open) + one + end));
}

interface Group {
  readonly close: number;
  readonly commas: readonly number[];
}

function matching(text: string, open: number): Group | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    const character = text[index];
    if (character === "{") depth++;
    else if (character === "," && depth === 1) commas.push(index);
    else if (character === "}" && --depth === 0) return { close: index, commas };
  }
  return undefined;
}

function parts(text: string, open: number, group: Group): string[] {
  const bounds = [open, ...group.commas, group.close];
  return bounds.slice(1).map((end, index) => text.slice(bounds[index]! + 1, end));
}

function sequence(inside: string): string[] | undefined {
  const match = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(inside);
  if (match === null) return undefined;
  const [, first, last] = match as unknown as [string, string, string];
  const numeric = /\d$/.test(first);
  if (numeric !== /\d$/.test(last)) return undefined;
  const from = numeric ? Number(first) : first.charCodeAt(0);
  const to = numeric ? Number(last) : last.charCodeAt(0);
  const step = Math.abs(Number(match[3] ?? 1)) || 1;
  if (Math.abs(to - from) / step > LIMITS.fields) return undefined;
  const width = /^-?0\d/.test(first) || /^-?0\d/.test(last) ? Math.max(first.length, last.length) : 0;
  const all: string[] = [];
  for (let n = from; from <= to ? n <= to : n >= to; n += from <= to ? step : -step) {
    if (!numeric) all.push(String.fromCharCode(n));
    else all.push(n < 0 ? `-${String(-n).padStart(width - 1, "0")}` : String(n).padStart(width, "0"));
  }
  return all;
}
