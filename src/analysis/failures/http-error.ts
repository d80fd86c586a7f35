/** Recognizes curl without `-f`: it succeeds for an answer of 400 or more, so that a check of its status sees no failure. */
import type { Pipeline, SyntaxNode } from "unbash";
import { metadataUrl } from "../../aws/metadata/service.ts";
import { type Run, knownText, outline } from "../../shell/index.ts";
import { leadingText } from "../../programs/argv/argument.ts";
import { readCurl } from "../../programs/http/curl/command-line.ts";
import { asksMetadataOnly } from "../../programs/http/curl/metadata-requests.ts";
import { isDiscarded } from "../../programs/http/curl/printed-status.ts";
import { requiresJson } from "../../programs/jq/command-line.ts";
import type { HttpRequest } from "../../programs/http/request.ts";
import type { AroundNode } from "./lost-status.ts";

/** Whether the request may use HTTP. */
function isHttp({ url }: HttpRequest): boolean {
  const [, scheme] = /^([a-z][a-z\d+.-]*):\/\//i.exec(leadingText(url)) ?? [];
  return scheme === undefined || /^https?$/i.test(scheme);
}

/** Whether a request only asks if a server answers. */
function isProbe(request: HttpRequest, run: Run): boolean {
  const sent = knownText(request.method);
  return sent === "HEAD" || (sent === "GET" && isDiscarded(request, run));
}

/** Paths of the metadata service that answer 404 as long as nothing is announced. */
const ANNOUNCEMENTS = /^\/[\w.-]+\/meta-data\/(?:spot|events\/recommendations)\//;

/** Whether 404 is one of the answers that the request asks for. */
export function isAnnouncement({ url }: HttpRequest): boolean {
  const path = metadataUrl(url)?.path;
  return path !== undefined && ANNOUNCEMENTS.test(outline(path));
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
    (request) =>
      !request.failOnError &&
      request.writeOut === undefined &&
      isHttp(request) &&
      !isProbe(request, run) &&
      !isAnnouncement(request),
  );
}

/** Whether the answers go to stdout. */
export function printsAnswer(run: Run): boolean {
  return readCurl(run).requests.every(
    ({ output }) => output === "stdout" || (output !== "remote name" && knownText(output) === "-"),
  );
}

/** Returns whether jq reads the answers and fails for an error page: that of the metadata service is XML. */
export function isRejectedByJq(run: Run, ancestors: readonly AroundNode[]): boolean {
  const pipeline = ancestors.findLast((node): node is Pipeline => node.type === "Pipeline");
  return pipeline?.commands.some(isJsonReader) === true && asksMetadataOnly(run);
}

function isJsonReader(node: SyntaxNode): boolean {
  if (node.type !== "Command" || node.name?.text !== "jq") return false;
  return requiresJson(node.suffix.map((one) => (one.type === "Word" ? one.value : "")));
}
