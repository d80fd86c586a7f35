/** The messages of `explicit-aws-credentials` for each reason, and the names, lines and code that fill them. */
import type { Span } from "../../shell/index.ts";
import type { Reason } from "./reason.ts";

const FALLS_BACK =
  "The CLI takes what it finds first, and a leftover ~/.aws/credentials comes before the instance role.";
const UNSEEN = "`{{command}}` does not see {{variable}}:";

/** Keyed by the kind of reason, and by the kind of suggestion. */
export const messages = {
  nothing: `\`{{command}}\` does not specify which credentials to use. ${FALLS_BACK} Name a profile, or export credentials before this line.`,
  somePaths: `\`{{command}}\` gets {{variable}}{{from}} on some paths only. On the others the CLI takes what it finds first, a leftover ~/.aws/credentials before the instance role.`,
  inherited: `\`{{command}}\` gets {{variable}} only where the script is started with it: it is looked at before, but set nowhere. ${FALLS_BACK} Set it where it is missing, or stop there.`,
  unseen: `\`{{code}}\` (line {{line}}) may set credentials for \`{{command}}\`, but {{but}}. ${FALLS_BACK}`,
  unseenRemoved: `${UNSEEN} \`{{code}}\` (line {{line}}) may set it, but it is gone after line {{until}} ({{by}}). ${FALLS_BACK}`,
  downloaded: `\`{{command}}\` does not specify which credentials to use: line {{line}} may set some, but it runs code that the script has just downloaded. ${FALLS_BACK}`,
  notExported: `${UNSEEN} line {{line}} sets it, but does not export it. ${FALLS_BACK}`,
  lost: `${UNSEEN} it is exported on line {{line}}, but inside {{by}} that ended on line {{until}}. ${FALLS_BACK}`,
  uncalled: `${UNSEEN} it is exported on line {{line}}, but in {{by}}, which has not run before. ${FALLS_BACK}`,
  otherBranch: `${UNSEEN} the export on line {{line}} is on a path that does not lead here. ${FALLS_BACK}`,
  later: `${UNSEEN} it is exported only later, on line {{line}}. ${FALLS_BACK}`,
  oneCommand: `${UNSEEN} line {{line}} sets it for that one command only. ${FALLS_BACK}`,
  otherStep: `${UNSEEN} it is exported in step "{{step}}" (line {{line}}), and each step is a process of its own. ${FALLS_BACK}`,
  dropped: `${UNSEEN} it is exported on line {{line}}, but \`{{by}}\` drops it on line {{until}}. ${FALLS_BACK}`,
  unreached: `${UNSEEN} what line {{line}} exports does not reach it. ${FALLS_BACK}`,
  removed: `${UNSEEN} it is exported on line {{line}}, but gone after line {{until}} ({{by}}). ${FALLS_BACK}`,
  empty: `\`{{command}}\` gets an empty {{variable}} from line {{line}}, which is as good as none. ${FALLS_BACK}`,
  keyWithoutSecret:
    '`{{command}}` gets AWS_ACCESS_KEY_ID without AWS_SECRET_ACCESS_KEY: the CLI stops with "Partial credentials found in env". Export the secret too.',
  secretWithoutKey: `\`{{command}}\` gets AWS_SECRET_ACCESS_KEY without AWS_ACCESS_KEY_ID, which is as good as none. ${FALLS_BACK}`,
  takeInstanceRole: "Take the credentials of the instance's role by IMDSv2, and stop where there are none.",
  leaveFilesOut:
    "Leave the CLI's own files out, so that the instance's role is what is left. This hides the region and profiles of ~/.aws/config too, and breaks hybrid nodes and nodes under Default Host Management.",
  nameProfile: "Use the profile {{profile}}.",
};

/** How a reason's spans are shown. */
export interface MessageContext {
  /** The script of the step. */
  readonly text: string;
  /** Returns the line of a span in the file. `step`: the index of the step that contains the span, if it is another step. */
  lineOf(span: Span, step?: number): number | string;
  nameOf(step: number): string;
}

/** Returns the names, lines and code in the message for a reason. */
export function messageData(reason: Reason, { text, lineOf, nameOf }: MessageContext): Record<string, string> {
  const { kind, variable, span, by, until, step } = reason;
  const line = span === undefined ? "" : String(lineOf(span, step));
  const code =
    (kind === "unseen" || kind === "unseenRemoved") && span !== undefined ? text.slice(span.pos, span.end).trim() : "";
  const isGuarded = isTested(code, text.slice(0, span?.pos ?? 0));
  return {
    variable,
    line,
    from: line === "" ? "" : ` from line ${line}`,
    by,
    code: shortened(code),
    but: isGuarded ? "it is only sourced if it exists" : "it does not run on every path",
    until: until === undefined ? "" : String(lineOf(until)),
    step: step === undefined ? "" : nameOf(step),
  };
}

/** Longer code is truncated. */
const SHOWN = 60;

function shortened(code: string): string {
  const line = code.replace(/\s+/g, " ");
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

/** Whether the script tests that a file exists before it sources the file: `[ -f file ] && . file`. */
function isTested(file: string, before: string): boolean {
  const bare = file.replaceAll(/["']/g, "");
  if (bare === "" || /\s/.test(bare)) return false;
  const tested = before.replaceAll(/["']/g, "");
  return ["-f", "-e", "-r", "-s"].some(
    (test) => tested.includes(`${test} ${bare} `) || tested.includes(`${test} ${bare}\n`),
  );
}
