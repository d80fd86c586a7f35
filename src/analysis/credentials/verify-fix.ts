/** Verifies a fix by evaluating the changed script: the command must have explicit credentials, and nothing else may be worse. */
import type { CredentialTrust } from "../../aws/credentials/source.ts";
import { AWS_NAMES, GIVEN_TOGETHER } from "../../aws/credentials/variables.ts";
import type { ScriptEdit } from "../../document/index.ts";
import {
  evaluate,
  lastUpTo,
  type Evaluation,
  type Interest,
  type Invocation,
  type ShellScript,
} from "../../shell/index.ts";
import { isModelled, isStarter, programs } from "../../programs/table.ts";
import { TrialBudget } from "../trials/trial-budget.ts";
import { credentialFindings, type CredentialFindings } from "./findings.ts";

/** The interest for a trial. A fix that is only right if paths are kept apart is not offered. */
const INTEREST: Interest = {
  watched: ["aws"],
  variables: AWS_NAMES,
  modelled: isModelled,
  starts: isStarter,
  only: true,
  roughly: true,
};

/** Returns the text after the changes, and a function from a new offset to the old one: `undefined` inside inserted text. */
function changed(text: string, changes: readonly ScriptEdit[]) {
  const sorted = changes.toSorted((a, b) => a.pos - b.pos || a.end - b.end);
  let result = "";
  let at = 0;
  const kept: { readonly from: number; readonly to: number; readonly old: number }[] = [];
  const keep = (until: number) => {
    kept.push({ from: result.length, to: result.length + until - at, old: at });
    result += text.slice(at, until);
  };
  for (const change of sorted) {
    keep(change.pos);
    result += change.text;
    at = change.end;
  }
  keep(text.length);
  const starts = kept.map(({ from }) => ({ pos: from }));
  const old = (offset: number) => {
    const piece = kept[lastUpTo(starts, offset)];
    return piece === undefined || offset >= piece.to ? undefined : piece.old + offset - piece.from;
  };
  return { text: result, old };
}

/** The findings in the changed text, and a function from offsets in it to offsets before the changes. */
interface Trial extends Pick<ReturnType<typeof changed>, "old"> {
  readonly after: CredentialFindings;
}

/** The result of a fix. */
interface Outcome {
  /** Whether there is a new finding, or the result is unknown. */
  readonly isWorse: boolean;
  /** Positions, before the fix, of the commands that have no explicit credentials after it. */
  readonly implicit: ReadonlySet<number>;
}

const WORSE: Outcome = { isWorse: true, implicit: new Set() };

/** Tries fixes of one script. */
export class Verifier {
  readonly #script: ShellScript;
  readonly #environment: readonly string[];
  readonly #trust: CredentialTrust;
  readonly #evaluation: Evaluation;
  #before: CredentialFindings | undefined;
  /** Keyed by the changes: comparing whole texts of long scripts is slower. */
  readonly #trials = new Map<string, Trial | undefined>();
  /** Keyed by the array of changes, as many findings share one array. */
  readonly #outcomes = new WeakMap<readonly ScriptEdit[], Outcome>();
  readonly #budget: TrialBudget;

  /**
   * @param environment names of variables that the agent exports to the step
   * @param budget the budget for all trials in the file
   */
  constructor(
    script: ShellScript,
    evaluation: Evaluation,
    environment: readonly string[],
    trust: CredentialTrust = { trustSourced: true },
    budget: TrialBudget = new TrialBudget(),
  ) {
    this.#script = script;
    this.#environment = environment;
    this.#trust = trust;
    this.#evaluation = evaluation;
    this.#budget = budget;
  }

  #trial(changes: readonly ScriptEdit[]): Trial | undefined {
    const key = changes.map(({ pos, end, text }) => `${pos} ${end} ${text}`).join("\0");
    if (this.#trials.has(key)) return this.#trials.get(key);
    const added = changes.reduce((sum, { pos, end, text }) => sum + text.length - (end - pos), 0);
    if (!this.#budget.take(this.#script.text.length + added)) return undefined;
    const { text, old } = changed(this.#script.text, changes);
    const evaluation = evaluate(this.#budget.parse(text, this.#script), {
      programs,
      environment: this.#environment,
      files: this.#evaluation.found,
      together: GIVEN_TOGETHER,
      interest: INTEREST,
      endsAtCut: true,
    });
    const isWhole = this.#budget.spend(evaluation);
    const found = isWhole ? { after: credentialFindings(evaluation, this.#trust), old } : undefined;
    this.#trials.set(key, found);
    return found;
  }

  /**
   * Returns whether after `changes` the command has explicit credentials on every path, and the credential rules report nothing
   * new.
   */
  makesExplicit(invocation: Invocation, changes: readonly ScriptEdit[]): boolean {
    let outcome = this.#outcomes.get(changes);
    if (outcome === undefined) this.#outcomes.set(changes, (outcome = this.#outcomeOf(changes)));
    return !outcome.isWorse && !outcome.implicit.has(invocation.programSpan.pos);
  }

  #outcomeOf(changes: readonly ScriptEdit[]): Outcome {
    const found = this.#trial(changes);
    if (found === undefined) return WORSE;
    const { after, old } = found;
    const before = (this.#before ??= credentialFindings(this.#evaluation, this.#trust));
    const implicit = new Set<number>();
    for (const place of after.implicit) {
      const was = old(place);
      if (was === undefined || !before.implicit.has(was)) return WORSE;
      implicit.add(was);
    }
    const isNew = (place: number): boolean => {
      const was = old(place);
      return was === undefined || !before.other.has(was);
    };
    return [...after.other].some(isNew) ? WORSE : { isWorse: false, implicit };
  }
}
