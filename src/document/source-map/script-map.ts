/** The source map of a script: the items of `runCommand`, joined with line breaks as the agent joins them. */
import { between, JoinedMap } from "./joined-map.ts";
import type { Layer } from "./layer.ts";
import { ScalarMap } from "./scalar-map.ts";
import type { ScriptEdit, SourceMap } from "../model/source-map.ts";

export class ScriptMap extends JoinedMap {
  readonly #items: readonly Layer[];

  constructor(items: readonly Layer[], host: SourceMap) {
    super(joined(items), host);
    this.#items = items;
  }

  /** Lines that are put before or after an item become items of their own. */
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
    let start = 0;
    for (const item of this.#items) {
      const stop = start + item.text.length;
      if (pos === start && text.endsWith("\n")) {
        return item instanceof ScalarMap ? item.itemSlot()?.before(text.slice(0, -1).split("\n")) : undefined;
      }
      if (pos === stop && text.startsWith("\n")) {
        return item instanceof ScalarMap ? item.itemSlot()?.after(text.slice(1).split("\n")) : undefined;
      }
      if (stop >= pos) return undefined;
      start = stop + 1;
    }
    return undefined;
  }
}

function joined(items: readonly Layer[]): Layer[] {
  const parts: Layer[] = [];
  for (const item of items) {
    const before = parts.at(-1);
    if (before) parts.push(between("\n", before, item));
    parts.push(item);
  }
  return parts;
}
