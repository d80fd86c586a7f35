/** Finds code that runs as text (`eval '…'`, `bash -c '…'`) by its syntax tree and by its position in the step's script. */
import { SpanIndex } from "../spans/span-index.ts";
import type { Span } from "../spans/span.ts";
import type { EmbeddedScript } from "./evaluation.ts";

interface Index {
  readonly byTree: ReadonlyMap<object, EmbeddedScript>;
  readonly bySpan: SpanIndex<EmbeddedScript>;
  /** The last command of each. */
  readonly last: ReadonlySet<object | undefined>;
}

const indexes = new WeakMap<readonly EmbeddedScript[], Index>();

function indexOf(embedded: readonly EmbeddedScript[]): Index {
  let index = indexes.get(embedded);
  if (index === undefined) {
    const byTree = new Map<object, EmbeddedScript>();
    for (const one of embedded) if (one.tree !== undefined && !byTree.has(one.tree)) byTree.set(one.tree, one);
    const last = new Set(embedded.map(({ tree }) => tree?.commands.at(-1)?.command));
    indexes.set(embedded, (index = { byTree, bySpan: new SpanIndex(embedded), last }));
  }
  return index;
}

/** The first embedded script of an evaluation that was parsed to this tree. */
export function embeddedOf(embedded: readonly EmbeddedScript[], tree: object): EmbeddedScript | undefined {
  return embedded.length === 0 ? undefined : indexOf(embedded).byTree.get(tree);
}

/** The innermost embedded script that was parsed and contains both spans. */
export function embeddedAround(embedded: readonly EmbeddedScript[], a: Span, b: Span = a): EmbeddedScript | undefined {
  const around = { pos: Math.min(a.pos, b.pos), end: Math.max(a.end, b.end) };
  const all = embedded.length === 0 ? [] : indexOf(embedded).bySpan.holding(around);
  return all.filter(({ tree }) => tree !== undefined).toSorted((x, y) => x.end - x.pos - (y.end - y.pos))[0];
}

/**
 * Whether the command is the last one of an embedded script. Code that is only partly written in one place has the position of the
 * shell's call, so its commands are not found by position.
 */
export function endsEmbedded(embedded: readonly EmbeddedScript[], command: object): boolean {
  return embedded.length > 0 && indexOf(embedded).last.has(command);
}

/** Whether a span of the step's script is inside code that runs as text. */
export function isEmbedded(embedded: readonly EmbeddedScript[], span: Span): boolean {
  return embedded.length > 0 && indexOf(embedded).bySpan.holding(span).length > 0;
}
