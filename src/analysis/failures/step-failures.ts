/** What is known of the failing calls of one step, found when something asks for it first. */
import type { ScriptEdit } from "../../document/model/source-map.ts";
import type { Circumstances, Evaluation, Invocation, Run } from "../../shell/model/invocation.ts";
import type { ShellScript } from "../../shell/syntax/script.ts";
import { errexitSuggestion, type ErrexitSuggestion } from "./errexit-suggestion.ts";
import { FixBudget } from "./fix-budget.ts";
import { byInvocation } from "./unnoticed-calls.ts";

export class StepFailures {
  readonly shell: ShellScript;
  readonly evaluation: Evaluation;
  /** For each invocation, the runs whose failure goes unnoticed. */
  readonly unnoticed: ReadonlyMap<Invocation, ReadonlyMap<Run, Circumstances>>;
  private readonly budget: FixBudget;
  private readonly suggest: () => ErrexitSuggestion | undefined;
  private suggestion: ErrexitSuggestion | "none" | undefined;

  constructor(
    shell: ShellScript,
    evaluation: Evaluation,
    { commands, environment }: { readonly commands: readonly string[]; readonly environment: readonly string[] },
  ) {
    this.shell = shell;
    this.evaluation = evaluation;
    this.unnoticed = byInvocation(evaluation);
    this.budget = new FixBudget(shell);
    this.suggest = () => errexitSuggestion(shell, commands, environment);
  }

  /** `set -e` at the top of the script, if that is to be suggested. */
  get errexit(): ErrexitSuggestion | undefined {
    const known = (this.suggestion ??= this.suggest() ?? "none");
    return known === "none" ? undefined : known;
  }

  /** The changes, if there are any and they can be afforded. */
  afforded(changes: readonly ScriptEdit[] | undefined): readonly ScriptEdit[] | undefined {
    const [first] = changes ?? [];
    if (changes === undefined || first === undefined) return undefined;
    return this.budget.take({ pos: first.pos, end: changes.at(-1)!.end }) ? changes : undefined;
  }
}
