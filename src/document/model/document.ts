/**
 * The result of reading one file: its tree, the SSM documents in it, and the problems found.
 *
 * All positions are UTF-16 offsets into the text as it was read (a BOM counts as one), half-open: `[start, end)`.
 */
import type { DocumentContent } from "./content.ts";
import type { DataNode } from "./node.ts";
import type { ParameterDeclaration } from "./parameter.ts";
import type { Range } from "./range.ts";
import type { FileEdit, SourceMap } from "./source-map.ts";

export type { Range };
export type { DataNode, Mapping, Pair, Sequence, ScalarStyle, Scalar, Alias } from "./node.ts";

/** A comment in the YAML or HCL that contains the scripts. */
export interface DataComment {
  readonly type: "Comment";
  readonly range: Range;
  /** The text after the comment marker. */
  readonly value: string;
  /** Length of the marker: 1 for `#`, 2 for `//`. */
  readonly marker: number;
  /** Whether it is in a document within a string, where the parsers of other tools see no comment. */
  readonly isEmbedded?: true;
}

export type DocumentSchema = "command-2" | "command-1.2" | "automation";

/** `commands`: not a document, but commands that are passed to AWS's document `AWS-RunShellScript`. */
export type DocumentKind = DocumentSchema | "cloudformation" | "terraform" | "commands";

/** One SSM document: a whole file, one of several in a YAML stream, or the content of a CloudFormation resource. */
export interface SsmDocument {
  readonly kind: DocumentKind;
  /**
   * The kind by the document's own schema, also inside a CloudFormation template. Commands without a document are read as
   * those of an automation.
   */
  readonly schema: DocumentSchema;
  readonly content: DocumentContent;
  readonly range: Range;
  /** The logical id of the CloudFormation resource that contains the document. */
  readonly resource: string | undefined;
  /** Names of the parameters that the document declares. */
  readonly parameters: readonly string[];
  /** The parameter declarations by name, without those that CloudFormation inserts. */
  readonly declarations: ReadonlyMap<string, ParameterDeclaration>;
  readonly steps: readonly Step[];
}

/** One unit that the agent runs as one process. */
export interface Step {
  readonly type: "Step";
  readonly name: string;
  readonly range: Range;
  readonly script: Script;
  /** Names of the variables in `inputs.environment`, exported to the script by the agent. */
  readonly environment: readonly string[];
  /** What decides whether the step runs on a Linux instance, as text. Absent if nothing does. */
  readonly precondition?: string;
  /** Parameters whose values name the instances that the step runs on, so that the values are instance ids. Absent if there are none. */
  readonly instanceIds?: ReadonlySet<string>;
}

/**
 * The text of one step: all items of `runCommand` joined with `\n`. Placeholders remain in the text as written.
 *
 * An item that CloudFormation chooses (`Fn::If`) becomes `if [ -e '!If Condition' ]; then … else … fi` around the text of
 * its arms. The analysis of either arm is then that of a shell branch with an unknown condition.
 */
export interface Script {
  readonly text: string;
  readonly map: SourceMap;
  /** Script ranges of the items of `runCommand`, in order, without the `\n` that joins them. */
  readonly items: readonly Range[];
  /** Values that CloudFormation inserts before the document is created, and items that are not text, in order. Absent if there are none. */
  readonly opaque?: readonly OpaqueText[];
  /** Whether an item is not text, so that the shell code around it may be incomplete. Absent if all items are text. */
  readonly isPartial?: true;
}

/**
 * Text of unknown content, which a script contains as `${Name}`: a variable of `Fn::Sub`, or a `Ref`, `Fn::GetAtt` or any
 * other function. For the analysis of the shell it is a placeholder, not an expansion.
 */
export interface OpaqueText {
  /** Script range of the whole `${Name}`. */
  readonly range: Range;
  /** `Name`: a parameter, `Resource.Attribute`, `AWS::Region`, or the function's name. */
  readonly name: string;
}

/** Part of a document that does not match its schema, or that was not analysed. */
export interface DocumentProblem {
  /** `invalid` if AWS or the agent rejects it, `ignored` if it is silently ignored. */
  readonly kind: "invalid" | "ignored";
  readonly range: Range;
  readonly message: string;
  /** The file edits that fix the problem, if they are certain to be right. */
  readonly edits?: readonly FileEdit[];
}

/** Content of a resource that is not read, because the file does not determine its value. */
export interface SkippedContent {
  /** The resource's address, such as `aws_ssm_document.name`. */
  readonly id: string;
  readonly range: Range;
  readonly reason: string;
}

/** A syntax error in YAML, JSON or HCL. `offset` is a file offset. */
export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
}

/** What a script that comes from another file inherits from its document and step. */
export type ScriptSurroundings = Pick<SsmDocument, "declarations" | "parameters" | "schema"> &
  Pick<Step, "environment" | "instanceIds">;

/** A file that contains a document or a script for Terraform. */
export interface FileReference {
  /** As written, including `${path.module}`. */
  readonly path: string;
  /**
   * The variables that the template is rendered with; `undefined` if it is not a template. A name without a text has an
   * unknown value.
   */
  readonly variables: ReadonlyMap<string, string | undefined> | undefined;
  /** The surroundings of the script, if the file contains lines of a script; absent if it is a document. */
  readonly scriptOf?: ScriptSurroundings;
}

export interface DocumentFile {
  readonly text: string;
  readonly language: "yaml" | "json" | "hcl";
  /** One tree for each YAML document in the stream; JSON has one tree. Empty if the text alone shows that it contains no document. */
  readonly roots: readonly DataNode[];
  readonly comments: readonly DataComment[];
  readonly documents: readonly SsmDocument[];
  readonly problems: readonly DocumentProblem[];
  /** Multi-line texts that are not nodes: here-documents of Terraform, block scalars of documents in strings. */
  readonly blocks?: readonly Range[];
  /** Files that contain documents or scripts for this Terraform file. Absent if there are none. */
  readonly references?: readonly FileReference[];
  /** Absent if nothing is skipped. */
  readonly skipped?: readonly SkippedContent[];
  /** Non-empty if the file could not be parsed; `documents` is then empty. */
  readonly errors: readonly SyntaxProblem[];
}
