/**
 * Reads documents: from a file's text to the SSM documents in it, their steps, and the steps' scripts with a source map
 * back to the file. This file exports what other packages use; nothing else of this directory is imported from outside.
 *
 * The technique is a source map (as in ECMA-426 for generated code, but exact to the UTF-16 code unit) through each layer
 * in which a script is written: scalars of YAML, JSON or HCL (`scalars/`, `syntax/`), joined lists, rendered templates, and
 * documents within strings (`source-map/`). Edits go back the same way: a changed scalar is encoded again in its own style,
 * and decoded again to verify that nothing else changed. `kinds/` finds documents and commands in the data; `model/`
 * contains the types.
 */
export type { DocumentContent } from "./model/content.ts";
export type {
  DataComment,
  DataNode,
  DocumentFile,
  DocumentProblem,
  Mapping,
  OpaqueText,
  Range,
  Scalar,
  SsmDocument,
  Step,
} from "./model/document.ts";
export { MAX_PROBLEMS } from "./model/limits.ts";
export type { ParameterDeclaration } from "./model/parameter.ts";
export type { FileEdit, ScriptEdit } from "./model/source-map.ts";
export { isNotUtf8, nodeFiles } from "./node-files.ts";
export { readDocument } from "./read.ts";
export { setHclParser } from "./syntax/hcl/parser.ts";
export { unverifiedEdits } from "./scalars/verification.ts";
export { isTerraform } from "./terraform-names.ts";
