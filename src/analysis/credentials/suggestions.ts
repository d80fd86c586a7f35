/** The fixes and suggestions for a command without explicit credentials. */
import type { CredentialSource, CredentialTrust } from "../../aws/credentials/source.ts";
import type { ScriptEdit } from "../../document/index.ts";
import { type Evaluation, type Invocation, type ShellScript } from "../../shell/index.ts";
import { AWS_NAMES } from "../../aws/credentials/variables.ts";
import { credentialCalls, type CredentialFault } from "./credential-call.ts";
import {
  freePrefix,
  leaveFilesOut,
  nameProfile,
  OWN_ENVIRONMENT,
  ownRepair,
  rememberedEdits,
  takeInstanceRole,
  type RepairableScript,
} from "./repairs.ts";
import { Tracing } from "../trials/tracing.ts";
import type { TrialBudget } from "../trials/trial-budget.ts";
import { hasWritten, namedProfiles, type NamedProfiles } from "./profiles.ts";
import { Verifier } from "./verify-fix.ts";

/** The credentials that the user has configured. */
export type Wanted = "instance-role" | { readonly profile: string } | undefined;

export interface Suggestion {
  readonly kind: "takeInstanceRole" | "leaveFilesOut" | "nameProfile";
  readonly profile: string;
  readonly changes: readonly ScriptEdit[];
}

export interface Offer {
  /** A fix that uses the credentials that the script intends, or the configured ones. */
  readonly fix: readonly ScriptEdit[] | undefined;
  readonly suggestions: readonly Suggestion[];
}

/** What a fix needs to know about a step. */
export interface OfferedStep {
  readonly shell: ShellScript;
  readonly evaluation: Evaluation;
  /** Names of variables that the agent exports to the step. */
  readonly environment: readonly string[];
  /** Parameters of the document. */
  readonly parameters: readonly string[];
  readonly trust: CredentialTrust;
  /** The budget for trying fixes in the file. */
  readonly budget: TrialBudget;
}

/** Sources that the CLI asks only if there are no keys in the environment. */
const BEHIND_KEYS: ReadonlySet<CredentialSource> = new Set([
  "profile variable",
  "web identity",
  "file variable",
  "written file",
  "unknown",
]);

/**
 * Sources in the CLI's own files, or chosen there. Profiles named by an option are not listed: the suggestion itself says that
 * they are hidden.
 */
const FROM_FILES: ReadonlySet<CredentialSource> = new Set([
  "profile variable",
  "file variable",
  "written file",
  "unknown",
]);

/** Creates offers for the findings of one step. */
export class Offers {
  readonly #step: OfferedStep;
  readonly #tracing: Tracing;
  readonly #verifier: Verifier;
  readonly #script: RepairableScript | undefined;
  readonly #first: Invocation | undefined;
  #untouched: boolean | undefined;
  #given: ReadonlySet<CredentialSource> | undefined;
  #known: NamedProfiles | undefined;

  constructor(step: OfferedStep) {
    const { shell, evaluation, environment, trust, budget } = step;
    this.#step = step;
    this.#tracing = new Tracing(shell);
    this.#verifier = new Verifier(shell, evaluation, environment, trust, budget);
    this.#script = shell.tree && {
      text: shell.text,
      tree: shell.tree,
      evaluation,
      freePrefix: freePrefix(shell.text),
      remembered: rememberedEdits(),
    };
    this.#first = evaluation.invocations.find((invocation) =>
      credentialCalls(invocation, trust).some((call) => call.sources.has("implicit")),
    );
  }

  /** A profile that the document itself names, and that exists when the command runs. */
  #profile(invocation: Invocation): string | undefined {
    this.#known ??= namedProfiles(this.#step);
    const { names, created } = this.#known;
    return names.find((name) => !created.has(name) || invocation.runs.every((run) => hasWritten(run, name)));
  }

  /**
   * Whether the script never changes a credential, so that a command gets what is exported before it. The script then need not be
   * evaluated again, which is by far the most expensive part of an offer.
   */
  get #isUntouched(): boolean {
    const { events, invocations } = this.#step.evaluation;
    return (
      [...this.#sources].every((source) => source === "option") &&
      !events.some(({ name }) => AWS_NAMES.has(name)) &&
      !invocations.some(
        ({ program, via }) =>
          (program === "aws" || program === "") && via.some((one) => one === "sudo" || OWN_ENVIRONMENT.has(one)),
      )
    );
  }

  /** The sources that give the script's commands credentials on some path. */
  get #sources(): ReadonlySet<CredentialSource> {
    if (this.#given !== undefined) return this.#given;
    const { evaluation, trust } = this.#step;
    const calls = evaluation.invocations.flatMap((invocation) => credentialCalls(invocation, trust));
    const named = calls.filter(({ line }) => !line.options.has("no-sign-request"));
    this.#given = new Set(named.flatMap(({ sources }) => [...sources].filter((source) => source !== "implicit")));
    return this.#given;
  }

  /** Whether another command gets its credentials from one of these sources. */
  #overrides(overridden: ReadonlySet<CredentialSource>): boolean {
    return [...this.#sources].some((source) => overridden.has(source));
  }

  #checked(invocation: Invocation, changes: readonly ScriptEdit[] | undefined) {
    if (changes === undefined) return undefined;
    this.#untouched ??= this.#isUntouched;
    return this.#untouched || this.#verifier.makesExplicit(invocation, changes) ? changes : undefined;
  }

  for({ call, reason, elsewhere }: CredentialFault, wanted: Wanted): Offer {
    const script = this.#script;
    const first = this.#first;
    const { invocation } = call.run;
    if (script === undefined || first === undefined) return { fix: undefined, suggestions: [] };
    const own = this.#checked(invocation, ownRepair(script, reason, invocation));
    if (own !== undefined) return { fix: own, suggestions: [] };
    // Other credentials would override those that the command has on another path, or that the script assigns and forgets to export.
    if (elsewhere || reason.kind === "notExported") return { fix: undefined, suggestions: [] };
    const preamble = this.#overrides(BEHIND_KEYS) ? undefined : takeInstanceRole(script, first, invocation);
    // A trace would show the keys.
    const isTraced = preamble !== undefined && this.#tracing.isOnAt(preamble[0]!.pos);
    const role = isTraced ? undefined : this.#checked(invocation, preamble);
    const files = this.#overrides(FROM_FILES)
      ? undefined
      : this.#checked(invocation, leaveFilesOut(script, first, invocation));
    const name = typeof wanted === "object" ? wanted.profile : this.#profile(invocation);
    // An empty `--profile ""` after the added one would win.
    const isUseless = name === undefined || call.line.options.has("profile");
    const profile = isUseless ? undefined : this.#checked(invocation, nameProfile(call.run, name, script.text));
    const suggestions: Suggestion[] = [];
    if (role !== undefined) suggestions.push({ kind: "takeInstanceRole", profile: "", changes: role });
    if (files !== undefined) suggestions.push({ kind: "leaveFilesOut", profile: "", changes: files });
    if (profile !== undefined) suggestions.push({ kind: "nameProfile", profile: name!, changes: profile });
    const fix = wanted === "instance-role" ? role : typeof wanted === "object" ? profile : undefined;
    return { fix, suggestions: suggestions.filter(({ changes }) => changes !== fix) };
  }
}
