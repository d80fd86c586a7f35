/** Calls whose failure means nothing: they only report, or set something up that fails later and loudly. */
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import { type Run, knownText } from "../../shell/index.ts";

/** Commands of the AWS CLI that work on the machine alone: `aws configure set`. */
const LOCAL: ReadonlySet<string> = new Set(["configure", "help", "history"]);

export function isHarmless(run: Run): boolean {
  switch (run.invocation.program) {
    case "aws": {
      const { command, operation, options, parameters, words, open } = readAwsCommandLine(run.argv);
      if (parameters[0] !== undefined && knownText(parameters[0].value) === "help") return true;
      if (options.has("version") || (words === 0 && !open)) return true;
      return (command !== undefined && LOCAL.has(command)) || operation === "help";
    }
    case "curl": {
      const { requests, open, refusal } = readCurl(run);
      return requests.length === 0 && !open && refusal === undefined;
    }
    default:
      return onlyReports(run);
  }
}

/** `terraform --version`. */
function onlyReports({ argv }: Run): boolean {
  return argv.length === 2 && /^(?:--version|--help|-V|-h|version|help)$/.test(knownText(argv[1]!.value) ?? "");
}
