/** Recognizes calls after whose failure a script may well go on: whether it should stop there is for its author to decide. */
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import { outline, type AbstractString, type Run } from "../../shell/index.ts";
import type { FailingCall } from "./unnoticed-calls.ts";

/** Operations that tell somebody what happens, and nothing else. */
const NOTIFICATIONS: ReadonlySet<string> = new Set([
  "sns publish",
  "sns publish-batch",
  "ses send-email",
  "ses send-raw-email",
  "sesv2 send-email",
  "cloudwatch put-metric-data",
  "logs put-log-events",
  "events put-events",
]);

/** Addresses of chat channels and alerting services. */
const CHANNELS =
  /^https:\/\/(?:hooks\.slack\.com|slack\.com\/api|[\w.-]+\.webhook\.office\.com|outlook\.office\.com\/webhook|discord(?:app)?\.com\/api\/webhooks|hooks\.chime\.aws|chat\.googleapis\.com|events\.pagerduty\.com|api\.telegram\.org)\//;

/** `set -e`, `set +e`, `set -euo pipefail`, `set +o errexit`: whether `-e` is on afterwards. */
const ERREXIT =
  /(?:^|[;&|({]|\b(?:then|do|else))[ \t]*set[ \t]+(?:([-+])[a-df-zA-Z]*e[a-zA-Z]*|([-+])o[ \t]+errexit)\b/gm;

export class SuggestedStops {
  /** The offsets after which `-e` is off because the script says so, and on again. */
  readonly #switches: readonly { readonly pos: number; readonly isOff: boolean }[];

  /** @param text of the script */
  constructor(text: string) {
    this.#switches = Array.from(text.matchAll(ERREXIT), ({ index, 1: short, 2: long }) => ({
      pos: index,
      isOff: (short ?? long) === "+",
    }));
  }

  has({ runs, place }: Pick<FailingCall, "runs" | "place">): boolean {
    const last = this.#switches.findLast(({ pos }) => pos < place.pos);
    return last?.isOff === true || runs.every(isNotification);
  }
}

function isNotification(run: Run): boolean {
  if (run.invocation.program === "aws") {
    const { command, operation } = readAwsCommandLine(run.argv);
    return NOTIFICATIONS.has(`${command} ${operation}`);
  }
  if (run.invocation.program !== "curl") return false;
  const { requests } = readCurl(run);
  return requests.length > 0 && requests.every(({ url }) => CHANNELS.test(outline(url)) || isNamedChannel(url));
}

/** `curl … "$SLACK_WEBHOOK_URL"` */
function isNamedChannel([first]: AbstractString): boolean {
  return first?.kind === "unknown" && /webhook|slack/i.test(first.name ?? "");
}
