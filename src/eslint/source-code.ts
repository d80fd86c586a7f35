/** The source code object of a file for ESLint and the rules: its tree, and the location of each node. */
import type { Directive, FileProblem, RuleTextEdit, RuleTextEditor, SourceLocation, SourceRange } from "@eslint/core";
import type { Criterion } from "../analysis/interest.ts";
import { unverifiedEdits, type DocumentFile, type FileEdit, type ScriptEdit } from "../document/index.ts";
import { firstNotFollowed, isInBroken, type Evaluation, type Span } from "../shell/index.ts";
import { directiveComments, type CommentNode } from "./comments/comments.ts";
import { disableDirectives } from "./comments/directives.ts";
import { areDisjoint } from "./findings/disjoint-edits.ts";
import { inlineConfigs, type InlineConfigs } from "./comments/inline-config.ts";
import type { LineIndex } from "./tree/line-index.ts";
import type { DocumentNode, ShellNode, SsmNode, StepNode } from "./tree/nodes.ts";
import { staysParsable, type KnownLines } from "./scripts/parse-step.ts";
import type { RuleCut, SsmSource } from "./rule.ts";
import { reported } from "./scripts/file-progress.ts";
import { ownNodes, type OwnNodes } from "./tree/own-nodes.ts";
import { spanInStep } from "./tree/spans.ts";
import { parentsIn, traverse, type Traversal } from "./tree/traverse.ts";
import { documentNode } from "./tree/tree.ts";
import { visitorKeys } from "./tree/visitor-keys.ts";

/** Maximum number of characters that are parsed to verify the fixes of one file. Later fixes are dropped. Real files need 20,000. */
const MAX_REPARSED = 500_000;

/** Maximum sum of characters from the first edit to the last of each fix of one file. Later fixes are dropped. */
const MAX_REPLACED = 8_000_000;

/** Changes of a script translated into edits of the file. */
interface EncodedEdits {
  readonly edits: readonly FileEdit[] | undefined;
  /** Characters from the first edit to the last, because ESLint merges them into one replacement. */
  readonly reach: number;
}

/** The changes of one step's script that were translated. */
interface StepEdits {
  readonly known: WeakMap<readonly ScriptEdit[], EncodedEdits>;
  /** Whether lines of the script end in CRLF. */
  readonly isCrlf: boolean;
}

function reachOf(edits: readonly FileEdit[]): number {
  if (edits.length === 0) return 0;
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const { range } of edits) {
    start = Math.min(start, range[0]);
    end = Math.max(end, range[1]);
  }
  return end - start;
}

/** The changes to a script with CRLF: inserted lines end in CRLF too, and nothing is inserted between CR and LF. */
const withLineTerminators = (script: string, changes: readonly ScriptEdit[]): ScriptEdit[] =>
  changes.map(({ end, pos, text }) => {
    const back = pos === end && script.startsWith("\r\n", pos - 1) ? 1 : 0;
    return { pos: pos - back, end: end - back, text: text.replaceAll(/\r?\n/g, "\r\n") };
  });

/** Everything that has a location: nodes, and comments with directives. */
export type Located = SsmNode | CommentNode;

export class SsmSourceCode implements SsmSource {
  readonly ast: DocumentNode;
  readonly text: string;
  readonly visitorKeys = visitorKeys;
  readonly #index: LineIndex;
  readonly #criterion: Criterion;
  readonly #isKnownRule: (id: string) => boolean;
  #parents: ReadonlyMap<SsmNode, SsmNode> | undefined;
  /** The parents of the nodes in the step that was asked about last. */
  #inStep: ReadonlyMap<SsmNode, SsmNode> = new Map();
  #own: OwnNodes | undefined;
  #comments: readonly CommentNode[] | undefined;
  firstDropped: number | undefined;
  #reparsed = 0;
  readonly #lines: KnownLines = new Map();
  #replaced = 0;
  readonly #cuts = new WeakMap<StepNode, readonly RuleCut[]>();
  readonly #edits = new WeakMap<StepNode, StepEdits>();

