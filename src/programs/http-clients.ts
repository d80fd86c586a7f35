/** What curl and wget do apart from sending requests: the files that they write, and what they print. */
import { type AbstractString, type Effect, type ProgramModel, type Run, knownText, outline } from "../shell/index.ts";
import { readCurl } from "./http/curl/command-line.ts";
import { knownFileName, type HttpCommandLine, type HttpRequest } from "./http/request.ts";
import { readWget } from "./http/wget/command-line.ts";

/** The file that a response is written to; `undefined` if it goes to stdout or nowhere, or if its name is unknown. */
function target(request: HttpRequest): AbstractString | string | undefined {
  if (request.output === "stdout") return undefined;
  if (request.output !== "remote name") {
    const isUnknown = knownFileName(outline(request.output)) === undefined;
    return isUnknown || /^(?:-|\/dev\/null)$/.test(knownText(request.output) ?? "") ? undefined : request.output;
  }
  const name = /^[^?#]*\/([^/?#]+)(?:[?#]|$)/.exec(knownText(request.url)?.replace(/^https?:\/\//, "") ?? "");
  return name?.[1];
}

function effects(line: HttpCommandLine, recorded: Run): Effect[] {
  if (line.refusal !== undefined)
    return [
      { kind: "output", value: [{ kind: "unknown", reason: "computed", nonEmpty: false, printedBy: [recorded] }] },
      { kind: "status", success: false },
    ];
  const answer: AbstractString = [{ kind: "output", of: recorded, nonEmpty: "assumed" }];
  const written = line.requests.flatMap((request): Effect[] => {
    const path = target(request);
    return path === undefined ? [] : [{ kind: "write", path, content: answer, append: false }];
  });
  const silent =
    line.requests.length > 0 &&
    line.requests.every(
      ({ output, writeOut }) =>
        writeOut === undefined && output !== "stdout" && (output === "remote name" || knownText(output) !== "-"),
    );
  return silent ? [...written, { kind: "output", value: [] }] : written;
}

export const curlModel: ProgramModel = (run, recorded) => effects(readCurl(run), recorded);

export const wgetModel: ProgramModel = (run, recorded) =>
  effects(readWget(run, run.invocation.via.includes("busybox")), recorded);
