/** Finds the assignments by which a run of `aws` gets its credentials, if their values may silently be empty. */
import { KEY, SECRET, visibilityOf, TOKEN } from "../../aws/credentials/variables.ts";
import type { Evaluation, Run, Span, AbstractString, VariableEvent } from "../../shell/index.ts";
import type { CredentialCall } from "./credential-call.ts";
import { emptyKeyReason, type DoubtfulKey } from "./empty-key-reason.ts";

export interface SilentFallback extends DoubtfulKey {
  readonly variable: string;
  /** The words that set the variable. */
  readonly span: Span;
  /** Whether the shell still has the value after the command that sets it: not for `X=$(…) aws …` or `env X=$(…) aws …`. */
  readonly isKept: boolean;
}

/** The variables that decide: without a key, a token file or a role, the CLI asks the next provider. */
const DECIDING = [
  [KEY, [SECRET, TOKEN]],
  ["AWS_WEB_IDENTITY_TOKEN_FILE", []],
  ["AWS_ROLE_ARN", []],
] as const;

function valuesSeen(run: Run, name: string): AbstractString[] {
  return run.environment
    .get(name)
    .flatMap((binding) => (binding.state === "set" && visibilityOf(binding) === "set" ? [binding.value] : []));
}

/** Names and positions of assignments. */
interface Assignments {
  /** Those of exports with a value. */
  readonly masking: ReadonlySet<string>;
  /** Those that outlive their command. */
  readonly kept: ReadonlySet<string>;
}

const assignmentsOf = new WeakMap<Evaluation, Assignments>();

function assignmentsIn(evaluation: Evaluation): Assignments {
  let found = assignmentsOf.get(evaluation);
  if (found === undefined) {
    const keysOf = (events: readonly VariableEvent[]): Set<string> => new Set(events.map(assignmentKey));
    found = {
      masking: keysOf(evaluation.events.filter(({ kind, values }) => kind === "export" && values.length > 0)),
      kept: keysOf(evaluation.events.filter(({ prefix }) => !prefix)),
    };
    assignmentsOf.set(evaluation, found);
  }
  return found;
}

function assignmentKey({ name, pos }: Pick<VariableEvent, "name" | "pos">): string {
  return `${name} ${pos}`;
}

/**
 * Whether the variable keeps an earlier value if the program fails: what it prints are the assignments, as in `export $(… | awk
 * '{print "AWS_ACCESS_KEY_ID=" $1}')`.
 */
function mayKeepEarlier(variable: string, value: AbstractString, { pos }: Span, { events }: Evaluation): boolean {
  const isPrinted = value.some((piece) => piece.kind === "unknown" && piece.match !== undefined);
  return isPrinted && events.some((event) => event.name === variable && event.values.length > 0 && event.pos < pos);
}

export function* silentFallbacks({ run, sources }: CredentialCall, evaluation: Evaluation): Generator<SilentFallback> {
  if (!sources.has("keys") && !sources.has("web identity")) return;
  for (const [variable, others] of DECIDING) {
    const siblings = others.flatMap((name) => valuesSeen(run, name));
    for (const binding of run.environment.get(variable)) {
      if (binding.state !== "set" || visibilityOf(binding) !== "set" || binding.span === undefined) continue;
      if (mayKeepEarlier(variable, binding.value, binding.span, evaluation)) continue;
      const { kept, masking } = assignmentsIn(evaluation);
      const key = assignmentKey({ name: variable, pos: binding.span.pos });
      // Whether the command that sets the variable succeeds whatever the substitution in it does: `export X=$(…)`.
      const doubt = emptyKeyReason(binding.value, siblings, run, masking.has(key));
      if (doubt !== undefined) yield { ...doubt, variable, span: binding.span, isKept: kept.has(key) };
    }
  }
}
