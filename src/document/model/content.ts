/** A document's own data, for checks that are not about scripts. */
import type { DataNode, Mapping, Scalar } from "./node.ts";
import type { Range } from "./range.ts";
import type { FileEdit } from "./source-map.ts";

/** A key of a mapping and its value. */
export interface Entry {
  readonly name: string;
  readonly key: DataNode;
  /** With aliases resolved; `undefined` if no value is written. */
  readonly value: DataNode | undefined;
}

/** A property of a resource in a template, and its file range. */
export interface Property {
  /** `undefined` if CloudFormation decides the text. */
  readonly text: string | undefined;
  readonly range: Range;
}

/** The properties of the CloudFormation or Terraform resource that contains a document. */
export interface ResourceProperties {
  readonly origin: "cloudformation" | "terraform";
  readonly id: string;
  readonly documentType: Property | undefined;
  readonly documentFormat: Property | undefined;
  /** The file range of the content. */
  readonly range: Range;
  /** The form of the content: data of the template, or a string. */
  readonly content: "data" | "json" | "yaml";
}

/** A document's data. All nodes belong to one tree. Ranges are file offsets. */
export interface DocumentContent {
  readonly root: Mapping;
  /** The resource that contains the document. */
  readonly resource: ResourceProperties | undefined;
  /** The steps in order, including nested steps. */
  readonly steps: readonly Mapping[];
  /** Whether CloudFormation chooses some of the steps, so that not all of them exist at the same time. */
  readonly hasChosenSteps: boolean;
  /** The entries of a mapping including merges. Each name occurs once: the last one wins. Empty for any other node. */
  entries(node: DataNode | undefined): readonly Entry[];
  get(node: DataNode | undefined, name: string): Entry | undefined;
  /** As {@link get}, but a key in other letter case matches if there is no exact match, as in the agent. */
  getAnyCase(node: DataNode | undefined, name: string): Entry | undefined;
  /** The items of a list, with aliases resolved, `Fn::If` replaced by the items of its arms, and without `AWS::NoValue`. */
  items(node: DataNode | undefined): readonly DataNode[];
  /** Whether CloudFormation or another template's program decides the value of a node, or a part of its text. */
  isUnknown(node: DataNode | undefined): boolean;
  /** The text of a string, number or boolean, if it is known; otherwise `undefined`. */
  text(node: DataNode | undefined): string | undefined;
  /** The scalars below a node in order, without keys. Aliases are not followed. */
  scalars(node: DataNode): Iterable<Scalar>;
  range(node: DataNode): Range;
  /** The file range of `[start, end)` of a scalar's decoded text. */
  textRange(scalar: Scalar, start: number, end: number): Range;
  /** The decoded text of a scalar. Values that CloudFormation inserts remain as written. */
  decoded(scalar: Scalar): string;
  /** The edits that replace a node by source text; `undefined` if that is impossible. */
  replace(node: DataNode, source: string): FileEdit[] | undefined;
}
