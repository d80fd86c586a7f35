/** The step node that rules visit. Its shell code is parsed and evaluated lazily. */
import type { Command, SyntaxNode } from "unbash";
import type { Range, SsmDocument, Step } from "../../document/index.ts";
import { GIVEN_TOGETHER } from "../../aws/credentials/variables.ts";
import type { Criterion } from "../../analysis/interest.ts";
import { programs } from "../../programs/table.ts";
import { evaluate, type Decisions, type Evaluation, type Invocation, type ShellScript } from "../../shell/index.ts";
import type { StepNode } from "./nodes.ts";
import { filesBefore, filesForLater } from "../scripts/step-files.ts";
import { parseStep } from "../scripts/parse-step.ts";
import { permittedValues } from "../scripts/permitted-values.ts";
import { assignPlaceholders } from "./placeholders.ts";
import { sharedScript, type SharedScript, type StepTree } from "../scripts/shared-scripts.ts";
import { fileProgress } from "../scripts/file-progress.ts";
import { evaluations, measure } from "../scripts/elapsed-time.ts";

/** The properties that the evaluation adds to a command's syntax node. */
interface EvaluatedCommand {
  invocations?: Invocation[];
  scripts?: SyntaxNode[];
}

export class LazyStepNode implements StepNode {
  readonly type = "Step";
  readonly name: string;
  readonly range: Range;
  readonly step: Step;
  readonly document: SsmDocument;
  readonly siblings: readonly StepNode[];
  readonly index: number;
  readonly #tree: StepTree;
  readonly #original: LazyStepNode | undefined;
  #script: SharedScript | undefined;

  /** @param original an earlier step with the same script at the same file range; if given, this step's script is not visited again. */
  constructor(
    step: Step,
    document: SsmDocument,
    siblings: readonly StepNode[],
    tree: StepTree,
    original?: LazyStepNode,
  ) {
    this.#tree = tree;
    this.#original = original;
    this.name = step.name;
    this.range = step.range;
    this.step = step;
    this.document = document;
    this.siblings = siblings;
    this.index = siblings.length;
  }

  get isRepeated(): boolean {
    return this.#original !== undefined;
  }

  get shell(): ShellScript {
    return this.#parsed.shell;
  }

  get evaluation(): Evaluation {
    if (this.#original !== undefined) return this.#original.evaluation;
    const script = this.#parsed;
    if (script.evaluation !== undefined) return script.evaluation;
    fileProgress.listener?.({ stage: "script", done: this.index + 1, total: this.siblings.length });
    return (script.evaluation = measure("evaluating", () => evaluated(script.shell, this, this.#tree.criterion)));
  }

  evaluateWith(decisions: Decisions): Evaluation {
    return followed(this.shell, this, this.#tree.criterion, decisions);
  }

  get #parsed(): SharedScript {
    if (this.#original !== undefined) return this.#original.#parsed;
    return (this.#script ??= sharedScript(this, this.#tree, () => measure("parsing", () => parsed(this, this.#tree))));
  }

  /** The tree with the invocations, which the evaluation attaches. */
  get script(): SyntaxNode | undefined {
    void this.evaluation;
    return this.shell.tree;
  }

  get invocations(): readonly Invocation[] {
    return this.evaluation.invocations;
  }
}

/** If all nodes of the tree are visited, the placeholders are added to it. */
function parsed({ document, step }: StepNode, { criterion, commandShare }: StepTree): ShellScript {
  const shell = parseStep(step, { commandShare, permitted: permittedValues(document.declarations) });
  if (criterion.syntax && shell.tree !== undefined) assignPlaceholders(shell.tree, shell.placeholders);
  return shell;
}

function evaluated(shell: ShellScript, node: StepNode, criterion: Criterion): Evaluation {
  const evaluation = followed(shell, node, criterion);
  evaluations.commands += evaluation.commands;
  hangInTree(evaluation);
  return evaluation;
}

function followed(shell: ShellScript, node: StepNode, criterion: Criterion, decisions?: Decisions): Evaluation {
  return evaluate(shell, {
    programs,
    environment: node.step.environment,
    files: filesBefore(node),
    together: GIVEN_TOGETHER,
    interest: criterion.interestIn(shell.text, filesForLater(node)),
    decisions,
  });
}

/** Attaches each invocation to its command, and code that is passed to a program as text to the program that runs it. */
function hangInTree({ invocations, embedded }: Evaluation): void {
  for (const invocation of invocations) {
    const command = invocation.command as Command & EvaluatedCommand;
    (command.invocations ??= []).push(invocation);
  }
  for (const script of embedded) {
    if (script.tree === undefined || script.command === undefined) continue;
    const command = script.command as Command & EvaluatedCommand;
    const runner = (command.invocations?.at(-1) ?? command) as EvaluatedCommand;
    (runner.scripts ??= []).push(script.tree);
  }
}
