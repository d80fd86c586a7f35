/** The source map of a script: the items of `runCommand`, joined with line breaks as the agent joins them. */
import { delimiterMap, JoinedMap } from "./joined-map.ts";
import type { Layer } from "./layer.ts";
import { ScalarMap } from "./scalar-map.ts";
import { SubstitutedMap } from "./substitution-map.ts";
import type { ScriptEdit, SourceMap } from "../model/source-map.ts";
import { lowerBound } from "../../sorted/lower-bound.ts";

export class ScriptMap extends JoinedMap {
  readonly #items: readonly Layer[];
  /** Start offsets of the items in the script. */
  readonly #itemStarts: readonly number[];
  readonly #listed: ReadonlySet<Layer>;

  /** @param listed the items that are scalars of the list itself, not arguments of a function */
  constructor(items: readonly Layer[], host: SourceMap, listed: ReadonlySet<Layer>) {
    super(joined(items), host);
    this.#items = items;
    this.#listed = listed;
    let start = 0;
    this.#itemStarts = items.map((item) => {
      const own = start;
      start += item.text.length + 1;
      return own;
    });
  }

  /** Lines that are inserted before or after an item become new items. */
  override hostEdits(changes: readonly ScriptEdit[]): ScriptEdit[] | undefined {
    const inside: ScriptEdit[] = [];
    const edits: ScriptEdit[] = [];
    for (const change of changes) {
      const added = this.#newItems(change);
      if (added) edits.push(added);
      else inside.push(change);
    }
    const others = super.hostEdits(inside);
    return others && [...edits, ...others];
  }

  #newItems({ pos, end, text }: ScriptEdit): ScriptEdit | undefined {
    if (pos !== end || text.length < 2) return undefined;
    const index = this.#firstEndingFrom(pos);
    const item = this.#items[index];
    if (!(item instanceof ScalarMap || item instanceof SubstitutedMap) || !this.#listed.has(item)) return undefined;
    const start = this.#itemStarts[index]!;
    if (pos === start && text.endsWith("\n")) return item.itemSlot()?.before(text.slice(0, -1).split("\n"));
    const isBehind = pos === start + item.text.length && text.startsWith("\n");
    return isBehind ? item.itemSlot()?.after(text.slice(1).split("\n")) : undefined;
  }

  /** The index of the first item that does not end before `pos`. */
  #firstEndingFrom(pos: number): number {
    return lowerBound(this.#items.length, (index) => this.#itemStarts[index]! + this.#items[index]!.text.length < pos);
  }
}

function joined(items: readonly Layer[]): Layer[] {
  const parts: Layer[] = [];
  for (const item of items) {
    const before = parts.at(-1);
    if (before) parts.push(delimiterMap("\n", before, item));
    parts.push(item);
  }
  return parts;
}
