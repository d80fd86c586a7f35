/** Finds the assignments by which a run of `aws` gets its credentials, if their values may silently be empty. */
import { KEY, SECRET, visibilityOf, TOKEN } from "../../aws/credentials/variables.ts";
import type { Evaluation, Run, Span, AbstractString } from "../../shell/index.ts";
import type { CredentialCall } from "./credential-call.ts";
import { emptyKeyReason, type DoubtfulKey } from "./empty-key-reason.ts";

export interface SilentFallback extends DoubtfulKey {
  readonly variable: string;
  /** The words that set the variable. */
  readonly span: Span;
}

/** The variables that decide: without a key, a token file or a role, the CLI asks the next provider. */
const DECIDING = [
  [KEY, [SECRET, TOKEN]],
  ["AWS_WEB_IDENTITY_TOKEN_FILE", []],
  ["AWS_ROLE_ARN", []],
] as const;

function values(run: Run, name: string): AbstractString[] {
  return run.environment
    .get(name)
    .flatMap((binding) => (binding.state === "set" && visibilityOf(binding) === "set" ? [binding.value] : []));
}

/** Names and positions of exports with a value. */
const maskingExports = new WeakMap<Evaluation, ReadonlySet<string>>();

/** Whether the command that sets the variable succeeds whatever the substitution in it does: `export X=$(…)`. */
function isMasked(evaluation: Evaluation, name: string, span: Span): boolean {
  let masking = maskingExports.get(evaluation);
  if (masking === undefined) {
    const exports = evaluation.events.filter(({ kind, value }) => kind === "export" && value !== undefined);
    masking = new Set(exports.map((event) => `${event.name} ${event.pos}`));
    maskingExports.set(evaluation, masking);
  }
  return masking.has(`${name} ${span.pos}`);
}

export function* silentFallbacks({ run, sources }: CredentialCall, evaluation: Evaluation): Generator<SilentFallback> {
  if (!sources.has("keys") && !sources.has("web identity")) return;
  for (const [variable, others] of DECIDING) {
    const siblings = others.flatMap((name) => values(run, name));
    for (const binding of run.environment.get(variable)) {
      if (binding.state !== "set" || visibilityOf(binding) !== "set" || binding.span === undefined) continue;
      const masked = isMasked(evaluation, variable, binding.span);
      const doubt = emptyKeyReason(binding.value, siblings, run, masked);
      if (doubt !== undefined) yield { ...doubt, variable, span: binding.span };
    }
  }
}
