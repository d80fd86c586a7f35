/** Determines which requests a run of curl or wget sends to the instance metadata service, and whether they carry a token. */
import {
  isTokenPath,
  metadataUrl,
  MOST_TTL_SECONDS,
  TTL_HEADER,
  type MetadataUrl,
} from "../../aws/metadata/service.ts";
import { isOtherCloud } from "../../aws/metadata/other-clouds.ts";
import { readTokenHeader } from "../../aws/metadata/token-header.ts";
import { type Argument, type Run, UNKNOWN_TEXT, knownText, outline } from "../../shell/index.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import type { HttpCommandLine, HttpRequest, Refusal } from "../../programs/http/request.ts";
import { readWget } from "../../programs/http/wget/command-line.ts";

/** Why a request goes out without a token. */
export type Untokened =
  | { readonly why: "absent" }
  /** `variable` is never set by the script. */
  | { readonly why: "neverSet"; readonly variable: string; readonly from: Argument }
  | { readonly why: "empty"; readonly from: Argument }
  /** An unquoted expansion: the header ends at its first space, and the token became a URL. */
  | { readonly why: "split"; readonly from: Argument }
  /** The shell did not expand the variable, because of single quotes. */
  | { readonly why: "literal"; readonly text: string; readonly from: Argument }
  /** The header has a name that the service does not know. */
  | { readonly why: "misnamed"; readonly name: string; readonly from: Argument }
  /** The header begins with a space: it is sent as a continuation of the previous header. */
  | { readonly why: "folded"; readonly from: Argument }
  /** wget's `-H` is `--span-hosts`: the header became a URL. */
  | { readonly why: "spanHosts"; readonly from: Argument }
  /** The request is for the token's path, but the method is not PUT. */
  | { readonly why: "method"; readonly method: string };

export interface MetadataRequest {
  readonly url: MetadataUrl;
  readonly request: HttpRequest;
  /** Whether this is a PUT request for the token's path. */
  readonly forToken: boolean;
  /** `undefined` if the request carries a token, needs none, or may carry one. */
  readonly untokened: Untokened | undefined;
  /** The time to live that a token request asks for if the service does not accept it; "" if there is none. */
  readonly refusedTtl?: string | undefined;
}

export interface MetadataRun {
  readonly program: "curl" | "wget";
  readonly requests: readonly MetadataRequest[];
  /** The number of requests in the same command line that go to other or unknown hosts. */
  readonly elsewhere: number;
  /** Why the program refuses its command line, in which case it sends nothing. */
  readonly refusal: Refusal | undefined;
}

function commandLine(run: Run, program: "curl" | "wget"): HttpCommandLine {
  return program === "curl" ? readCurl(run) : readWget(run, run.invocation.via.includes("busybox"));
}

/** Whether the header's value is in the next word: an unquoted expansion, or a header without quotes. */
function wasSplit(run: Run, argument: Argument): boolean {
  const index = wordIndex(run, argument);
  const word = run.argv[index];
  const next = run.argv[index + 1];
  if (word === undefined || next === undefined) return false;
  if (word.word !== undefined && next.word === word.word && next.pos === word.pos)
    return /^[^"']*$/.test(word.word.text);
  const endsInColon = word.word === undefined || /:["']?$/.test(word.word.text);
  return endsInColon && next.value.length > 0 && next.value[0]!.kind !== "text";
}

/** The index of the word that is the option's argument or ends with it. */
export function wordIndex({ argv }: Run, argument: Argument): number {
  return argv.findIndex((word) => word === argument || endsIn(word, argument));
}

/** Whether the word ends with the argument, after its option: `-H$HEADER`, `--header=$HEADER`. */
function endsIn({ word, value }: Argument, argument: Argument): boolean {
  const text = knownText(value);
  return word !== undefined && word === argument.word && text?.endsWith(outline(argument.value)) === true;
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
    program === "wget"
      ? run.argv.find(
          ({ value }, index) =>
            /^(?:-[A-Za-z]*H)?x-aws-ec2-metadata-token\s*:/i.test(outline(value)) &&
            (outline(value).startsWith("-") || /^-[A-Za-z]*H$/.test(outline(run.argv[index - 1]?.value ?? []))),
        )
      : undefined;
  return stray ? { why: "spanHosts", from: stray } : { why: "absent" };
}

/** The time to live for which the service answers 400; `undefined` if it accepts it, or if it is unknown. */
function refusedTtlOf({ headers }: HttpRequest): string | undefined {
  let refused: string | undefined = "";
  for (const { text } of headers) {
    const [name = "", value] = outline(text).split(/:(.*)/s);
    if (name.includes(UNKNOWN_TEXT)) return undefined;
    if (name.trim().toLowerCase() !== TTL_HEADER.toLowerCase()) continue;
    const seconds = value?.trim() ?? "";
    if (seconds.includes(UNKNOWN_TEXT)) return undefined;
    const isAccepted = /^\d+$/.test(seconds) && Number(seconds) >= 1 && Number(seconds) <= MOST_TTL_SECONDS;
    refused = isAccepted ? undefined : seconds;
  }
  return refused;
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
  if (tokenPath !== false && put) {
    const refusedTtl = tokenPath === true && method === "PUT" && !line.open ? refusedTtlOf(request) : undefined;
    return { url, request, forToken: true, untokened: undefined, refusedTtl };
  }
  const missing = lacksToken(line, request, run, program);
  const wrong = tokenPath === true && (missing?.why === "absent" || missing?.why === "misnamed");
  return {
    url,
    request,
    forToken: false,
    untokened: wrong ? { why: "method", method: method ?? "" } : missing,
  };
}

/** Returns the base name of the program if it is curl or wget. */
export function clientName(run: Run): "curl" | "wget" | undefined {
  const { program } = run.invocation;
  return program === "curl" || program === "wget" ? program : undefined;
}

const known = new WeakMap<Run, MetadataRun | undefined>();

/** Returns what a run requests from the metadata service; `undefined` if it requests nothing, or is neither curl nor wget. */
export function metadataRun(run: Run): MetadataRun | undefined {
  if (known.has(run)) return known.get(run);
  const name = clientName(run);
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

/** Whether a run requests a token. */
export function isTokenRequest(run: Run): boolean {
  const asks = metadataRun(run);
  if (asks === undefined) return asksSomeHost(run, TTL_HEADER);
  return asks.refusal === undefined && asks.requests.some((request) => request.forToken);
}

/** Whether a run sends this header to an unknown host. */
export function asksSomeHost(run: Run, header: string): boolean {
  const name = clientName(run);
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
