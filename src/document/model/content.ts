/** A document's own data, for checks of what is not a script. */
import type { DataNode, Mapping, Scalar } from "./node.ts";
import type { Range } from "./range.ts";
import type { FileEdit } from "./source-map.ts";

/** A key of a mapping with its value. */
export interface Entry {
  readonly name: string;
  readonly key: DataNode;
  /** With aliases followed; `undefined` if nothing is written. */
  readonly value: DataNode | undefined;
}

/** A text that a template gives for a property of a resource, and the file range that it is written in. */
export interface Property {
  /** `undefined` if CloudFormation decides it. */
  readonly text: string | undefined;
  readonly range: Range;
}

/** What the resource of CloudFormation or Terraform around a document says of it. */
export interface ResourceProperties {
  readonly origin: "cloudformation" | "terraform";
  readonly id: string;
  readonly documentType: Property | undefined;
  readonly documentFormat: Property | undefined;
  /** The file range of the content. */
  readonly range: Range;
  /** How the content is written: as data of the template or as a text of its own. */
  readonly content: "data" | "json" | "yaml";
}

/** Nodes belong to one tree; ranges count in the file. */
export interface DocumentContent {
  readonly root: Mapping;
  /** The resource that the document stands in. */
  readonly resource: ResourceProperties | undefined;
  /** The steps in order, those that steps hold among them. */
  readonly steps: readonly Mapping[];
  /** Whether CloudFormation chooses some of the steps: then not all of them are there at once. */
  readonly hasChosenSteps: boolean;
  /** The entries of a mapping with its merges, each name once: the last one counts. Empty for anything else. */
  entries(node: DataNode | undefined): readonly Entry[];
  get(node: DataNode | undefined, name: string): Entry | undefined;
  /** As {@link get}; a key in other letter case will do if there is no exact one, as for the agent. */
  getAnyCase(node: DataNode | undefined, name: string): Entry | undefined;
  /** The items of a list, with aliases followed, the arms of `Fn::If` in its place, and without `AWS::NoValue`. */
  items(node: DataNode | undefined): readonly DataNode[];
  /** Whether CloudFormation decides the value of a node, or a part of its text. */
  isUnknown(node: DataNode | undefined): boolean;
  /** The text of a string, a number or a boolean that is known; else `undefined`. */
  text(node: DataNode | undefined): string | undefined;
  /** The scalars below a node in order, keys not among them, with aliases not followed. */
  scalars(node: DataNode): Iterable<Scalar>;
  range(node: DataNode): Range;
  /** The file range of `[start, end)` of a scalar's decoded text. */
  textRange(scalar: Scalar, start: number, end: number): Range;
  /** The decoded text of a scalar, with what CloudFormation puts in as it is written. */
  decoded(scalar: Scalar): string;
  /** The edits that put source text in place of a node; `undefined` if they cannot be made. */
  replace(node: DataNode, source: string): FileEdit[] | undefined;
}
