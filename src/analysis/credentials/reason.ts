/** Why an invocation gets no credentials explicitly, though the script may look as if it did. */
import type { Binding } from "../../shell/model/environment.ts";
import type { Evaluation, Invocation, Run, Scope, VariableEvent } from "../../shell/model/invocation.ts";
import type { Span } from "../../shell/syntax/span.ts";
import { knownText, type AbstractString } from "../../shell/model/value.ts";
import type { CredentialSource } from "../../aws/credentials/source.ts";
import { eventsOf } from "./event-index.ts";
import { misleads, type StepExports } from "./earlier-steps.ts";
import {
  CREDENTIAL_VARIABLES,
  isEmpty,
  KEY,
  SECRET,
  sight,
  type CredentialVariable,
} from "../../aws/credentials/variables.ts";

/**
 * nothing: nowhere a word of credentials; somePaths: other paths have them; inherited: those have them on which the script has
 * found them in the environment that it was started in; unseen: those may have them that run unknown code; downloaded:
 * only code may give them that the script has just downloaded; notExported, lost
 * (with a subshell, pipeline …), uncalled (in a function that has not been called), otherBranch, later, oneCommand (`X=1 cmd`),
 * otherStep, dropped (by `sudo` …), removed (by `unset` …), empty: what became of a variable; keyWithoutSecret,
 * secretWithoutKey: half of a key.
 */
export type ReasonKind =
  | "nothing"
  | "somePaths"
  | "inherited"
  | "unseen"
  | "downloaded"
  | "notExported"
  | "lost"
  | "uncalled"
  | "otherBranch"
  | "later"
  | "oneCommand"
  | "otherStep"
  | "dropped"
  | "removed"
  | "empty"
  | "keyWithoutSecret"
  | "secretWithoutKey";

export interface Reason {
  readonly kind: ReasonKind;
  /** The variable (or option) that the message speaks of; "" where there is none. */
  readonly variable: string;
  /** What misled the reader: the assignment or export that this invocation does not see. */
  readonly span: Span | undefined;
  /** What took the variable away, and where; or the scope that it is lost with, and where that ends. */
  readonly by: string;
  readonly until: Span | undefined;
  /** Index in the document of the earlier step that `span` stands in. */
  readonly step: number | undefined;
}

const TAKERS = new Set(["sudo", "su", "runuser", "env", "exec"]);

const SCOPES: Record<Scope["kind"], string> = {
  function: "a function",
  subshell: "a subshell",
  pipeline: "a part of a pipeline",
  substitution: "a command substitution",
  background: "a background job",
  process: "another shell",
  trap: "a trap",
};

function reason(kind: ReasonKind, variable = "", span?: Span, more: Partial<Reason> = {}): Reason {
  return { kind, variable, span, by: "", until: undefined, step: undefined, ...more };
}

function contains(outer: Span, inner: Span): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
}

/** What became of a binding that the program does not see, or sees empty. */
function fromBinding(variable: string, binding: Binding): Reason | undefined {
  if (binding.state === "set" && binding.span !== undefined) {
    if (sight(binding) === "empty") return reason("empty", variable, binding.span);
    if (sight(binding) === "absent" && !isEmpty(binding.value)) return reason("notExported", variable, binding.span);
  }
  if (!("removal" in binding) || binding.removal === undefined) return undefined;
  const { by, span: until, was } = binding.removal;
  if (was.state !== "set" || was.span === undefined || isEmpty(was.value)) return undefined;
  if (by === "not exported") return reason("notExported", variable, was.span);
  if (!was.exported) return by === "local ended" ? undefined : reason("notExported", variable, was.span);
  return reason(TAKERS.has(by) ? "dropped" : "removed", variable, was.span, { by, until });
}

/** Whether the run is in the scope as well: a function calls others, which stand elsewhere. */
function isWithin(scope: Scope, { invocation, scopes }: Run): boolean {
  if (contains(scope, invocation)) return true;
  return scope.kind === "function" && scopes.some(({ kind, pos }) => kind === "function" && pos === scope.pos);
}

