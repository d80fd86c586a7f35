/** Determines why an invocation gets no explicit credentials, although the script may appear to give it some. */
import type { ParsedScript, SyntaxNode } from "unbash";
import {
  canFollow,
  forEachChild,
  type Binding,
  type Evaluation,
  type Invocation,
  type Run,
  type Scope,
  type VariableEvent,
  type Span,
  knownText,
  type AbstractString,
} from "../../shell/index.ts";
import type { CredentialSource } from "../../aws/credentials/source.ts";
import { eventsOf, firstEventsOf } from "./event-index.ts";
import { misleads, type StepExports } from "./earlier-steps.ts";
import {
  CREDENTIAL_VARIABLES,
  isEmpty,
  KEY,
  SECRET,
  visibilityOf,
  type CredentialVariable,
} from "../../aws/credentials/variables.ts";

/**
 * - nothing: the script contains nothing about credentials.
 * - somePaths: other paths have credentials.
 * - inherited: only those paths have them on which the script found them in its initial environment.
 * - unseen: paths that run unknown code may have them.
 * - unseenRemoved: unknown code may have set a key, which has been removed since.
 * - downloaded: only code that the script has just downloaded may give them.
 * - What became of a variable: notExported, lost (with a subshell, pipeline …), uncalled (in a function or trap that has not
 *   run), otherBranch, later, oneCommand (`X=1 cmd`), unreached (for an undetermined reason), otherStep, dropped (by `sudo` …),
 *   removed (by `unset` …), empty.
 * - keyWithoutSecret, secretWithoutKey: half of a key.
 */
export type ReasonKind =
  | "nothing"
  | "somePaths"
  | "inherited"
  | "unseen"
  | "unseenRemoved"
  | "downloaded"
  | "notExported"
  | "lost"
  | "uncalled"
  | "otherBranch"
  | "later"
  | "oneCommand"
  | "unreached"
  | "otherStep"
  | "dropped"
  | "removed"
  | "empty"
  | "keyWithoutSecret"
  | "secretWithoutKey";

/** Reasons that apply to a script that does not try to give its commands credentials. */
export const SHOWS_NO_INTENT: ReadonlySet<ReasonKind> = new Set(["nothing", "inherited", "unseen", "downloaded"]);

export interface Reason {
  readonly kind: ReasonKind;
  /** The variable (or option) that the message mentions; "" if there is none. */
  readonly variable: string;
  /** The assignment or export that misleads the reader: this invocation does not see it. */
  readonly span: Span | undefined;
  /** What removed the variable, and where; or the scope that the variable is lost with, and where that scope ends. */
  readonly by: string;
  readonly until: Span | undefined;
  /** Document index of the earlier step that contains `span`. */
  readonly step: number | undefined;
}

const TAKERS = new Set(["sudo", "su", "runuser", "env", "exec"]);

const SCOPES: Record<Scope["kind"], string> = {
  function: "a function",
  subshell: "a subshell",
  pipeline: "a pipeline stage",
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

/**
 * The reason for a variable that is set but not exported. `export X=x; export -n X`: the script exported it and then revoked
 * that, if the events show it.
 */
function notExported(variable: string, span: Span, events: readonly VariableEvent[]): Reason {
  const isExported = events.some((one) => one.name === variable && one.pos === span.pos && one.exported && !one.prefix);
  const gone = events.findLast((one) => one.name === variable && one.kind === "unset");
  if (!isExported || gone === undefined) return reason("notExported", variable, span);
  return reason("removed", variable, span, { by: "export -n", until: gone });
}

/** What became of a binding that the program does not see, or sees empty. */
function fromBinding(variable: string, binding: Binding, events: readonly VariableEvent[]): Reason | undefined {
  if (binding.state === "set" && binding.span !== undefined) {
    if (visibilityOf(binding) === "empty") return reason("empty", variable, binding.span);
    if (visibilityOf(binding) === "absent" && !isEmpty(binding.value))
      return notExported(variable, binding.span, events);
  }
  if (!("removal" in binding) || binding.removal === undefined) return undefined;
  const { by, span: until, was } = binding.removal;
  if (was.state !== "set" || was.span === undefined || isEmpty(was.value)) return undefined;
  if (by === "not exported") return reason("notExported", variable, was.span);
  if (!was.exported) return by === "local ended" ? undefined : reason("notExported", variable, was.span);
  return reason(TAKERS.has(by) ? "dropped" : "removed", variable, was.span, { by, until });
}

/**
 * Whether the run is in the scope too. A function's callees and a shell's here-document are in the scope although they are
 * written elsewhere.
 */
function isWithin(scope: Scope, { invocation, scopes }: Run): boolean {
  return contains(scope, invocation) || scopes.some(({ kind, pos }) => kind === scope.kind && pos === scope.pos);
}

function nameOf({ kind, name }: Scope): string {
  if (name === undefined) return SCOPES[kind];
  return kind === "trap" ? `the trap for ${name}` : `the function ${name}`;
}

/** The run's position among the commands outside its function: that of the outermost call that leads to the run. */
function placeOf(run: Run, event: VariableEvent): Span {
  const [call] = run.calls;
  return call === undefined || event.scopes.some(({ kind }) => kind === "function") ? run.invocation : call;
}

const callers = new WeakMap<ParsedScript, ReadonlyMap<string, readonly Span[]>>();

/** Groups the commands of a script by the name that they call. */
function commandsOf(tree: ParsedScript): ReadonlyMap<string, readonly Span[]> {
  let commands = callers.get(tree);
  if (commands !== undefined) return commands;
  const found = new Map<string, Span[]>();
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Command" && node.name !== undefined) {
      const named = found.get(node.name.value);
      if (named === undefined) found.set(node.name.value, [node]);
      else named.push(node);
    }
    forEachChild(node, visit);
  };
  visit(tree);
  callers.set(tree, (commands = found));
  return commands;
}

