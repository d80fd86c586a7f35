/** Builds nodes for the syntax of HCL. */
import type { DataNode, Range, Scalar, Sequence } from "../../model/document.ts";

export function scalarNode(range: Range, value: unknown): Scalar {
  return { type: "Scalar", range, tag: undefined, anchor: undefined, style: "json", value };
}

export function sequenceNode(range: Range, items: readonly DataNode[]): Sequence {
  return { type: "Sequence", range, tag: undefined, anchor: undefined, items };
}
