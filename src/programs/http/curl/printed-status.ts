/** Recognizes `curl` commands that print the HTTP status of their requests: `-o /dev/null -w '%{http_code}'`. */
import { type Run, knownText } from "../../../shell/index.ts";
import type { HttpRequest } from "../request.ts";
import { readCurl } from "./command-line.ts";

/** Whether the answer to the request is written to `/dev/null`. */
export function isDiscarded({ output }: HttpRequest, { stdoutFile }: Run): boolean {
  const goesTo = output === "stdout" ? stdoutFile : output === "remote name" ? undefined : knownText(output);
  return goesTo === "/dev/null";
}

/** Whether `curl` prints the HTTP status of its requests and nothing else. The status is `000` if no server answers. */
export function printsStatus(run: Run): boolean {
  if (run.invocation.program !== "curl" || run.stdoutFile !== undefined) return false;
  const { requests } = readCurl(run);
  return requests.length > 0 && requests.every((request) => isDiscarded(request, run) && isStatus(request.writeOut));
}

/**
 * Whether `curl` also prints the HTTP status of a request, `000` if no server answers. An unquoted word of unknown text may be
 * several URLs, so that the requests are unknown, but the option stays.
 */
export function printsStatusToo(run: Run): boolean {
  if (run.invocation.program !== "curl") return false;
  let prints = false;
  readCurl(run, (name, _, value) => {
    if (name === "write-out") prints ||= isStatus(value);
  });
  return prints;
}

function isStatus(format: HttpRequest["writeOut"]): boolean {
  return format !== undefined && /%\{(?:http|response)_code\}/.test(knownText(format) ?? "");
}
