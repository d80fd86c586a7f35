/**
 * What reading one file gives: its tree, the SSM documents in it, and what was wrong.
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

/** A comment of the YAML or HCL around the scripts. */
export interface DataComment {
  readonly type: "Comment";
  readonly range: Range;
  /** The text after what starts the comment. */
  readonly value: string;
  /** How long that is: 1 for `#`, 2 for `//`. */
  readonly marker: number;
}

export type DocumentSchema = "command-2" | "command-1.2" | "automation";

/** `commands`: not a document, but the commands that something passes to AWS's document `AWS-RunShellScript`. */
export type DocumentKind = DocumentSchema | "cloudformation" | "terraform" | "commands";

/** One SSM document: a whole file, one of several in a YAML stream, or the content of a CloudFormation resource. */
export interface SsmDocument {
  readonly kind: DocumentKind;
  /** What it is by its own schema: in a CloudFormation template too. Commands on their own are read as those of an automation. */
  readonly schema: DocumentSchema;
  readonly content: DocumentContent;
  readonly range: Range;
  /** The logical id of the CloudFormation resource it stands in. */
  readonly resource: string | undefined;
  /** Names that the document declares as parameters. */
  readonly parameters: readonly string[];
  /** What it declares of them, by name; without those that CloudFormation puts in. */
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
  /** Parameters whose values name the instances that the step runs on, so that they are ids. Absent if there are none. */
  readonly instanceIds?: ReadonlySet<string>;
}

/**
 * The text of one step: all items of `runCommand` joined with `\n`. Placeholders stand in it as they were written.
 *
 * An item that CloudFormation chooses (`Fn::If`) stands in it as `if [ -e '!If Condition' ]; then … else … fi` around the
 * text of its arms, so that what follows from either arm is what a shell makes of a branch on an unknown condition.
 */
export interface Script {
  readonly text: string;
  readonly map: SourceMap;
  /** Script ranges of the items of `runCommand`, in order, without the `\n` that joins them. */
  readonly items: readonly Range[];
  /** What CloudFormation puts in before anybody else sees the script, and items that are not text. Absent if there are none. */
  readonly opaque?: readonly OpaqueText[];
  /** Whether an item is not text: the shell around it may be incomplete. Absent if all are. */
  readonly isPartial?: true;
}

/**
 * Text of unknown content that stands in a script as `${Name}`: a variable of `Fn::Sub`, or a `Ref`, `Fn::GetAtt` or any
 * other function. To the shell it is a placeholder, not an expansion.
 */
export interface OpaqueText {
  /** Script range of the whole `${Name}`. */
  readonly range: Range;
  /** `Name`: a parameter, `Resource.Attribute`, `AWS::Region`, or the function's name. */
  readonly name: string;
}

/** Part of a document that is not as its schema says, or that was not analysed. */
export interface DocumentProblem {
  /** Whether AWS or the agent rejects it, or ignores it silently. */
  readonly kind: "invalid" | "ignored";
  readonly range: Range;
  readonly message: string;
  /** The edits of the file that fix it, if they are certain. */
  readonly edits?: readonly FileEdit[];
}

/** Content of a resource that is not read, because its value is not known from the file. */
export interface SkippedContent {
  /** The resource, as `aws_ssm_document.name`. */
  readonly id: string;
  readonly range: Range;
  readonly reason: string;
}

/** Broken YAML or JSON. Offsets into the file. */
export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
}

/** What the document and the step that take a file as their script say of it. */
export type ScriptSurroundings = Pick<SsmDocument, "declarations" | "parameters" | "schema"> &
  Pick<Step, "environment" | "instanceIds">;

/** A file that Terraform takes a document or a script from. */
export interface FileReference {
  /** As it is written, with `${path.module}` in it. */
  readonly path: string;
  /** What it is rendered with, if it is a template; a name without a text has an unknown value. */
  readonly variables: ReadonlyMap<string, string | undefined> | undefined;
  /** Of lines of a script; absent if it is a document. */
  readonly scriptOf?: ScriptSurroundings;
}

export interface DocumentFile {
  readonly text: string;
  readonly language: "yaml" | "json" | "hcl";
  /** One tree for each YAML document in the stream; JSON has one. Empty where the text alone says that no document is in it. */
  readonly roots: readonly DataNode[];
  readonly comments: readonly DataComment[];
  readonly documents: readonly SsmDocument[];
  readonly problems: readonly DocumentProblem[];
  /** Texts over several lines that are no nodes: here-documents of Terraform, block scalars of documents in strings. */
  readonly blocks?: readonly Range[];
  /** Files that Terraform takes documents from. Absent if there are none. */
  readonly references?: readonly FileReference[];
  /** Absent if there is none. */
  readonly skipped?: readonly SkippedContent[];
  /** Non-empty where the file could not be parsed: then `documents` is empty. */
  readonly errors: readonly SyntaxProblem[];
}
