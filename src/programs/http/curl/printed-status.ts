/** curl that prints how its requests were answered: `-o /dev/null -w '%{http_code}'`. */
import { type Run, knownText } from "../../../shell/index.ts";
import type { HttpRequest } from "../request.ts";
import { readCurl } from "./command-line.ts";

/** Whether the answer is thrown away. */
export function isDiscarded({ output }: HttpRequest, { stdoutFile }: Run): boolean {
  const goesTo = output === "stdout" ? stdoutFile : output === "remote name" ? undefined : knownText(output);
  return goesTo === "/dev/null";
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
