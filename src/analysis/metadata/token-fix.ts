/** Computes edits that make a metadata request carry a token. */
import { TOKEN_HEADER } from "../../aws/metadata/service.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import type { ScriptEdit } from "../../document/index.ts";
import {
  type Evaluation,
  type Invocation,
  type Run,
  type Span,
  isOneProgram,
  knownText,
  type AbstractString,
} from "../../shell/index.ts";
import { isFallback } from "./fallback.ts";
import { isTokenRequest, metadataRun, wordIndex } from "./requests.ts";
import type { Place, Surroundings } from "./statements.ts";
import type { TokenRequests } from "./token-request.ts";
import type { MetadataFault } from "./verdict.ts";

/** The input of a fix. */
export interface FixContext {
  /** The step's script. */
  readonly text: string;
  /** Script ranges of the items of `runCommand`. */
  readonly items: readonly (readonly [start: number, end: number])[];
  readonly evaluation: Evaluation;
  readonly surroundings: Surroundings;
  /** The requests for tokens that fixes of the same step insert. */
  readonly requests: TokenRequests;
  /** Whether the token request may fail: the request itself then shows whether it succeeds without a token. */
  readonly mayFail: boolean;
}

function isToken(value: AbstractString | undefined): boolean {
  const [only, ...rest] = value ?? [];
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
  for (const { name, value } of evaluation.events) {
    const earlier = all.get(name);
    const token = isToken(value);
    all.set(name, { tokens: token || earlier?.tokens === true, tokensOnly: token && earlier?.tokensOnly !== false });
  }
  assignments.set(evaluation, all);
  return all;
}

/** A variable that contains a token on every path that reaches the command in the statement. */
function tokenVariable(
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

const READONLY = /\b(?:readonly|(?:declare|typeset|local)\s+-\w*r)/;

/** Whether a line of the script may declare the variable as one that cannot be assigned again. */
function isReadonly(text: string, name: string): boolean {
  return text.split("\n").some((line) => line.includes(name) && READONLY.test(line));
}

/** A name for a new variable: one that does not appear in the script, or that is only ever assigned tokens and may be assigned more. */
function freeName(text: string, evaluation: Evaluation): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? "IMDS_TOKEN" : `IMDS_TOKEN_${number}`;
    const tokensOnly = assignedIn(evaluation).get(name)?.tokensOnly;
    if (tokensOnly === undefined ? !text.includes(name) : tokensOnly && !isReadonly(text, name)) return name;
  }
}

/** Inserts the request before a statement: on its own line if the statement begins a line and its item has several lines. */
function before(place: Place, request: string, { text, items }: FixContext): ScriptEdit {
  const lineStart = text.lastIndexOf("\n", place.pos - 1) + 1;
  const indentation = text.slice(lineStart, place.pos);
  const item = items.find(([start, end]) => start <= place.pos && place.pos <= end);
  const alone = /^[ \t]*$/.test(indentation) && item !== undefined && text.slice(...item).includes("\n");
  return { pos: place.pos, end: place.pos, text: `${request}${alone ? `\n${indentation}` : "; "}` };
}

/** The span of the existing header in the text, as one word; `undefined` if the header is written elsewhere. */
function headerWord(fault: MetadataFault, text: string): Span | undefined {
  if (fault.cause === undefined || !("from" in fault.cause)) return undefined;
  const { from } = fault.cause;
  const written = text.slice(from.pos, from.end);
  const [, name] = /^["']?([\w-]+)\s*:[^"']*["']?$/.exec(written) ?? [];
  const meant = fault.cause.why === "misnamed" ? fault.cause.name : TOKEN_HEADER;
  if (name?.toLowerCase() === meant.toLowerCase()) {
    const next = fault.run.argv[wordIndex(fault.run, from) + 1];
    return fault.cause.why === "split" && next !== undefined && next.pos > from.end
      ? { pos: from.pos, end: next.end }
      : { pos: from.pos, end: from.end };
  }
  if (fault.cause.why !== "split" || !/^"?\$(\w+|\{\w+\})"?$/.test(written)) return undefined;
  // The variable contains the header and the token, and no options.
  const [first, ...others] = fault.run.argv.filter(({ pos }) => pos === from.pos);
  return first === from && others.length === 1 ? from : undefined;
}

/**
 * The position after the program's name. After curl's `-q` if it is the first argument, as it has no effect elsewhere. For wget
 * with other headers, after all arguments: an empty header clears those before it.
 */
function afterProgram(invocation: Invocation, fault: MetadataFault): number {
  const words = fault.run.argv.map(({ value }) => knownText(value) ?? "");
  if (fault.program === "wget" && words.some((word) => word.startsWith("--header")) && !words.includes("--"))
    return invocation.argumentsSpan.end;
  const { end } = invocation.programSpan;
  const [, first] = fault.run.argv;
  const isFirst = fault.program === "curl" && /^(-q|--disable$)/.test(words[1] ?? "") && first!.pos >= end;
  return isFirst ? first!.end : end;
}

