/** Computes edits that make a metadata request carry a token. */
import { TOKEN_HEADER } from "../../aws/metadata/service.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import type { ScriptEdit } from "../../document/index.ts";
import { type Evaluation, type Invocation, type Run, type Span, isOneProgram, knownText } from "../../shell/index.ts";
import { isFallback } from "./fallback.ts";
import { metadataRun, wordIndex } from "./requests.ts";
import type { Place, Surroundings } from "./statements.ts";
import type { TokenRequests } from "./token-request.ts";
import { canAssignBefore, freeName, isToken, refillableVariable, tokenVariable } from "./token-variable.ts";
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

/** Separates the option from its value; `undefined` if some request would then go out without a token. */
function withoutEquals(
  { runs }: Invocation,
  fault: MetadataFault,
  { text, evaluation, mayFail }: FixContext,
): ScriptEdit[] | undefined {
  const isFaulty = (run: Run): boolean =>
    metadataRun(run)?.requests.some(({ untokened }) => untokened !== undefined) === true &&
    !(mayFail && isFallback(run, evaluation));
  if (runs.some(isFaulty)) return undefined;
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
  if (fault.kind === "equals") return withoutEquals(invocation, fault, context);
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
    const refilled = refillableVariable(fault, surroundings, text);
    // With another variable, nothing would look at the token in this one. If a token is required, the test for one is not enough.
    if (refilled !== undefined && !(context.mayFail && canAssignBefore(places[0]!, refilled.name, text)))
      return undefined;
    name = refilled?.name ?? freeName(text, evaluation);
    const shared = requests.sharedBy(places, name);
    const place = shared ?? places[0]!;
    if (/\$\?|PIPESTATUS/.test(text.slice(place.pos, place.end))) return undefined;
    if (shared === undefined) requests.places.push({ ...place, name });
    const end = context.mayFail ? "true" : "exit 1";
    const request = `${requests.assignment(fault, name)} || ${end}`;
    if (refilled !== undefined) return [before(place, `[ -n "${refilled.expansion}" ] || ${request}`, context)];
    edits.push(before(place, request, context));
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
