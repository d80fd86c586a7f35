/** The type of a rule, and what a rule may ask of the source code. */
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
import type { ScriptEdit } from "../document/index.ts";
import type { Span } from "../shell/index.ts";
import type { DocumentNode, ShellNode, SsmNode, StepNode } from "./nodes.ts";

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
  /** The text of the file that a node stands in, as it is written there. */
  getText(node?: SsmNode, before?: number, after?: number): string;
  /** Line and column (1-based) of an offset of the file. */
  getLocFromIndex(index: number): Position;
  /** The step that holds a shell node or invocation. */
  stepOf(node: SsmNode): StepNode;
  /**
   * The span of the step's script for a shell node, or for a part of the text that the node's positions count in: the step's
   * script itself, or code that stands in it as a string or between backticks.
   */
  spanOf(node: ShellNode, part?: Span): Span;
  /** Where a span of the step's script stands in the file; line 1-based, column 1-based as the language states. */
  locate(step: StepNode, span: Span): SourceLocation;
  /** Line (1-based) of the file where a span of the step's script starts: what messages call "line 12". */
  lineOf(step: StepNode, span: Span): number;
  /**
   * A fix that makes exactly these changes of the step's script, encoded for the scalar they land in.
   * `undefined` where the file cannot hold them, or the script would have a new syntax error after it.
   */
  edit(step: StepNode, changes: readonly ScriptEdit[]): ((fixer: RuleTextEditor) => RuleTextEdit[]) | undefined;
}

export type SsmLanguageOptions = LanguageOptions & {
  /** Whether a file without any SSM document is quietly accepted. True by default. */
  readonly allowNoDocument?: boolean;
  /**
   * Whether every node is visited and every program followed, for selectors of one's own. True by default; with false only what
   * the plugin's rules watch, which is a good deal faster.
   */
  readonly complete?: boolean;
};

export type SsmVisitor = RuleVisitor &
  Partial<
    CustomRuleVisitorWithExit<{
      [Node in SsmNode as Node["type"]]: (node: Node, parent?: SsmNode) => void;
    }>
  >;

// An interface is no record of unknown keys, which ESLint's types ask for.
// oxlint-disable-next-line typescript/consistent-type-definitions
export type RuleDocs = {
  /** Whether `ssmlint:recommended` contains the rule, and whether as a warning. */
  readonly recommended: boolean | "warn";
  /** The rule's options in `ssmlint:relaxed`, if they differ from the default. */
  readonly relaxed?: readonly unknown[];
  /** Options that turn suggestions into fixes, for reports to mention. */
  readonly suggestionOptions?: readonly SuggestionOption[];
};

/** An option of a rule that turns a suggestion into a fix. */
export interface SuggestionOption {
  /** As one writes it in the rule's options: `credentials: instance-role`. */
  readonly option: string;
  /** The message id of the suggestion. */
  readonly suggestion: string;
  /** Message ids of the findings for which it does; all if there are none. */
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
     * What the rule looks at: a run follows only what one of its rules watches. Without it everything is followed and every
     * node visited, which is a good deal slower.
     */
    readonly watches?: RuleWatches<Options>;
  };
};
