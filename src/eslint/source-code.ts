/** What ESLint and the rules ask of a file: its tree, and where each node of it stands. */
import type { Directive, FileProblem, RuleTextEdit, RuleTextEditor, SourceLocation, SourceRange } from "@eslint/core";
import type { Criterion } from "../analysis/interest.ts";
import type { DocumentFile } from "../document/model/document.ts";
import type { ScriptEdit } from "../document/model/source-map.ts";
import type { Span } from "../shell/syntax/span.ts";
import { directiveComments, type CommentNode } from "./comments.ts";
import { disableDirectives } from "./directives.ts";
import { inlineConfigs, type InlineConfigs } from "./inline-config.ts";
import type { LineIndex } from "./line-index.ts";
import type { DocumentNode, ShellNode, SsmNode, StepNode } from "./nodes.ts";
import { staysParsable } from "./parse-step.ts";
import type { SsmSource } from "./rule.ts";
import { ownNodes, type OwnNodes } from "./own-nodes.ts";
import { spanInStep } from "./spans.ts";
import { traverse, type Traversal } from "./traverse.ts";
import { documentNode } from "./tree.ts";
import { visitorKeys } from "./visitor-keys.ts";

/** Characters that the fixes of one file may cost in parsing their result; later ones are dropped. */
const MAX_REPARSED = 20_000_000;

/** What has a place: nodes, and the comments that directives are in. */
export type Located = SsmNode | CommentNode;

export class SsmSourceCode implements SsmSource {
  readonly ast: DocumentNode;
  readonly text: string;
  readonly visitorKeys = visitorKeys;
  readonly #index: LineIndex;
  readonly #criterion: Criterion;
  #traversal: Traversal | undefined;
  #own: OwnNodes | undefined;
  #comments: readonly CommentNode[] | undefined;
  #reparsed = 0;
  readonly #parsable = new WeakMap<StepNode, Map<string, boolean>>();

  /** @param criterion what is followed and visited. */
  constructor(file: DocumentFile, index: LineIndex, criterion: Criterion) {
    this.text = file.text;
    this.#index = index;
    this.#criterion = criterion;
    this.ast = documentNode(file, this.#index, criterion);
  }

  get lines(): string[] {
    return this.#index.lines();
  }

  #walk(): Traversal {
    return (this.#traversal ??= traverse(this.ast));
  }

  traverse(): Traversal["steps"] {
    return this.#criterion.syntax ? this.#walk().steps : (this.#own ??= ownNodes(this.ast)).steps;
  }

  getParent(node: SsmNode): SsmNode | undefined {
    return this.#walk().parents.get(node);
  }

  /** From the root down, without the node itself. */
  getAncestors(node: SsmNode): SsmNode[] {
    const ancestors: SsmNode[] = [];
    for (let parent = this.getParent(node); parent !== undefined; parent = this.getParent(parent))
      ancestors.unshift(parent);
    return ancestors;
  }

  /** The text of the file that the node stands in, as it is written there. */
  getText(node?: Located, before = 0, after = 0): string {
    if (node === undefined) return this.text;
    const [start, end] = this.getRange(node);
    return this.text.slice(Math.max(0, start - before), end + after);
  }

  getRange(node: Located): SourceRange {
    if ("range" in node) return [node.range[0], node.range[1]];
    const { pos, end } = this.spanOf(node);
    return this.stepOf(node).step.script.map.range(pos, end);
  }

  spanOf(node: ShellNode, part: Span = node): Span {
    return spanInStep(node, part, this.stepOf(node), this.#walk().parents);
  }

  getLoc(node: Located): SourceLocation {
    if (node === this.ast) return this.ast.loc;
    if ("loc" in node && node.loc !== undefined) return node.loc;
    return this.#index.location(this.getRange(node));
  }

  getLocFromIndex(index: number): SourceLocation["start"] {
    return this.#index.position(index);
  }

  getIndexFromLoc(position: SourceLocation["start"]): number {
    return this.#index.offset(position);
  }

  stepOf(node: SsmNode): StepNode {
    const known = this.#own?.stepOf.get(node);
    if (known !== undefined) return known;
    for (let at: SsmNode | undefined = node; at !== undefined; at = this.getParent(at)) {
      if (at.type === "Step") return at;
    }
    throw new Error(`This ${node.type} is in no step.`);
  }

  locate(step: StepNode, { pos, end }: Span): SourceLocation {
    return this.#index.location(step.step.script.map.range(pos, end));
  }

  lineOf(step: StepNode, span: Span): number {
    return this.locate(step, span).start.line;
  }

  edit(step: StepNode, changes: readonly ScriptEdit[]): ((fixer: RuleTextEditor) => RuleTextEdit[]) | undefined {
    if (!this.#leavesParsable(step, changes)) return undefined;
    const edits = step.step.script.map.edits(changes);
    if (edits === undefined) return undefined;
    return (fixer) => edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text));
  }

  /** Several findings may have one change offered: what a script begins with. */
  #leavesParsable(of: StepNode, changes: readonly ScriptEdit[]): boolean {
    const known = this.#parsable.get(of) ?? new Map<string, boolean>();
    this.#parsable.set(of, known);
    const key = JSON.stringify(changes);
    let leaves = known.get(key);
    if (leaves === undefined) {
      const { shell, step } = of;
      this.#reparsed += shell.text.length;
      known.set(key, (leaves = this.#reparsed <= MAX_REPARSED && staysParsable(step, shell, changes)));
    }
    return leaves;
  }

  /** The comments with directives, in order of the file. */
  get directives(): readonly CommentNode[] {
    return (this.#comments ??= directiveComments(this.ast));
  }

  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    return { directives: disableDirectives(this.ast, this.directives, this.#index), problems: [] };
  }

  getInlineConfigNodes(): CommentNode[] {
    return [...this.directives];
  }

  applyInlineConfig(): InlineConfigs {
    return inlineConfigs(this.directives, (comment) => this.getLoc(comment));
  }
}
