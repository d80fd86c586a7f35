/** The nodes of the tree that rules see, from the file down to what a shell would start. */
import type { DataNode, DocumentFile, Range, SsmDocument, Step } from "../document/index.ts";
import type { Decisions, Evaluation, Invocation, Placeholder, ShellScript } from "../shell/index.ts";
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
  /** The steps of the same document, this one among them; nothing of the environment survives from one to the next. */
  readonly siblings: readonly StepNode[];
  /** The place among them. */
  readonly index: number;
  /** Whether another step has the same script by an alias, and what is in it is visited there only. */
  readonly isRepeated: boolean;
  readonly shell: ShellScript;
  readonly evaluation: Evaluation;
  /** The syntax tree's root, `undefined` where the interpreter is no shell. */
  readonly script: SyntaxNode | undefined;
  readonly invocations: readonly Invocation[];
  /** Evaluates the script again, apart from `evaluation`, with a condition decided. */
  evaluateWith(decisions: Decisions): Evaluation;
}

/** The nodes that stand in a script. */
export type ShellNode = SyntaxNode | Invocation | Placeholder;

export type SsmNode = DocumentNode | DataNode | StepNode | ShellNode;
