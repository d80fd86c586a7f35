/** Finds the syntax node that contains each placeholder of a script, with the nodes around it. */
import type { ParsedScript, SyntaxNode } from "unbash";
import { firstFrom, OPAQUE, type Span, forEachChild } from "../../../shell/index.ts";

/** A node, and the chain of nodes around it. */
export interface Ancestry {
  readonly node: SyntaxNode;
  readonly parent: Ancestry | undefined;
}

/** A range of pasted text, in the text that the nodes' positions refer to. */
export interface Placed extends Span {
  /** The index in the list of requested spans. */
  readonly index: number;
  readonly text: string;
  /** The text around a substitution in backticks, if `text` is the substitution's content without its backslashes. */
  readonly outer?: string | undefined;
  readonly at: Ancestry;
}

/**
 * Returns each span with the innermost node around it, in no particular order.
 * @param spans in order of the text and disjoint; in `text` they contain `OPAQUE`, or what it represents
 */
export function placedIn(tree: ParsedScript, text: string, spans: readonly Span[]): readonly Placed[] {
  const placed: Placed[] = [];
  place({ node: tree, parent: undefined }, text, spans, (index) => index, placed);
  return placed;
}

function place(
  root: Ancestry,
  text: string,
  spans: readonly Span[],
  indexOf: (index: number) => number,
  placed: Placed[],
  outer?: string,
): void {
  if (spans.length === 0) return;
  const starts = spans.map(({ pos }) => pos);
  const innermost: (Ancestry | undefined)[] = spans.map(() => undefined);
  const inside = function* ({ pos, end }: Span): Generator<number> {
    for (let index = firstFrom(starts, pos); index < spans.length && spans[index]!.end <= end; index += 1) yield index;
  };
  const open: Ancestry[] = [root];
  const elsewhere: { readonly at: Ancestry; readonly source: string; readonly held: readonly number[] }[] = [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { node } = at;
    for (const index of inside(node)) {
      const best = innermost[index]?.node;
      if (best === undefined || node.end - node.pos <= best.end - best.pos) innermost[index] = at;
    }
    const parent = at;
    forEachChild(node, (child) => {
      const next: Ancestry = { node: child, parent };
      if (child.type === "Script" && (child as ParsedScript).source !== undefined) {
        elsewhere.push({ at: next, source: (child as ParsedScript).source!, held: [...inside(node)] });
      } else if (child.type !== "Word" || !inside(child).next().done) open.push(next);
    });
  }
  const apart = new Set<number>();
  for (const { at, source, held } of elsewhere) {
    const inner = decodedSpans(
      source,
      held.map((index) => spans[index]!),
    );
    if (inner === undefined) continue;
    for (const index of held) apart.add(index);
    place(at, source, inner, (index) => indexOf(held[index]!), placed, text);
  }
  for (const [index, at] of innermost.entries()) {
    if (apart.has(index)) continue;
    placed.push({ ...spans[index]!, index: indexOf(index), text, outer, at: at ?? root });
  }
}

/** The spans in the decoded text of a substitution, where they contain as many `OPAQUE` characters as they are long. */
function decodedSpans(source: string, spans: readonly Span[]): readonly Span[] | undefined {
  const found: Span[] = [];
  let from = 0;
  for (const { pos, end } of spans) {
    const at = source.indexOf(OPAQUE, from);
    if (at === -1) return undefined;
    from = at + end - pos;
    found.push({ pos: at, end: from });
  }
  return found;
}
