/** Variables of a script that hold a token for the metadata service, and names for new ones. */
import { TOKEN_HEADER } from "../../aws/metadata/service.ts";
import type { AbstractString, Evaluation, Invocation, Run, Span } from "../../shell/index.ts";
import { isTokenRequest } from "./requests.ts";
import type { Surroundings } from "./statements.ts";
import type { MetadataFault } from "./verdict.ts";

/** Whether the value is the answer to a request for a token. */
export function isToken(value: AbstractString): boolean {
  const [only, ...rest] = value;
  return only?.kind === "output" && rest.length === 0 && isTokenRequest(only.of);
}

/** Whether the shell that runs the statement has a token in the variable, which it has just requested if it waits in a loop. */
function holdsToken(run: Run, name: string, { places, waitingLoop }: Surroundings): boolean {
  const { pos, end } = places[0]!;
  return run.bindings(name).every((binding) => {
    const removal = binding.state === "unset" ? binding.removal : undefined;
    // `sudo` in the statement removes the variable only after the shell has expanded the words.
    const isOwn = removal !== undefined && pos <= removal.span.pos && removal.span.end <= end;
    const seen = isOwn && removal.by !== "not exported" && removal.by !== "unset" ? removal.was : binding;
    if (seen.state !== "set" || !isToken(seen.value)) return false;
    const [output] = seen.value;
    const asked = output?.kind === "output" ? output.of.invocation.programSpan.pos : 0;
    if (waitingLoop !== undefined && (asked < waitingLoop.pos || asked >= waitingLoop.end)) return false;
    return !run.facts.some(
      ({ run: of, is }) =>
        output?.kind === "output" && of.invocation === output.of.invocation && (is === "failed" || is === "empty"),
    );
  });
}

interface Assigned {
  readonly tokens: boolean;
  readonly tokensOnly: boolean;
}

const assignments = new WeakMap<Evaluation, ReadonlyMap<string, Assigned>>();

/** For each variable of a script, whether a token, and nothing but tokens, is assigned to it. */
function assignedIn(evaluation: Evaluation): ReadonlyMap<string, Assigned> {
  const known = assignments.get(evaluation);
  if (known !== undefined) return known;
  const all = new Map<string, Assigned>();
  for (const { name, values } of evaluation.events) {
    const earlier = all.get(name);
    const tokensOnly = values.length > 0 && values.every(isToken) && earlier?.tokensOnly !== false;
    all.set(name, { tokens: values.some(isToken) || earlier?.tokens === true, tokensOnly });
  }
  assignments.set(evaluation, all);
  return all;
}

/** A variable that contains a token on every path that reaches the command in the statement. */
export function tokenVariable(
  evaluation: Evaluation,
  { command, runs }: Invocation,
  around: Surroundings,
): string | undefined {
  for (const [name, { tokens }] of assignedIn(evaluation))
    if (tokens && !isGivenTo(command, name) && runs.every((run) => holdsToken(run, name, around))) return name;
  return undefined;
}

/** Whether a prefix assignment sets the variable for the command only, whose words do not see it: `TOKEN=$(…) curl -H "…: $TOKEN"`. */
function isGivenTo({ prefix }: Invocation["command"], name: string): boolean {
  return prefix.some((one) => one.type === "Assignment" && one.name === name);
}

/** Whether the code mentions the variable other than by an expansion. */
export function mayAssign(code: string, name: string): boolean {
  return new RegExp(`(?<!-|\\$\\{?)\\b${name}\\b`).test(code);
}

const READONLY = /\b(?:readonly|(?:declare|typeset|local)\s+-\w*r)/;

/** Whether a line of the script may declare the variable as one that cannot be assigned again. */
function isReadonly(text: string, name: string): boolean {
  return text.split("\n").some((line) => line.includes(name) && READONLY.test(line));
}

/** A name for a new variable: one that does not appear in the script, or that is only ever assigned tokens and may be assigned more. */
export function freeName(text: string, evaluation: Evaluation): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? "IMDS_TOKEN" : `IMDS_TOKEN_${number}`;
    const tokensOnly = assignedIn(evaluation).get(name)?.tokensOnly;
    if (tokensOnly === undefined ? !text.includes(name) : tokensOnly && !isReadonly(text, name)) return name;
  }
}

const HEADER_OF_VARIABLE = new RegExp(
  `${TOKEN_HEADER}:\\s*(\\$(?:([A-Za-z_]\\w*)|\\{([A-Za-z_]\\w*)(?::?-)?\\}))["']?$`,
  "i",
);

/** The variable in the header, and how the header expands it, if it contains a token on some paths and is empty on others. */
export function refillableVariable(
  { kind, cause }: MetadataFault,
  { waitingLoop }: Surroundings,
  text: string,
): { readonly name: string; readonly expansion: string } | undefined {
  if (kind !== "somePaths" || cause === undefined || !("from" in cause) || waitingLoop !== undefined) return undefined;
  const header = HEADER_OF_VARIABLE.exec(text.slice(cause.from.pos, cause.from.end));
  if (header === null) return undefined;
  const [, expansion, plain, braced] = header;
  return { name: (plain ?? braced)!, expansion: expansion! };
}

/** Whether a statement before this one can assign a token to the variable, so that this one sees it. */
export function canAssignBefore({ pos, end }: Span, name: string, text: string): boolean {
  return !mayAssign(text.slice(pos, end), name) && !isReadonly(text, name);
}
