/** Recognizes curl without `-f`: it succeeds for an answer of 400 or more, so that a check of its status sees no failure. */
import { type Run, knownText } from "../../shell/index.ts";
import { leadingText } from "../../programs/argv/argument.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import type { HttpRequest } from "../../programs/http/request.ts";

/** Whether the request may use HTTP. */
function isHttp({ url }: HttpRequest): boolean {
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(leadingText(url)) ?? [];
  return scheme === undefined || /^https?$/i.test(scheme);
}

/** Whether the answer is discarded. */
function isDiscarded({ output }: HttpRequest, { stdoutFile }: Run): boolean {
  const goesTo = output === "stdout" ? stdoutFile : output === "remote name" ? undefined : knownText(output);
  return goesTo === "/dev/null";
}

/** Whether a request only asks if a server answers. */
function isProbe(request: HttpRequest, run: Run): boolean {
  const sent = knownText(request.method);
  return sent === "HEAD" || (sent === "GET" && isDiscarded(request, run));
}

/** Whether curl prints the status of its requests and nothing else: `000` if no server answers. */
export function printsStatus(run: Run): boolean {
  if (run.invocation.program !== "curl" || run.stdoutFile !== undefined) return false;
  const { requests } = readCurl(run);
  return requests.length > 0 && requests.every((request) => isDiscarded(request, run) && isStatus(request.writeOut));
}

function isStatus(format: HttpRequest["writeOut"]): boolean {
  return format !== undefined && /%\{(?:http|response)_code\}/.test(knownText(format) ?? "");
}

/** Returns whether all answers are discarded. */
export function discardsAnswer(run: Run): boolean {
  return readCurl(run).requests.every((request) => isDiscarded(request, run));
}

/** Returns whether this run of curl succeeds for an answer of 400 or more, and its body is taken for the answer. */
export function takesErrorPage(run: Run): boolean {
  if (run.invocation.program !== "curl") return false;
  const { requests, open, refusal } = readCurl(run);
  if (open || refusal !== undefined) return false;
  return requests.some(
    (request) => !request.failOnError && request.writeOut === undefined && isHttp(request) && !isProbe(request, run),
  );
}

/** Whether the answers go to stdout. */
export function printsAnswer(run: Run): boolean {
  return readCurl(run).requests.every(
    ({ output }) => output === "stdout" || (output !== "remote name" && knownText(output) === "-"),
  );
}
