/** The unnoticed failures of one step, computed lazily. */
import type { ScriptEdit } from "../../document/index.ts";
import type { Circumstances, Evaluation, Invocation, Run, ShellScript } from "../../shell/index.ts";
import { errexitSuggestion, type ErrexitSuggestion } from "./errexit-suggestion.ts";
import type { TrialBudget } from "../trials/trial-budget.ts";
import { callsAtExit, isSameAfter } from "./exit-trap.ts";
import { FixBudget } from "./fix-budget.ts";
import { ServiceControls } from "./stopped-service.ts";
import { SuggestedStops } from "./suggested-stop.ts";
import { byInvocation, type FailingCall } from "./unnoticed-calls.ts";

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
  readonly #services: ServiceControls;
  readonly #suggested: SuggestedStops;
  readonly #atExit: readonly Run[];
  readonly #budget: FixBudget;
  readonly #trials: TrialBudget;
  readonly #suggest: () => ErrexitSuggestion | undefined;
  #suggestion: ErrexitSuggestion | "none" | undefined;

  constructor(shell: ShellScript, evaluation: Evaluation, { budget, commands, environment }: FailuresOptions) {
    this.shell = shell;
    this.evaluation = evaluation;
    this.unnoticed = byInvocation(evaluation);
    this.#services = new ServiceControls(shell.text);
    this.#suggested = new SuggestedStops(shell.text);
    this.#atExit = callsAtExit(evaluation, commands);
    this.#budget = new FixBudget(shell);
    this.#trials = budget;
    this.#suggest = () =>
      evaluation.isOverruled || !budget.take(shell.text.length)
        ? undefined
        : errexitSuggestion(shell, commands, environment, budget);
  }

  /** `set -e` at the top of the script, if it should be suggested. */
  get errexit(): ErrexitSuggestion | undefined {
    const known = (this.#suggestion ??= this.#suggest() ?? "none");
    return known === "none" ? undefined : known;
  }

  /** Whether the budget for a fix or a suggestion was spent. */
  get hasRefused(): boolean {
    return this.#budget.hasRefused || this.#trials.hasRefused;
  }

  /** Whether the script can end at these runs, and the calls of its `EXIT` trap see nothing new. */
  mayEndAt(runs: readonly Run[]): boolean {
    return runs.every((run) => this.#atExit.every((last) => isSameAfter(run, last)));
  }

  /**
   * The suggestion to stop the script at this call, if it may well go on after the failure, so that its author decides whether it
   * should stop.
   */
  suggestedStop(call: FailingCall): "exit" | "stop" | undefined {
    if (this.#services.isStopped(call.place.pos)) return "exit";
    return this.#suggested.has(call) ? "stop" : undefined;
  }

  /** Returns the changes if they exist, have the intended effect, and fit the budget. */
  afforded(changes: readonly ScriptEdit[] | undefined): readonly ScriptEdit[] | undefined {
    const [first] = changes ?? [];
    if (changes === undefined || first === undefined || this.evaluation.isOverruled) return undefined;
    return this.#budget.take({ pos: first.pos, end: changes.at(-1)!.end }) ? changes : undefined;
  }
}
