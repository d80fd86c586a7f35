/** Determines why an invocation does not see an assignment of the script: the order of the two, and what lies between them. */
import type { ParsedScript, SyntaxNode } from "unbash";
import {
  canFollow,
  embeddedAround,
  forEachChild,
  type Evaluation,
  type Invocation,
  type Run,
  type Scope,
  type VariableEvent,
  type Span,
  knownText,
  printersOf,
  type AbstractString,
} from "../../shell/index.ts";
import { firstEventsOf } from "./event-index.ts";
import { misleads } from "./earlier-steps.ts";
import { producers, TEXT_TOOLS } from "./provenance.ts";
import { reason, type Reason, type ReasonKind } from "./reason-kinds.ts";

const SCOPES: Record<Scope["kind"], string> = {
  function: "a function",
  subshell: "a subshell",
  pipeline: "a pipeline stage",
  substitution: "a command substitution",
  background: "a background job",
  process: "another shell",
  trap: "a trap",
};

function contains(outer: Span, inner: Span): boolean {
  return outer.pos <= inner.pos && inner.end <= outer.end;
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

/**
 * Whether control can pass between two positions, see `canFollow`: in the code that another shell runs, if both are in it. Code that
 * `eval` runs may run again in the same shell.
 */
function follows({ embedded }: Evaluation, tree: ParsedScript, from: Span, to: Span): boolean | undefined {
  const inner = embeddedAround(embedded, from, to);
  if (inner?.tree === undefined || inner.interpreter === undefined) return canFollow(tree, from, to);
  // With other quotes than in the step's script, offsets in the code are not known.
  if (inner.end - inner.pos !== inner.text.length) return undefined;
  const within = ({ pos, end }: Span): Span => ({ pos: pos - inner.pos, end: end - inner.pos });
  return canFollow(inner.tree, within(from), within(to));
}

/** The maximum number of calls of a function that are examined for one finding. */
const MOST_CALLS = 200;

/** The commands that call the function by name. */
function callsOf({ name }: Scope, tree: ParsedScript): readonly Span[] {
  const calls = name === undefined ? [] : (commandsOf(tree).get(name) ?? []);
  return calls.slice(0, MOST_CALLS);
}

/** Whether such a command may run before the place. */
function isCalledBefore(scope: Scope, place: Span, tree: ParsedScript): boolean {
  return callsOf(scope, tree).some((call) => canFollow(tree, call, place) !== false);
}

/** Whether a program that the script asks for credentials gives the variable its value. */
function isFetch({ values }: VariableEvent): boolean {
  return values.some((value) => producers(value).some(({ of }) => !TEXT_TOOLS.has(of.invocation.program)));
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
  const leadsHere = follows(evaluation, tree, scope ?? span, place);
  if (event.prefix) return reason(leadsHere === false ? "unreached" : "oneCommand", variable, span);
  if (scope !== undefined) {
    if (lostWith !== undefined && leadsHere === false) return reason("otherBranch", variable, span);
    if (lostWith === undefined && isCalledBefore(scope, place, tree)) return reason("unreached", variable, span);
    const by = nameOf(scope);
    const until = { pos: Math.max(scope.pos, scope.end - 1), end: scope.end };
    if (lostWith !== undefined) return reason("lost", variable, span, { by, until });
    const isFetched = isFetch(event) && callsOf(scope, tree).some((call) => canFollow(tree, place, call) === true);
    return reason("uncalled", variable, span, { by, until, isFetched });
  }
  if (leadsHere === false) {
    // A trap runs after commands that follow it in the script.
    if (run.scopes.some(({ kind }) => kind === "trap")) return undefined;
    const isNext = follows(evaluation, tree, place, span) === true;
    return reason(isNext ? "later" : "otherBranch", variable, span, { isFetched: isNext && isFetch(event) });
  }
  const gone = firstEventsOf(evaluation, variable).unsets.findLast(
    (one) => follows(evaluation, tree, span, one) === true && follows(evaluation, tree, one, place) === true,
  );
  if (gone !== undefined) return reason("removed", variable, span, { by: "unset", until: gone });
  return reason(hasNoValue(event, evaluation) ? "noValue" : "unreached", variable, span);
}

/** Whether the event exports a variable that no command of the script assigns: `export AWS_PROFILE`. */
function hasNoValue({ name, kind, values }: VariableEvent, evaluation: Evaluation): boolean {
  return (
    kind === "export" &&
    values.length === 0 &&
    firstEventsOf(evaluation, name).all.every((one) => one.kind !== "assign")
  );
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
  "noValue",
];

/** Adds the invocations from whose outputs the text is derived. */
function addOrigins(value: AbstractString | undefined, origins: Set<Invocation>, seen: Set<Run>): void {
  for (const run of printersOf(value)) {
    if (seen.has(run)) continue;
    seen.add(run);
    origins.add(run.invocation);
    addOrigins(run.stdin, origins, seen);
    for (const { value: word } of run.argv) {
      addOrigins(word, origins, seen);
      const file = knownText(word);
      if (file !== undefined) addOrigins(run.file(file), origins, seen);
    }
  }
}

/** Cached, because each finding compares the same values with its own invocation. */
const known = new WeakMap<AbstractString, ReadonlySet<Invocation>>();

function originsOf(value: AbstractString): ReadonlySet<Invocation> {
  const origins = new Set<Invocation>();
  addOrigins(value, origins, new Set());
  known.set(value, origins);
  return origins;
}

/** Whether the text is derived from the output of the invocation: `aws sts assume-role` cannot use the keys that it is asked for. */
export function comesFrom(value: AbstractString, invocation: Invocation): boolean {
  return (known.get(value) ?? originsOf(value)).has(invocation);
}

/** Returns the most informative reason that the events of the variable give; `undefined` if none misleads. */
export function fromEvents(variable: string, run: Run, evaluation: Evaluation, tree: ParsedScript): Reason | undefined {
  return firstEventsOf(evaluation, variable)
    .all.filter((event) => misleads(event) && !event.values.some((value) => comesFrom(value, run.invocation)))
    .map((event) => fromEvent(event, run, evaluation, tree))
    .filter((found) => found !== undefined)
    .toSorted((a, b) => TELLING.indexOf(a.kind) - TELLING.indexOf(b.kind))[0];
}