/**
 * Whether every run sends requests only to the service (apart from a token that became a URL), so that the token goes to no other
 * host.
 */
function asksOnlyTheService({ runs }: Invocation, fault: MetadataFault): boolean {
  return runs.every((run) => {
    const asks = metadataRun(run);
    if (asks === undefined) return false;
    return asks.elsewhere === (fault.kind === "split" ? 1 : 0) && asks.requests.every(({ forToken }) => !forToken);
  });
}

/** Whether a header applies to all requests of a run: those after curl's `--next` have headers of their own. */
function shareHeaders({ runs }: Invocation): boolean {
  return runs.every((run) => {
    const [first, ...others] = metadataRun(run)?.requests ?? [];
    return others.every(({ request }) => request.headers === first!.request.headers);
  });
}

const UNFIXED: ReadonlySet<MetadataFault["kind"]> = new Set(["fallback", "method", "spanHosts", "folded"]);

function withoutEquals(fault: MetadataFault, text: string): ScriptEdit[] | undefined {
  const refusal = metadataRun(fault.run)?.refusal;
  if (refusal === undefined) return undefined;
  const end = refusal.argument.pos + refusal.option.length;
  if (text.slice(refusal.argument.pos, end + 1) !== `${refusal.option}=`) return undefined;
  return [{ pos: end, end: end + 1, text: " " }];
}

/** Corrects the header's name if the header is sent with a token. */
function renamed({ cause, request }: MetadataFault, text: string): ScriptEdit[] | undefined {
  if (cause?.why !== "misnamed") return undefined;
  const { name, from } = cause;
  const header = request.request.headers.find((one) => one.from === from);
  const token = header?.text.findLast((piece) => piece.kind !== "text");
  if (token === undefined || !isToken([token])) return undefined;
  const pos = text.indexOf(name, from.pos);
  return pos === -1 || pos + name.length > from.end ? undefined : [{ pos, end: pos + name.length, text: TOKEN_HEADER }];
}

/** Whether the command prints the headers that it sends, and so would print the token: `curl -v`. */
function printsHeaders({ program, run }: MetadataFault): boolean {
  let prints = false;
  if (program === "curl")
    readCurl(run, (name, isReversed) => {
      if (name === "verbose" || name === "trace" || name === "trace-ascii") prints = !isReversed;
    });
  return prints;
}

/** Returns the edits that give the command a token; `undefined` if that cannot be done safely. */
export function tokenFix(invocation: Invocation, fault: MetadataFault, context: FixContext): ScriptEdit[] | undefined {
  const { text, evaluation, surroundings, requests } = context;
  const isUnwanted = !context.mayFail && isFallback(fault.run, evaluation);
  if (fault.kind === "equals") return isUnwanted ? undefined : withoutEquals(fault, text);
  if (UNFIXED.has(fault.kind) || fault.isShared === true || printsHeaders(fault)) return undefined;
  const rename = renamed(fault, text);
  if (rename !== undefined) return rename;
  if (fault.program === "wget" && invocation.via.includes("busybox")) return undefined;
  if (!asksOnlyTheService(invocation, fault) || !isOneProgram(evaluation, invocation)) return undefined;
  if (!shareHeaders(invocation)) return undefined;
  const { quotedFor, places } = surroundings;
  if (requests.isTraced(places[0]!.pos)) return undefined;
  const edits: ScriptEdit[] = [];
  let name = tokenVariable(evaluation, quotedFor ?? invocation, surroundings);
  if (name === undefined) {
    name = freeName(text, evaluation);
    const shared = requests.places.find((planned) =>
      places.some((place) => place.list === planned.list && planned.pos <= place.pos),
    );
    const place = shared ?? places[0]!;
    if (/\$\?|PIPESTATUS/.test(text.slice(place.pos, place.end))) return undefined;
    if (shared === undefined) requests.places.push(place);
    const end = context.mayFail ? "true" : "exit 1";
    edits.push(before(place, `${requests.assignment(fault, name)} || ${end}`, context));
  }
  const value = quotedFor === undefined ? `"${TOKEN_HEADER}: $${name}"` : `${TOKEN_HEADER}:$${name}`;
  if (fault.cause?.why === "absent") {
    if (invocation.runs.some((run) => metadataRun(run)?.requests.some(({ untokened }) => untokened?.why !== "absent")))
      return undefined;
    const written = text.slice(invocation.programSpan.pos, invocation.programSpan.end);
    if (!/curl|wget|\$/.test(written)) return undefined;
    const pos = afterProgram(invocation, fault);
    edits.push({ pos, end: pos, text: ` ${fault.program === "curl" ? "-H" : "--header"} ${value}` });
  } else {
    const word = headerWord(fault, text);
    if (word === undefined) return undefined;
    edits.push({ ...word, text: value });
  }
  return edits;
}