function fromEvent(event: VariableEvent, run: Run): Reason | undefined {
  const { name: variable } = event;
  const { invocation } = run;
  const span: Span = { pos: event.pos, end: event.end };
  const isLater = event.pos > invocation.pos;
  const outside = event.scopes.filter((scope) => !isWithin(scope, run));
  const lostWith = outside.find((scope) => scope.kind !== "function" && scope.kind !== "trap");
  const scope = lostWith ?? outside[0];
  if (isLater && (scope !== undefined || event.prefix)) return undefined;
  if (event.prefix) return reason("oneCommand", variable, span);
  if (scope !== undefined) {
    const by = scope.name === undefined ? SCOPES[scope.kind] : `the function ${scope.name}`;
    const until = { pos: Math.max(scope.pos, scope.end - 1), end: scope.end };
    return reason(lostWith === undefined ? "uncalled" : "lost", variable, span, { by, until });
  }
  return reason(isLater ? "later" : "otherBranch", variable, span);
}

/** The most telling first: what stands before the invocation misleads more than what stands after it. */
const TELLING: readonly ReasonKind[] = ["lost", "uncalled", "otherBranch", "later", "oneCommand"];

/** Whether the text is made of what the invocation prints: `aws sts assume-role` cannot have the keys that it is asked for. */
function comesFrom(value: AbstractString | undefined, invocation: Invocation, seen = new Set<Run>()): boolean {
  return (value ?? []).some((piece) => {
    if (piece.kind !== "output" || seen.has(piece.of)) return false;
    const { of: run } = piece;
    seen.add(run);
    if (run.invocation === invocation || comesFrom(run.stdin, invocation, seen)) return true;
    return run.argv.some(({ value: word }) => {
      const file = knownText(word);
      return comesFrom(word, invocation, seen) || (file !== undefined && comesFrom(run.file(file), invocation, seen));
    });
  });
}

/** Events of one variable that are looked at for one finding. */
const MOST_EVENTS = 200;

function fromEvents(variable: string, run: Run, evaluation: Evaluation): Reason | undefined {
  return eventsOf(evaluation, variable)
    .slice(0, MOST_EVENTS)
    .filter((event) => misleads(event) && !comesFrom(event.value, run.invocation))
    .map((event) => fromEvent(event, run))
    .filter((found) => found !== undefined)
    .toSorted((a, b) => TELLING.indexOf(a.kind) - TELLING.indexOf(b.kind))[0];
}

/** What an earlier step exports: the last one that does. */
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
): Reason | undefined {
  const bindings = run.environment.get(variable);
  if (bindings.every((binding) => sight(binding) === "set")) return undefined;
  for (const binding of bindings) {
    const found = fromBinding(variable, binding);
    if (found !== undefined) return found;
  }
  return fromEvents(variable, run, evaluation) ?? fromEarlierSteps(variable, earlier);
}

/** The reason why `run`, which gets no credentials explicitly, gets none. */
export function reasonFor(run: Run, evaluation: Evaluation, earlier: EarlierExport): Reason {
  for (const variable of CREDENTIAL_VARIABLES) {
    const found = story(variable, run, evaluation, earlier);
    if (found !== undefined) return found;
  }
  const seen = (name: CredentialVariable) => run.environment.get(name).find((binding) => sight(binding) === "set");
  const [kind, half, binding] =
    seen(KEY) === undefined
      ? (["secretWithoutKey", SECRET, seen(SECRET)] as const)
      : (["keyWithoutSecret", KEY, seen(KEY)] as const);
  if (binding?.state === "set") return reason(kind, half, binding.span);
  const bindings = CREDENTIAL_VARIABLES.flatMap((name) => run.environment.get(name));
  const downloaded = bindings.find((one) => isUnknown(one) && one.downloaded === true);
  return downloaded?.state === "unknown" ? reason("downloaded", "", downloaded.span) : reason("nothing");
}

function isUnknown(binding: Binding): binding is Extract<Binding, { state: "unknown" }> {
  return binding.state === "unknown";
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
    if (binding?.state !== "set") continue;
    return reason(binding.span === undefined ? "inherited" : "somePaths", variable, binding.span);
  }
  if (source === "unknown") {
    const unknown = CREDENTIAL_VARIABLES.flatMap((name) => run.environment.get(name)).find(isUnknown);
    if (unknown !== undefined) return reason("unseen", "", unknown.span);
  }
  return reason("somePaths", source === "option" ? "--profile" : "credentials");
}
