/** What a document declares of a parameter. */
import type { Range } from "./range.ts";
import type { FileEdit } from "./source-map.ts";

/** A value of the declaration that is text, and the file range that it is written in. */
export interface DeclaredText {
  readonly text: string;
  readonly range: Range;
}

export interface ParameterDeclaration {
  readonly name: string;
  /** The file range of the name. */
  readonly range: Range;
  /** `String`, `StringList`, `AWS::EC2::Instance::Id` … as it is written. */
  readonly type: string | undefined;
  readonly allowedPattern: DeclaredText | undefined;
  /** `undefined` if none are declared; an empty list permits every value. */
  readonly allowedValues: readonly string[] | undefined;
  /** The default, if it is a single text. */
  readonly default: string | undefined;
  readonly interpolationType: DeclaredText | undefined;
  /** CloudFormation puts in a part of it that is not known here. */
  readonly open: boolean;
  /** The edits of the file that give a key of the declaration this text; `undefined` if they cannot be made. */
  set(key: string, text: string): FileEdit[] | undefined;
}