/** The maximum number of calls of a function that are examined for one finding. */
const MOST_CALLS = 200;

/** Whether a command that calls the function by name may run before the place. */
function isCalledBefore({ name }: Scope, place: Span, tree: ParsedScript): boolean {
  const calls = name === undefined ? [] : (commandsOf(tree).get(name) ?? []);
  return calls.slice(0, MOST_CALLS).some((call) => canFollow(tree, call, place) !== false);
}

function fromEvent(event: VariableEvent, run: Run, evaluation: Evaluation, tree: ParsedScript): Reason | undefined {
  const { name: variable } = event;
  const { invocation } = run;
  const span: Span = { pos: event.pos, end: event.end };
  const place = placeOf(run, event);
  const isLater = event.pos > invocation.pos;
  const outside = event.scopes.filter((scope) => !isWithin(scope, run));
  const lostWith = outside.find((scope) => scope.kind !== "function" && scope.kind !== "trap");
  const scope = lostWith ?? outside[0];
  if (isLater && (scope !== undefined || event.prefix)) return undefined;
  const leadsHere = canFollow(tree, scope ?? span, place);
  if (event.prefix) return reason(leadsHere === false ? "unreached" : "oneCommand", variable, span);
  if (scope !== undefined) {
    if (lostWith !== undefined && leadsHere === false) return reason("otherBranch", variable, span);
    if (lostWith === undefined && isCalledBefore(scope, place, tree)) return reason("unreached", variable, span);
    const by = nameOf(scope);
    const until = { pos: Math.max(scope.pos, scope.end - 1), end: scope.end };
    return reason(lostWith === undefined ? "uncalled" : "lost", variable, span, { by, until });
  }
  if (leadsHere === false) {
    return reason(canFollow(tree, place, span) === true ? "later" : "otherBranch", variable, span);
  }
  const gone = firstEventsOf(evaluation, variable).unsets.findLast(
    (one) => canFollow(tree, span, one) === true && canFollow(tree, one, place) === true,
  );
  if (gone !== undefined) return reason("removed", variable, span, { by: "unset", until: gone });
  return reason("unreached", variable, span);
}

/** The most informative reasons first: what is before the invocation misleads more than what is after it. */
const TELLING: readonly ReasonKind[] = [
  "removed",
  "lost",
  "uncalled",
  "otherBranch",
  "later",
  "oneCommand",
  "unreached",
];

/** Whether the text is derived from the output of the invocation: `aws sts assume-role` cannot use the keys that it is asked for. */
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

function fromEvents(variable: string, run: Run, evaluation: Evaluation, tree: ParsedScript): Reason | undefined {
  return firstEventsOf(evaluation, variable)
    .all.filter((event) => misleads(event) && !comesFrom(event.value, run.invocation))
    .map((event) => fromEvent(event, run, evaluation, tree))
    .filter((found) => found !== undefined)
    .toSorted((a, b) => TELLING.indexOf(a.kind) - TELLING.indexOf(b.kind))[0];
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
    const found = fromBinding(variable, binding, eventsOf(evaluation, variable));
    if (found !== undefined) return found;
  }
  return fromEvents(variable, run, evaluation, tree) ?? fromEarlierSteps(variable, earlier);
}

/** Returns why `run` gets no explicit credentials. */
export function reasonFor(run: Run, evaluation: Evaluation, earlier: EarlierExport, tree: ParsedScript): Reason {
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
  return downloaded?.state === "unknown" ? reason("downloaded", "", downloaded.span) : reason("nothing");
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

/**
 * Returns the reason if `run` gets credentials from `source`, but other paths to the same command do not.
 * @param unsigned whether the run has `--no-sign-request`
 */
export function reasonOnOtherPaths(run: Run, source: CredentialSource, unsigned: boolean): Reason {
  for (const variable of READ_FROM[source] ?? []) {
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
