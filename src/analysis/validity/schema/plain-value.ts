/** Converts parts of a document to plain values, for a JSON Schema validator. */
import type { DocumentContent, DataNode } from "../../../document/index.ts";

/** Replaces values that CloudFormation determines, and values that are checked elsewhere: no fault is reported for it. */
export const UNKNOWN: unknown = Object.freeze(Object.create(null));

/** Limits on the nodes of one part. A node counts once for each alias that leads to it; nodes beyond the limits are unknown. */
const MAX_NODES = 20_000;
const MAX_LEVELS = 12;

/**
 * The maximum number of items of a list, and of names of a mapping, whose values are checked elsewhere: ajv copies its errors for
 * each child that has some.
 */
const MAX_CHILDREN = 1_000;

export interface PlainOptions {
  /** Keys that are accepted in any letter case, indexed by their lower-case spelling. */
  readonly anyCase?: ReadonlyMap<string, string>;
  /** Keys whose values are checked individually elsewhere: a list is then empty or contains an unknown value. */
  readonly shallow?: ReadonlySet<string>;
}

/** Returns the value of a node as null-prototype objects, arrays and scalars. */
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
