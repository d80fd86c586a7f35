/** The source map of a script: the items of `runCommand`, joined with line breaks as the agent joins them. */
import { FixedMap, JoinedMap } from "./joined-map.ts";
import type { SourceMap } from "./source-map.ts";

export class ScriptMap extends JoinedMap {
  constructor(items: readonly SourceMap[]) {
    const parts: SourceMap[] = [];
    for (const item of items) {
      const before = parts.at(-1);
      if (before) {
        const from = before.range(before.text.length, before.text.length)[1];
        const to = item.range(0, 0)[0];
        parts.push(new FixedMap("\n", [from, Math.max(from, to)]));
      }
      parts.push(item);
    }
    super(parts);
  }
}
