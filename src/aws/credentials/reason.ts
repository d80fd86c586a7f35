/** Why an invocation gets no credentials explicitly, though the script may look as if it did. */
import type { Binding } from "../../shell/environment.ts";
import type { Evaluation, Invocation, Run, Scope, VariableEvent } from "../../shell/invocation.ts";
import type { Span } from "../../shell/span.ts";
import type { CredentialSource } from "./source.ts";
import { CREDENTIAL_VARIABLES, isEmpty, KEY, SECRET, sight, type CredentialVariable } from "./variables.ts";

/** `span` is the text that misled the reader: the assignment or export that this invocation does not see. */
export type Reason =
  | { readonly kind: "nothing" }
  /** Other paths get them from `variable`, set at `span`. */
  | { readonly kind: "somePaths"; readonly variable: string; readonly span: Span | undefined }
  | {
      readonly kind: "keyWithoutSecret" | "secretWithoutKey";
      readonly variable: string;
      readonly span: Span | undefined;
    }
  | {
      readonly kind: "notExported" | "later" | "empty" | "oneCommand" | "otherBranch";
      readonly variable: string;
      readonly span: Span;
    }
  | { readonly kind: "lost" | "uncalled"; readonly variable: string; readonly span: Span; readonly scope: Scope }
  | {
      readonly kind: "dropped" | "removed";
      readonly variable: string;
      readonly by: string;
      readonly span: Span;
      /** The `sudo`, `unset` … that took it away. */
      readonly taker: Span;
    }
  | { readonly kind: "otherStep"; readonly variable: string; readonly span: Span; readonly step: number };

const TAKERS = new Set(["sudo", "su", "runuser", "env", "exec"]);

function contains(outer: Span, inner: Span): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}

/** What became of a binding that the program does not see, or sees empty. */
function fromBinding(variable: string, binding: Binding): Reason | undefined {
  if (binding.state === "set" && binding.span !== undefined) {
    if (sight(binding) === "empty") return { kind: "empty", variable, span: binding.span };
    if (sight(binding) === "absent" && !isEmpty(binding.value)) {
      return { kind: "notExported", variable, span: binding.span };
    }
  }
  if (binding.state !== "unset" || binding.removal === undefined) return undefined;
  const { by, span: taker, was } = binding.removal;
  if (was.state !== "set" || was.span === undefined || isEmpty(was.value)) return undefined;
  if (by === "not exported") return { kind: "notExported", variable, span: was.span };
  if (!was.exported) return by === "local ended" ? undefined : { kind: "notExported", variable, span: was.span };
  return { kind: TAKERS.has(by) ? "dropped" : "removed", variable, by, span: was.span, taker };
}

/** The event as the reader sees it: exported, and with something in it. */
function misleads(event: VariableEvent): boolean {
  return event.kind !== "unset" && event.exported && (event.value === undefined || !isEmpty(event.value));
}

function fromEvent(event: VariableEvent, invocation: Invocation): Reason | undefined {
  const { name: variable } = event;
  const span: Span = { pos: event.pos, end: event.end };
  if (event.prefix) return { kind: "oneCommand", variable, span };
  const lostWith = event.scopes.find((scope) => scope.kind !== "function" && scope.kind !== "trap");
  if (lostWith !== undefined && !contains(lostWith, invocation))
    return { kind: "lost", variable, span, scope: lostWith };
  const inside = event.scopes.find((scope) => scope.kind === "function" && !contains(scope, invocation));
  if (inside !== undefined) return { kind: "uncalled", variable, span, scope: inside };
  return { kind: event.pos > invocation.pos ? "later" : "otherBranch", variable, span };
}

/** The most telling first: what stands before the invocation misleads more than what stands after it. */
const TELLING = ["lost", "uncalled", "otherBranch", "later", "oneCommand"];

function fromEvents(variable: string, invocation: Invocation, events: readonly VariableEvent[]): Reason | undefined {
  return events
    .filter((event) => event.name === variable && misleads(event))
    .map((event) => fromEvent(event, invocation))
    .filter((reason) => reason !== undefined)
    .toSorted((a, b) => TELLING.indexOf(a.kind) - TELLING.indexOf(b.kind))[0];
}

function fromEarlierSteps(variable: string, earlier: readonly Evaluation[]): Reason | undefined {
  for (let step = earlier.length - 1; step >= 0; step--) {
    const event = earlier[step]!.events.find((each) => each.name === variable && misleads(each) && !each.prefix);
    if (event !== undefined) return { kind: "otherStep", variable, span: { pos: event.pos, end: event.end }, step };
  }
  return undefined;
}

function story(
  variable: CredentialVariable,
  run: Run,
  evaluation: Evaluation,
  earlier: readonly Evaluation[],
): Reason | undefined {
  const bindings = run.environment.get(variable);
  if (bindings.every((binding) => sight(binding) === "set")) return undefined;
  for (const binding of bindings) {
    const reason = fromBinding(variable, binding);
    if (reason !== undefined) return reason;
  }
  return fromEvents(variable, run.invocation, evaluation.events) ?? fromEarlierSteps(variable, earlier);
}

/** The reason why `run`, which gets no credentials explicitly, gets none. `earlier` are the document's steps before this one. */
export function reasonFor(run: Run, evaluation: Evaluation, earlier: readonly Evaluation[]): Reason {
  const seen = (name: CredentialVariable) => run.environment.get(name).some((binding) => sight(binding) === "set");
  for (const variable of CREDENTIAL_VARIABLES) {
    const reason = story(variable, run, evaluation, earlier);
    if (reason !== undefined) return reason;
  }
  const half = seen(KEY) ? KEY : seen(SECRET) ? SECRET : undefined;
  if (half !== undefined) {
    const binding = run.environment.get(half).find((each) => each.state === "set");
    return {
      kind: half === KEY ? "keyWithoutSecret" : "secretWithoutKey",
      variable: half,
      span: binding?.state === "set" ? binding.span : undefined,
    };
  }
  return { kind: "nothing" };
}

/** The variables that a source is read from, the one to name first. */
const READ_FROM: Partial<Record<CredentialSource, readonly CredentialVariable[]>> = {
  keys: [KEY, SECRET],
  "profile variable": ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"],
  "web identity": ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"],
  "file variable": ["AWS_SHARED_CREDENTIALS_FILE"],
};

/** The reason where `run` gets credentials from `source`, but other paths to the same command do not. */
export function reasonOnOtherPaths(run: Run, source: CredentialSource): Reason {
  for (const variable of READ_FROM[source] ?? []) {
    const binding = run.environment.get(variable).find((each) => sight(each) === "set");
    if (binding?.state === "set") return { kind: "somePaths", variable, span: binding.span };
  }
  return { kind: "somePaths", variable: source === "option" ? "--profile" : "credentials", span: undefined };
}
