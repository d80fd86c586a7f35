/**
 * Recognizes calls whose failure has no consequence: they only print information, set something up whose absence fails loudly
 * later, or ask for something that is usually absent.
 */
import { isLocal } from "../../aws/credentials/demand.ts";
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import { type Run, knownText } from "../../shell/index.ts";
import { isAnnouncement } from "./http-error.ts";

export function isHarmless(run: Run): boolean {
  switch (run.invocation.program) {
    case "aws": {
      const { command, operation, options, parameters, words, open } = readAwsCommandLine(run.argv);
      if (parameters[0] !== undefined && knownText(parameters[0].value) === "help") return true;
      if (options.has("version") || (words === 0 && !open)) return true;
      return isLocal(command, operation) || operation === "help";
    }
    case "curl": {
      const { requests, open, refusal } = readCurl(run);
      if (open || refusal !== undefined) return false;
      return requests.every((request) => request.failOnError && isAnnouncement(request));
    }
    default:
      return onlyReports(run);
  }
}

/** Whether the call only prints information: `terraform --version`. */
function onlyReports({ argv }: Run): boolean {
  return argv.length === 2 && /^(?:--version|--help|-V|-h|version|help)$/.test(knownText(argv[1]!.value) ?? "");
}
