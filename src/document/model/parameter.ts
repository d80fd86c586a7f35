/** A document's declaration of a parameter. */
import type { Range } from "./range.ts";
import type { FileEdit } from "./source-map.ts";

/** A string value in the declaration, and its file range. */
export interface DeclaredText {
  readonly text: string;
  readonly range: Range;
}

export interface ParameterDeclaration {
  readonly name: string;
  /** The file range of the name. */
  readonly range: Range;
  /** `String`, `StringList`, `AWS::EC2::Instance::Id` …, as written. */
  readonly type: string | undefined;
  readonly allowedPattern: DeclaredText | undefined;
  /** `undefined` if none are declared. An empty list permits every value. */
  readonly allowedValues: readonly string[] | undefined;
  /** The default value, if it is a single string. */
  readonly default: string | undefined;
  readonly interpolationType: DeclaredText | undefined;
  /** Whether CloudFormation inserts an unknown part of the declaration. */
  readonly open: boolean;
  /** The file edits that set a key of the declaration to this text; `undefined` if that is impossible. */
  set(key: string, text: string): FileEdit[] | undefined;
}
