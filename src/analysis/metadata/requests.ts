/** Which requests a run of curl or wget sends to the instance metadata service, and whether they carry a token. */
import { isTokenPath, metadataUrl, TOKEN_HEADER, TTL_HEADER, type MetadataUrl } from "../../aws/metadata/service.ts";
import { isOtherCloud } from "../../aws/metadata/other-clouds.ts";
import { readTokenHeader } from "../../aws/metadata/token-header.ts";
import type { Argument, Evaluation, Fact, Invocation, Run } from "../../shell/model/invocation.ts";
import { knownText, outline } from "../../shell/model/value.ts";
import { failsWithoutResult } from "../credentials/provenance.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import type { HttpCommandLine, HttpRequest, Refusal } from "../../programs/http/request.ts";
import { readWget } from "../../programs/http/wget/command-line.ts";

/** Why a request goes out without a token. */
export type Untokened =
  | { readonly why: "absent" }
  /** `variable` is never set by the script. */
  | { readonly why: "neverSet"; readonly variable: string; readonly from: Argument }
  | { readonly why: "empty"; readonly from: Argument }
  /** An unquoted expansion: the header ends at its first blank, and the token became a URL. */
  | { readonly why: "split"; readonly from: Argument }
  /** The shell did not expand it: single quotes. */
  | { readonly why: "literal"; readonly text: string; readonly from: Argument }
  /** The header has another name, which the service does not know. */
  | { readonly why: "misnamed"; readonly name: string; readonly from: Argument }
  /** The header begins with a blank: it is sent as the rest of the one before it. */
  | { readonly why: "folded"; readonly from: Argument }
  /** wget's `-H` is `--span-hosts`: the header became a URL. */
  | { readonly why: "spanHosts"; readonly from: Argument }
  /** The token's path, but not by PUT. */
  | { readonly why: "method"; readonly method: string };

export interface MetadataRequest {
  readonly url: MetadataUrl;
  readonly request: HttpRequest;
  /** PUT of the token's path. */
  readonly forToken: boolean;
  /** `undefined` where it carries a token, needs none, or where nothing certain can be said. */
  readonly untokened: Untokened | undefined;
}

export interface MetadataRun {
  readonly program: "curl" | "wget";
  readonly requests: readonly MetadataRequest[];
  /** How many requests of the same command line go to other hosts, or nobody knows where. */
  readonly elsewhere: number;
  /** The program refuses its command line: nothing is sent. */
  readonly refusal: Refusal | undefined;
}

function commandLine(run: Run, program: "curl" | "wget"): HttpCommandLine {
  return program === "curl" ? readCurl(run) : readWget(run, run.invocation.via.includes("busybox"));
}

