/** The type of a rule, and the interface of the source code for rules. */
import type { CustomRuleDefinitionType, CustomRuleVisitorWithExit } from "@eslint/plugin-kit";
import type {
  LanguageOptions,
  Position,
  RuleTextEdit,
  RuleTextEditor,
  RuleVisitor,
  SourceLocation,
  TextSourceCode,
} from "@eslint/core";
import type { RuleWatches } from "../analysis/watches/watches.ts";
import type { FileEdit, ScriptEdit } from "../document/index.ts";
import type { Cut, Evaluation, Span } from "../shell/index.ts";
import type { DocumentNode, ShellNode, SsmNode, StepNode } from "./tree/nodes.ts";

/** Where a rule stopped following a script. */
export interface RuleCut extends Cut {
  readonly rule: string;
}

/** The source code of a file with SSM documents. */
export interface SsmSource extends TextSourceCode<{
  LangOptions: SsmLanguageOptions;
  RootNode: DocumentNode;
  SyntaxElementWithLoc: SsmNode;
  ConfigNode: unknown;
}> {
  /** The file's text without a BOM, by lines. */
  readonly lines: string[];
  getParent(node: SsmNode): SsmNode | undefined;
  /** From the root down, without the node itself. */
  getAncestors(node: SsmNode): SsmNode[];
  /** The file's text at a node, as written. */
  getText(node?: SsmNode, before?: number, after?: number): string;
  /** Line and column (1-based) of a file offset. */
  getLocFromIndex(index: number): Position;
  /** The step that contains a shell node or invocation. */
  stepOf(node: SsmNode): StepNode;
  /**
   * The span in the step's script for a shell node, or for a part of the text that the node's positions refer to: the
   * step's script itself, or code that the script contains as a string or between backticks.
   */
  spanOf(node: ShellNode, part?: Span): Span;
  /** The file location of a span of the step's script. Lines and columns are 1-based, as the language declares. */
  locate(step: StepNode, span: Span): SourceLocation;
  /** The line (1-based) of the file where a span of the step's script starts, as in "line 12" of a message. */
  lineOf(step: StepNode, span: Span): number;
  /**
   * A fix that makes exactly these changes to the step's script, encoded for the scalar that they affect. `undefined` if
   * the file cannot represent the changes, or if they would introduce a syntax error.
   */
  edit(step: StepNode, changes: readonly ScriptEdit[]): ((fixer: RuleTextEditor) => RuleTextEdit[]) | undefined;
  /**
   * Whether one more finding may have a fix with these edits. ESLint merges them into one replacement of everything between the
   * first and the last, and all such replacements of one file together are bounded.
   */
  affords(edits: readonly FileEdit[]): boolean;
  /** Records where the evaluation that a rule does itself was cut off, if it was: `valid-document` reports it. */
  noteCut(step: StepNode, rule: string, evaluation: Pick<Evaluation, "cuts"> | undefined): void;
  /** Where the evaluations of a step that rules did themselves were cut off. */
  cutsIn(step: StepNode): readonly RuleCut[];
  /** Records that a change of a step's script is not offered, because all those of the file cost too much: `valid-document` reports it. */
  noteDropped(step: StepNode, at: Span): void;
  /** The file offset of the first change that was not offered because those of the whole file cost too much. */
  readonly firstDropped: number | undefined;
}

export type SsmLanguageOptions = LanguageOptions & {
  /** Whether each rule reports all its findings in a file, and not only the first 500. False by default. */
  readonly allFindings?: boolean;
  /** Whether a file without any SSM document is silently accepted. True by default. */
  readonly allowNoDocument?: boolean;
  /**
   * Whether all nodes are visited and all programs evaluated, for custom selectors. True by default. If false, only what
   * the plugin's rules watch is evaluated, which is considerably faster.
   */
  readonly complete?: boolean;
};

export type SsmVisitor = RuleVisitor &
  Partial<
    CustomRuleVisitorWithExit<{
      [Node in SsmNode as Node["type"]]: (node: Node, parent?: SsmNode) => void;
    }>
  >;

// ESLint's types require a record of unknown keys, which an interface is not.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type RuleDocs = {
  /** Whether `ssmlint:recommended` contains the rule, and whether as a warning. */
  readonly recommended: boolean | "warn";
  /** The rule's options in `ssmlint:relaxed`, if they differ from the default. */
  readonly relaxed?: readonly unknown[];
  /** Options that turn suggestions into fixes. Reports mention them. */
  readonly suggestionOptions?: readonly SuggestionOption[];
};

/** An option of a rule that turns a suggestion into a fix. */
export interface SuggestionOption {
  /** As written in the rule's options: `credentials: instance-role`. */
  readonly option: string;
  /** The message id of the suggestion. */
  readonly suggestion: string;
  /** Message ids of the findings to which this applies; absent if it applies to all. */
  readonly findings?: readonly string[];
}

/** An ordinary ESLint rule for the language `ssm/document`. */
export type SsmRule<Options extends unknown[] = [], MessageIds extends string = string> = CustomRuleDefinitionType<
  {
    LangOptions: SsmLanguageOptions;
    Code: SsmSource;
    Visitor: SsmVisitor;
    Node: SsmNode;
  },
  { RuleOptions: Options; MessageIds: MessageIds; ExtRuleDocs: RuleDocs }
> & {
  readonly meta?: {
    /**
     * What the rule depends on: a run evaluates only what one of its rules watches. Without it, everything is evaluated and
     * all nodes are visited, which is considerably slower.
     */
    readonly watches?: RuleWatches<Options>;
  };
};
