/** Parts of a document as plain values, as a JSON Schema validator takes them. */
import type { DocumentContent, DataNode } from "../../../document/index.ts";

/** In place of what CloudFormation decides, and of what is checked elsewhere: nothing is said of it. */
export const UNKNOWN: unknown = Object.freeze(Object.create(null));

/** Nodes of one part, counted again for each alias that leads to them; deeper and further ones are unknown. */
const MAX_NODES = 20_000;
const MAX_LEVELS = 12;

/** Items of a list, and names of a mapping whose values are checked elsewhere: ajv copies its errors for each that has some. */
const MAX_CHILDREN = 1_000;

export interface PlainOptions {
  /** Keys, by their lower-case spelling, that are taken in any letter case. */
  readonly anyCase?: ReadonlyMap<string, string>;
  /** Keys whose values are checked one by one elsewhere: a list is then empty or holds something unknown. */
  readonly shallow?: ReadonlySet<string>;
}

/** The value of a node: null-prototype objects, arrays and scalars. */
export function plainValue(content: DocumentContent, node: DataNode | undefined, options: PlainOptions = {}): unknown {
  let nodes = 0;
  const valueOf = (at: DataNode | undefined, level: number): unknown => {
    if (at === undefined) return null;
    if (++nodes > MAX_NODES || level > MAX_LEVELS || content.isUnknown(at)) return UNKNOWN;
    if (at.type === "Scalar") return at.value;
    if (at.type === "Sequence")
      return content
        .items(at)
        .slice(0, MAX_NODES)
        .map((item) => valueOf(item, level + 1));
    const entries = content.entries(at).slice(0, MAX_NODES);
    if (entries.some(({ name }) => name.startsWith("Fn::"))) return UNKNOWN;
    const result = Object.create(null) as Record<string, unknown>;
    for (const { name, value } of entries) {
      const key = options.anyCase?.get(name.toLowerCase()) ?? name;
      result[key] = options.shallow?.has(key) ? outline(value, level) : valueOf(value, level + 1);
    }
    return result;
  };
  const outline = (at: DataNode | undefined, level: number): unknown => {
    if (at?.type === "Sequence" && !content.isUnknown(at)) return at.items.length > 0 ? [UNKNOWN] : [];
    if (at?.type !== "Mapping" || content.isUnknown(at)) return valueOf(at, level + 1);
    const result = Object.create(null) as Record<string, unknown>;
    for (const { name } of content.entries(at).slice(0, MAX_CHILDREN)) result[name] = UNKNOWN;
    return result;
  };
  return valueOf(node, 0);
}