/** The header's value stands in the next word: an expansion without quotes, or a header without any. */
function wasSplit(run: Run, argument: Argument): boolean {
  const next = run.argv[run.argv.indexOf(argument) + 1];
  if (next === undefined || !run.argv.includes(argument)) return false;
  if (argument.word !== undefined && next.word === argument.word && next.pos === argument.pos)
    return /^[^"']*$/.test(argument.word.text);
  return next.value.length > 0 && next.value[0]!.kind !== "text";
}

function lacksToken(line: HttpCommandLine, request: HttpRequest, run: Run, program: string): Untokened | undefined {
  let found: Untokened | undefined;
  for (const { text, from } of request.headers) {
    const header = readTokenHeader(text, run.facts);
    if (header.is === "token" || header.is === "unknown") return undefined;
    if (header.is === "literal") found = { why: "literal", text: header.text, from };
    else if (header.is === "folded") found = { why: "folded", from };
    else if (header.is === "misnamed") found ??= { why: "misnamed", name: header.name, from };
    else if (header.is === "empty" && found === undefined) {
      if (wasSplit(run, from)) found = { why: "split", from };
      else if (header.variable === undefined) found = { why: "empty", from };
      else found = { why: "neverSet", variable: header.variable, from };
    }
  }
  if (found !== undefined) return found;
  if (line.open) return undefined;
  const stray =
    program === "wget" && run.argv.find((word) => /^x-aws-ec2-metadata-token\s*:/i.test(outline(word.value)));
  return stray ? { why: "spanHosts", from: stray } : { why: "absent" };
}

function metadataRequest(
  line: HttpCommandLine,
  request: HttpRequest,
  run: Run,
  program: string,
): MetadataRequest | undefined {
  const url = metadataUrl(request.url);
  if (
    url === undefined ||
    isOtherCloud(
      url.path,
      request.headers.map((header) => header.text),
    )
  )
    return undefined;
  const method = knownText(request.method);
  const tokenPath = isTokenPath(url.path);
  const put = method === "PUT" || method === undefined;
  if (tokenPath !== false && put) return { url, request, forToken: true, untokened: undefined };
  const missing = lacksToken(line, request, run, program);
  const wrong = tokenPath === true && (missing?.why === "absent" || missing?.why === "misnamed");
  return {
    url,
    request,
    forToken: false,
    untokened: wrong ? { why: "method", method: method ?? "" } : missing,
  };
}

/** The name of the program where it is one that sends requests. */
function client(run: Run): "curl" | "wget" | undefined {
  const name = knownText(run.argv[0]?.value ?? [])?.replace(/^.*\//, "");
  return name === "curl" || name === "wget" ? name : undefined;
}

const known = new WeakMap<Run, MetadataRun | undefined>();

/** What a run asks the metadata service for; `undefined` where it asks nothing, or is neither curl nor wget. */
export function metadataRun(run: Run): MetadataRun | undefined {
  if (known.has(run)) return known.get(run);
  const name = client(run);
  let result: MetadataRun | undefined;
  if (name !== undefined) {
    const line = commandLine(run, name);
    const requests = line.requests.flatMap((request) => metadataRequest(line, request, run, name) ?? []);
    const elsewhere = line.requests.length - requests.length;
    if (requests.length > 0) result = { program: name, requests, elsewhere, refusal: line.refusal };
  }
  known.set(run, result);
  return result;
}

/** Whether a run asks for a token. */
export function isTokenRequest(run: Run): boolean {
  const asks = metadataRun(run);
  if (asks === undefined) return asksSomeHost(run, TTL_HEADER);
  return asks.refusal === undefined && asks.requests.some((request) => request.forToken);
}

/** Whether a run sends such a header to a host that is not known. */
function asksSomeHost(run: Run, header: string): boolean {
  const name = client(run);
  if (name === undefined) return false;
  const { requests, refusal } = commandLine(run, name);
  return (
    refusal === undefined &&
    requests.some(
      ({ url, headers }) =>
        knownText(url) === undefined &&
        headers.some(({ text }) => outline(text).toLowerCase().startsWith(header.toLowerCase())),
    )
  );
}

/** Whether a run prints which status the service answered with. */
function printsStatus(run: Run): boolean {
  const format = metadataRun(run)?.requests.find(({ request }) => request.writeOut !== undefined)?.request.writeOut;
  return format !== undefined && /%\{(http|response)_code\}/.test(outline(format));
}

/** Whether a run asks by version 2: for a token, or with one. */
function speaksVersion2(run: Run): boolean {
  const asks = metadataRun(run);
  if (asks === undefined) return asksSomeHost(run, TOKEN_HEADER);
  return asks.refusal === undefined && asks.requests.every(({ untokened }) => !untokened);
}

/** So many filters at most stand between an answer and what the script looks at. */
const FILTERS = 10;

/** The requests that a run's output comes from: its own, or those whose answers it reads. */
function askedBy(run: Run, depth = 0): readonly Run[] {
  if (client(run) !== undefined) return [run];
  if (depth >= FILTERS) return [];
  return (run.stdin ?? []).flatMap((piece) => (piece.kind === "output" ? askedBy(piece.of, depth + 1) : []));
}

/** Whether a program's status tells what it was given: not that of a client which sends the token, nor of `tr`. */
function compares(run: Run): boolean {
  if (client(run) !== undefined) return false;
  return failsWithoutResult(run) || run.argv.some(({ value }) => /\bexit\b/.test(outline(value)));
}

/**
 * Whether this path is only taken after a token, or an answer to a request with one, could not be had, or after the service
 * was asked what it speaks.
 */
export function isFallback(run: Run): boolean {
  const shows = (fact: Fact): boolean => {
    const { run: earlier, is, by, holds, of = [] } = fact;
    if (is === "either") return of.every(shows);
    if (is === "failed" || is === "empty")
      return askedBy(earlier).some((one) => speaksVersion2(one) || printsStatus(one));
    if (is !== "compared" || holds === undefined || (by !== undefined && !compares(by))) return false;
    return askedBy(earlier).some((one) => isTokenRequest(one) || printsStatus(one)) && matters(fact, run);
  };
  return run.facts.some(shows);
}

/** Whether something depends on how a comparison came out: without a token, and both ways, the request is the same. */
function matters(fact: Fact, { invocation: { runs } }: Run): boolean {
  const outcomes = runs.map(({ facts }) => facts.findLast((one) => comparesSame(one, fact))?.holds);
  return new Set(outcomes).size < 2 || !runs.every(isUntokened);
}

function isUntokened(run: Run): boolean {
  return metadataRun(run)?.requests.every(({ untokened }) => untokened) === true;
}

function comparesSame(a: Fact, b: Fact): boolean {
  return a.is === b.is && a.run === b.run && a.by === b.by;
}

const asked = new WeakMap<Evaluation, ReadonlySet<Invocation>>();

/** The status is all that is left of the answer. */
function keepsNothing(run: Run): boolean {
  const requests = metadataRun(run)?.requests ?? [];
  return requests.every(
    ({ request: { output, method } }) =>
      knownText(method) === "HEAD" || (typeof output !== "string" && knownText(output) === "/dev/null"),
  );
}

/**
 * Whether this invocation asks the service what it speaks: it prints the status, and that is all it wants or the script
 * compares it.
 */
export function isProbe(invocation: Invocation, evaluation: Evaluation): boolean {
  if (!invocation.runs.some(printsStatus)) return false;
  if (invocation.runs.every(keepsNothing)) return true;
  let compared = asked.get(evaluation);
  if (compared === undefined) {
    const facts = evaluation.invocations.flatMap((later) => later.runs.flatMap((run) => run.facts));
    compared = new Set(
      facts.filter(({ is }) => is !== "succeeded" && is !== "either").map(({ run }) => run.invocation),
    );
    asked.set(evaluation, compared);
  }
  return compared.has(invocation);
}