  /**
   * @param criterion what is evaluated and visited.
   * @param isKnownRule whether a rule with this name, which includes the namespace, may exist.
   */
  constructor(file: DocumentFile, index: LineIndex, criterion: Criterion, isKnownRule: (id: string) => boolean) {
    this.text = file.text;
    this.#index = index;
    this.#criterion = criterion;
    this.#isKnownRule = isKnownRule;
    this.ast = documentNode(file, this.#index, criterion);
  }

  get lines(): string[] {
    return this.#index.lines();
  }

  traverse(): Iterable<Traversal["steps"][number]> {
    if (!this.#criterion.syntax) return (this.#own ??= ownNodes(this.ast)).steps;
    const { steps, parents } = traverse(this.ast);
    this.#parents = parents;
    return reported(steps);
  }

  /** The parents of the node's ancestors, without evaluating other steps if the node's step is known. */
  #parentsAround(node: SsmNode): ReadonlyMap<SsmNode, SsmNode> {
    if (this.#parents !== undefined) return this.#parents;
    if (this.#inStep.has(node)) return this.#inStep;
    const step = this.#own?.stepOf.get(node);
    if (step === undefined) return (this.#parents = parentsIn(this.ast));
    return (this.#inStep = parentsIn(step, this.ast));
  }

  getParent(node: SsmNode): SsmNode | undefined {
    return this.#parentsAround(node).get(node);
  }

  /** From the root down, without the node itself. */
  getAncestors(node: SsmNode): SsmNode[] {
    const ancestors: SsmNode[] = [];
    const parents = this.#parentsAround(node);
    for (let parent = parents.get(node); parent !== undefined; parent = parents.get(parent)) ancestors.push(parent);
    return ancestors.toReversed();
  }

  /** The file's text at the node, as written. */
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
    return spanInStep(node, part, this.stepOf(node), this.#parentsAround(node));
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

  noteDropped({ step: { script } }: StepNode, { end, pos }: Span): void {
    this.firstDropped ??= script.map.range(pos, end)[0];
  }

  noteCut(step: StepNode, rule: string, evaluation: Pick<Evaluation, "cuts"> | undefined): void {
    const cut = evaluation && firstNotFollowed(evaluation);
    if (cut !== undefined) this.#cuts.set(step, [...this.cutsIn(step), { ...cut, rule }]);
  }

  cutsIn(step: StepNode): readonly RuleCut[] {
    return this.#cuts.get(step) ?? [];
  }

  edit(step: StepNode, changes: readonly ScriptEdit[]): ((fixer: RuleTextEditor) => RuleTextEdit[]) | undefined {
    const { edits, reach } = this.#fileEdits(step, changes);
    if (edits === undefined || changes.some((change) => isInBroken(step.shell, change))) return undefined;
    // Counted for each finding: many findings may have the same fix.
    return (fixer) =>
      this.affords(edits, reach)
        ? edits.map(({ range, text }) => fixer.replaceTextRange([range[0], range[1]], text))
        : [];
  }

  affords(edits: readonly FileEdit[], reach = reachOf(edits)): boolean {
    const isAffordable = this.#replaced <= MAX_REPLACED;
    if (isAffordable) this.#replaced += reach;
    else this.firstDropped ??= edits[0]?.range[0];
    return isAffordable;
  }

  /** Cached, because many findings may offer the same array of changes, for example for the start of a script. */
  #fileEdits(of: StepNode, changes: readonly ScriptEdit[]): EncodedEdits {
    const { map, text } = of.step.script;
    let ofStep = this.#edits.get(of);
    if (ofStep === undefined) this.#edits.set(of, (ofStep = { known: new WeakMap(), isCrlf: text.includes("\r\n") }));
    const { known, isCrlf } = ofStep;
    let made = known.get(changes);
    if (made === undefined) {
      const own = isCrlf ? withLineTerminators(text, changes) : changes;
      const { count } = unverifiedEdits;
      const written = this.#leavesParsable(of, own) ? map.edits(own) : undefined;
      if (unverifiedEdits.count > count) this.firstDropped ??= of.range[0];
      const edits = written && areDisjoint(written) ? written : undefined;
      known.set(changes, (made = { edits, reach: reachOf(edits ?? []) }));
    }
    return made;
  }

  #leavesParsable({ range, shell, step }: StepNode, changes: readonly ScriptEdit[]): boolean {
    if (this.#reparsed > MAX_REPARSED) {
      this.firstDropped ??= range[0];
      return false;
    }
    const { holds, parsed } = staysParsable(step, shell, changes, this.#lines);
    this.#reparsed += parsed;
    return holds;
  }

  /** The comments with directives, in file order. */
  get directives(): readonly CommentNode[] {
    return (this.#comments ??= directiveComments(this.ast));
  }

  getDisableDirectives(): { directives: Directive[]; problems: FileProblem[] } {
    const directives = disableDirectives(this.ast, this.directives, this.#index, this.#isKnownRule);
    return { directives, problems: [] };
  }

  getInlineConfigNodes(): CommentNode[] {
    return [...this.directives];
  }

  applyInlineConfig(): InlineConfigs {
    return inlineConfigs(this.directives, (comment) => this.getLoc(comment));
  }
}
