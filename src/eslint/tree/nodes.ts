/** The nodes of the tree that rules visit, from the file down to the programs that a shell runs. */
import type { DataNode, DocumentFile, Range, SsmDocument, Step } from "../../document/index.ts";
import type { Decisions, Evaluation, Invocation, Placeholder, ShellScript } from "../../shell/index.ts";
import type { SyntaxNode } from "unbash";

/** The root: the whole file. */
export interface DocumentNode {
  readonly type: "Document";
  readonly range: Range;
  readonly loc: { start: { line: number; column: number }; end: { line: number; column: number } };
  readonly language: "yaml" | "json" | "hcl";
  /** The file as it was read: its documents, comments and problems. */
  readonly file: DocumentFile;
  readonly roots: readonly DataNode[];
  readonly steps: readonly StepNode[];
}

/** One step of one SSM document. */
export interface StepNode {
  readonly type: "Step";
  readonly name: string;
  readonly range: Range;
  readonly step: Step;
  readonly document: SsmDocument;
  /** The steps of the same document, including this one. No environment variable survives from one step to the next. */
  readonly siblings: readonly StepNode[];
  /** The step's index among its siblings. */
  readonly index: number;
  /** Whether another step has the same script through an alias. The script's nodes are then visited only in that step. */
  readonly isRepeated: boolean;
  readonly shell: ShellScript;
  readonly evaluation: Evaluation;
  /** The root of the syntax tree; `undefined` if the interpreter is not a shell. */
  readonly script: SyntaxNode | undefined;
  readonly invocations: readonly Invocation[];
  /** Evaluates the script again, separately from `evaluation`, with some conditions decided in advance. */
  evaluateWith(decisions: Decisions): Evaluation;
}

/** The nodes of a script. */
export type ShellNode = SyntaxNode | Invocation | Placeholder;

export type SsmNode = DocumentNode | DataNode | StepNode | ShellNode;
