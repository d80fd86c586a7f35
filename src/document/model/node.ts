/**
 * The nodes of a YAML, JSON or HCL tree.
 *
 * Positions are UTF-16 offsets into the text that was read (a BOM counts as one), half-open: `[start, end)`.
 */

import type { Range } from "./range.ts";

/** A node of the YAML, JSON or HCL tree. All three formats produce the same nodes for the same data. */
export type DataNode = Mapping | Pair | Sequence | Scalar | Alias;

export interface Mapping {
  readonly type: "Mapping";
  readonly range: Range;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly type: "Pair";
  readonly range: Range;
  readonly key: DataNode;
  /** `undefined` if nothing is written after the colon. */
  readonly value: DataNode | undefined;
}

export interface Sequence {
  readonly type: "Sequence";
  readonly range: Range;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  readonly items: readonly DataNode[];
}

export type ScalarStyle =
  | "plain"
  | "single-quoted"
  | "double-quoted"
  | "literal"
  | "folded"
  | "json"
  | "hcl-quoted"
  | "hcl-heredoc";

export interface Scalar {
  readonly type: "Scalar";
  readonly range: Range;
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
  readonly style: ScalarStyle;
  /** The decoded value: a string, number, boolean or null as YAML's core schema resolves it. */
  readonly value: unknown;
}

export interface Alias {
  readonly type: "Alias";
  readonly range: Range;
  readonly name: string;
}
