/** Determines why an invocation gets no explicit credentials, although the script may appear to give it some. */
import type { ParsedScript } from "unbash";
import type { AbstractString, Binding, Evaluation, Run, Span, VariableEvent } from "../../shell/index.ts";
import type { CredentialSource } from "../../aws/credentials/source.ts";
import { eventsOf, firstEventsOf, unsetAfterExport } from "./event-index.ts";
import { comesFrom, fromEvents } from "./event-reason.ts";
import type { StepExports } from "./earlier-steps.ts";
import { reason, type Reason } from "./reason-kinds.ts";
import {
  CREDENTIAL_VARIABLES,
  isEmpty,
  KEY,
  SECRET,
  visibilityOf,
  type CredentialVariable,
} from "../../aws/credentials/variables.ts";

const TAKERS = new Set(["sudo", "su", "runuser", "env", "exec"]);

/**
 * The reason for a variable that is set but not exported. `export X=x; export -n X` (or `declare +x X`): the script exported it and then revoked
 * that, if the events show it.
 */
function notExported(variable: string, span: Span, events: readonly VariableEvent[]): Reason {
  const gone = unsetAfterExport(events, span.pos);
  if (gone === undefined) return reason("notExported", variable, span);
  return reason("removed", variable, span, { by: "other", until: gone });
}

/** What became of a binding that the program does not see, or sees empty. */
function fromBinding(
  variable: string,
  binding: Binding,
  evaluation: Evaluation,
  { invocation }: Run,
): Reason | undefined {
  if (binding.state === "set" && binding.span !== undefined) {
    if (visibilityOf(binding) === "empty") return reason("empty", variable, binding.span);
    if (visibilityOf(binding) === "absent" && !isEmpty(binding.value))
      return notExported(variable, binding.span, eventsOf(evaluation, variable));
  }
  if (!("removal" in binding) || binding.removal === undefined) return undefined;
  const { by, span: until, was } = binding.removal;
  if (was.state !== "set" || was.span === undefined || isEmpty(was.value)) return undefined;
  if (comesFrom(was.value, invocation)) return undefined;
  if (by === "not exported") return reason("notExported", variable, was.span);
  if (!was.exported) return by === "local ended" ? undefined : reason("notExported", variable, was.span);
  const span = exportAfter(firstEventsOf(evaluation, variable).all, was.span, until) ?? was.span;
  return reason(TAKERS.has(by) ? "dropped" : "removed", variable, span, { by, until });
}

/** The only `export` of a variable between its assignment and its removal: of several, it is not known which one ran. */
function exportAfter(events: readonly VariableEvent[], assigned: Span, removed: Span): Span | undefined {
  const between = events.filter(({ kind, pos }) => kind === "export" && assigned.pos < pos && pos < removed.pos);
  return between.length === 1 ? between[0] : undefined;
}

/** Returns the last export of a variable in earlier steps. */
export type EarlierExport = (variable: string) => ReturnType<StepExports["before"]>;

function fromEarlierSteps(variable: string, earlier: EarlierExport): Reason | undefined {
  const found = earlier(variable);
  if (found === undefined) return undefined;
  const { step, event } = found;
  return reason("otherStep", variable, { pos: event.pos, end: event.end }, { step });
}

function story(
  variable: CredentialVariable,
  run: Run,
  evaluation: Evaluation,
  earlier: EarlierExport,
  tree: ParsedScript,
): Reason | undefined {
  const bindings = run.environment.get(variable);
  if (bindings.every((binding) => visibilityOf(binding) === "set")) return undefined;
  for (const binding of bindings) {
    const found = fromBinding(variable, binding, evaluation, run);
    if (found !== undefined) return found;
  }
  return fromEvents(variable, run, evaluation, tree) ?? fromEarlierSteps(variable, earlier);
}

/**
 * Returns why `run` gets no explicit credentials.
 * @param profile the value of `--profile`
 */
export function reasonFor(
  run: Run,
  profile: AbstractString | undefined,
  evaluation: Evaluation,
  earlier: EarlierExport,
  tree: ParsedScript,
): Reason {
  for (const variable of CREDENTIAL_VARIABLES) {
    const found = story(variable, run, evaluation, earlier, tree);
    if (found !== undefined) return found;
  }
  const seen = (name: CredentialVariable) =>
    run.environment.get(name).find((binding) => visibilityOf(binding) === "set");
  const [kind, half, binding] =
    seen(KEY) === undefined
      ? (["secretWithoutKey", SECRET, seen(SECRET)] as const)
      : (["keyWithoutSecret", KEY, seen(KEY)] as const);
  if (binding?.state === "set") return reason(kind, half, binding.span);
  const bindings = CREDENTIAL_VARIABLES.flatMap((name) => run.environment.get(name));
  const downloaded = bindings.find((one) => isUnknown(one) && one.downloaded === true);
  if (downloaded?.state === "unknown") return reason("downloaded", "", downloaded.span);
  return reason(profile !== undefined && isEmpty(profile) ? "emptyOption" : "nothing");
}

function isUnknown(binding: Binding): binding is Extract<Binding, { state: "unknown" }> {
  return binding.state === "unknown";
}

/** The variables that a source is read from; the first is the one to name in messages. */
const READ_FROM: Partial<Record<CredentialSource, readonly CredentialVariable[]>> = {
  keys: [KEY, SECRET],
  "profile variable": ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
  "web identity": ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"],
  "file variable": ["AWS_SHARED_CREDENTIALS_FILE"],
};

function sees(run: Run, name: CredentialVariable): boolean {
  return run.environment.get(name).every((binding) => visibilityOf(binding) === "set");
}

/** What stops the CLI before it asks any other provider: a key without its secret, or a profile without a name. */
export type EarlyStop = "halfKey" | "emptyProfile";

export function earlyStopOf(run: Run): EarlyStop | undefined {
  const isEmptyProfile = (["AWS_PROFILE", "AWS_DEFAULT_PROFILE"] as const).some((name) =>
    run.environment.get(name).every((binding) => visibilityOf(binding) === "empty"),
  );
  if (isEmptyProfile) return "emptyProfile";
  return sees(run, KEY) && !sees(run, SECRET) ? "halfKey" : undefined;
}

/**
 * Returns the reason if `run` gets credentials from `source`, but other paths to the same command do not.
 * @param lacking a run on such a path
 * @param unsigned whether the run has `--no-sign-request`
 */
export function reasonOnOtherPaths(run: Run, source: CredentialSource, lacking: Run, unsigned: boolean): Reason {
  const read = READ_FROM[source] ?? [];
  const missing = read.filter((name) => !sees(lacking, name));
  for (const variable of missing.length === 0 ? read : missing) {
    const binding = run.environment.get(variable).find((each) => visibilityOf(each) === "set");
    if (binding?.state !== "set") continue;
    return reason(binding.span === undefined ? "inherited" : "somePaths", variable, binding.span);
  }
  if (source === "unknown") {
    const unknown = CREDENTIAL_VARIABLES.flatMap((name) => run.environment.get(name)).find(isUnknown);
    const [key] = run.environment.get(KEY);
    const removal = key !== undefined && "removal" in key ? key.removal : undefined;
    if (removal?.was.state === "unknown")
      return reason("unseenRemoved", KEY, removal.was.span, { by: removal.by, until: removal.span });
    if (unknown !== undefined) return reason("unseen", "", unknown.span);
  }
  const option = unsigned ? "--no-sign-request" : "--profile";
  return reason("somePaths", source === "option" ? option : "credentials");
}
