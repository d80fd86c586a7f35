/**
 * Documents: a file's text to the SSM documents in it, their steps, and the scripts of these with a map back to the file. What others
 * use of it is exported here, and only this is imported from outside.
 *
 * The technique is a source map (as ECMA-426 describes it for generated code, here exact to the UTF-16 unit) through each layer
 * that a script is written in: YAML's or JSON's or HCL's scalars (`scalars/`, `syntax/`), lists that are joined, templates that are
 * filled in, documents within strings (`source-map/`). It takes edits back the same way: a scalar that is changed is encoded again in its
 * own style and read again to see that nothing else changed. `kinds/` knows where documents and commands stand; `model/` has the types.
 */
export type { DocumentContent } from "./model/content.ts";
export type {
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
export { nodeFiles } from "./node-files.ts";
export { readDocument } from "./read.ts";
export { setHclParser } from "./syntax/hcl/parser.ts";
export { isTerraform } from "./terraform-names.ts";
