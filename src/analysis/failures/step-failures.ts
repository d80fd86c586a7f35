/** The unnoticed failures of one step, computed lazily. */
import type { ScriptEdit } from "../../document/index.ts";
import type { Circumstances, Evaluation, Invocation, Run, ShellScript } from "../../shell/index.ts";
import { errexitSuggestion, type ErrexitSuggestion } from "./errexit-suggestion.ts";
import type { TrialBudget } from "../trials/trial-budget.ts";
import { FixBudget } from "./fix-budget.ts";
import { ServiceControls } from "./stopped-service.ts";
import { byInvocation } from "./unnoticed-calls.ts";

export interface FailuresOptions {
  readonly commands: readonly string[];
  /** Names of variables that the agent exports to the step. */
  readonly environment: readonly string[];
  /** The budget for trying suggestions in the file. */
  readonly budget: TrialBudget;
}

export class StepFailures {
  readonly shell: ShellScript;
  readonly evaluation: Evaluation;
  /** For each invocation, the runs whose failure goes unnoticed. */
  readonly unnoticed: ReadonlyMap<Invocation, ReadonlyMap<Run, Circumstances>>;
  readonly services: ServiceControls;
  private readonly budget: FixBudget;
  private readonly suggest: () => ErrexitSuggestion | undefined;
  /** Whether a trap determines the script's exit status. */
  private readonly succeedsAnyway: boolean;
  private suggestion: ErrexitSuggestion | "none" | undefined;

  constructor(shell: ShellScript, evaluation: Evaluation, { budget, commands, environment }: FailuresOptions) {
    this.shell = shell;
    this.evaluation = evaluation;
    this.unnoticed = byInvocation(evaluation);
    this.services = new ServiceControls(shell.text);
    this.budget = new FixBudget(shell);
    this.succeedsAnyway = trapsSuccess(shell.text);
    this.suggest = () =>
      this.succeedsAnyway || !budget.take(shell.text.length, evaluation.commands)
        ? undefined
        : errexitSuggestion(shell, commands, environment);
  }

  /** `set -e` at the top of the script, if it should be suggested. */
  get errexit(): ErrexitSuggestion | undefined {
    const known = (this.suggestion ??= this.suggest() ?? "none");
    return known === "none" ? undefined : known;
  }

  /** Returns the changes if they exist, have the intended effect, and fit the budget. */
  afforded(changes: readonly ScriptEdit[] | undefined): readonly ScriptEdit[] | undefined {
    const [first] = changes ?? [];
    if (changes === undefined || first === undefined || this.succeedsAnyway) return undefined;
    return this.budget.take({ pos: first.pos, end: changes.at(-1)!.end }) ? changes : undefined;
  }
}

/** Whether the script sets a trap on EXIT that sets the exit status itself: `trap 'exit 0' EXIT`. */
function trapsSuccess(text: string): boolean {
  for (const [, code = ""] of text.matchAll(/\btrap\s+([^\n]*?)\s+(?:EXIT|0)\b/g)) {
    if (/\bexit\b/.test(code)) return true;
    if (/^\w+$/.test(code) && new RegExp(`\\b${code}\\s*\\(\\)[^}]*\\bexit\\b`).test(text)) return true;
  }
  return false;
}
