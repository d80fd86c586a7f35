/** curl without `-f`: it succeeds with an answer of 400 or more, so that who looks at its status sees no failure. */
import { type Run, knownText } from "../../shell/index.ts";
import { leadingText } from "../../programs/argv/argument.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import type { HttpRequest } from "../../programs/http/request.ts";

/** Whether the request may be answered by HTTP. */
function isHttp({ url }: HttpRequest): boolean {
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(leadingText(url)) ?? [];
  return scheme === undefined || /^https?$/i.test(scheme);
}

/** Whether the answer is thrown away. */
function isDiscarded({ output }: HttpRequest, { stdoutFile }: Run): boolean {
  const goesTo = output === "stdout" ? stdoutFile : output === "remote name" ? undefined : knownText(output);
  return goesTo === "/dev/null";
}

/** A request that only asks whether somebody answers. */
function isProbe(request: HttpRequest, run: Run): boolean {
  const sent = knownText(request.method);
  return sent === "HEAD" || (sent === "GET" && isDiscarded(request, run));
}

/** Whether curl prints the status of its requests and nothing else: `000` where nobody answers. */
export function printsStatus(run: Run): boolean {
  if (run.invocation.program !== "curl" || run.stdoutFile !== undefined) return false;
  const { requests } = readCurl(run);
  return requests.length > 0 && requests.every((request) => isDiscarded(request, run) && isStatus(request.writeOut));
}

function isStatus(format: HttpRequest["writeOut"]): boolean {
  return format !== undefined && /%\{(?:http|response)_code\}/.test(knownText(format) ?? "");
}

/** Whether nobody reads the answers. */
export function discardsAnswer(run: Run): boolean {
  return readCurl(run).requests.every((request) => isDiscarded(request, run));
}

/** Whether an answer of 400 or more is a success to this run of curl, and what it says is taken for the answer. */
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
