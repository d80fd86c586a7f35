/** The messages of `explicit-aws-credentials` for each reason, and the names, lines and code that fill them. */
import type { Span } from "../../shell/index.ts";
import type { EarlyStop } from "./reason.ts";
import type { Reason } from "./reason-kinds.ts";

const LEFTOVER = "a leftover ~/.aws/credentials takes precedence over the instance role";
const STOPS: Record<EarlyStop, string> = {
  halfKey: 'stops with "Partial credentials found in env"',
  emptyProfile: 'stops with "The config profile () could not be found"',
};
const FIRST = "CLI {{outcome}}.";
const FALLS_BACK = `The ${FIRST}`;
const UNSEEN = "`{{command}}` does not see {{variable}}:";

/** Keyed by the kind of reason, and by the kind of suggestion. */
export const messages = {
  nothing: `\`{{command}}\` does not specify which credentials to use. ${FALLS_BACK} Name a profile, or export credentials before this line.`,
  somePaths: `\`{{command}}\` gets {{variable}}{{from}} only on some paths. On the others, the ${FIRST}`,
  inherited: `\`{{command}}\` gets {{variable}} only if it is set when the script starts: the script tests it, but does not set it. Otherwise, the ${FIRST} Set it if it is missing, or stop.`,
  unseen: `\`{{code}}\` (line {{line}}) may set credentials for \`{{command}}\`, but {{but}}. ${FALLS_BACK}`,
  unseenRemoved: `${UNSEEN} \`{{code}}\` (line {{line}}) may set it, but {{by}} on line {{until}} removes it. ${FALLS_BACK}`,
  downloaded: `\`{{command}}\` does not specify which credentials to use: line {{line}} may set some, but it runs code that the script has just downloaded. ${FALLS_BACK}`,
  notExported: `${UNSEEN} line {{line}} sets it, but does not export it. ${FALLS_BACK}`,
  lost: `${UNSEEN} it is exported on line {{line}}, but in {{by}} that ends on line {{until}}. ${FALLS_BACK}`,
  uncalled: `${UNSEEN} it is exported on line {{line}}, but in {{by}}, which does not run before this command. ${FALLS_BACK}`,
  otherBranch: `${UNSEEN} the path with the export on line {{line}} does not reach this command. ${FALLS_BACK}`,
  later: `${UNSEEN} it is only exported later, on line {{line}}. ${FALLS_BACK}`,
  oneCommand: `${UNSEEN} line {{line}} sets it only for the command on that line. ${FALLS_BACK}`,
  otherStep: `${UNSEEN} it is exported in step "{{step}}" (line {{line}}), but each step runs in a separate process. ${FALLS_BACK}`,
  dropped: `${UNSEEN} it is exported on line {{line}}, but \`{{by}}\` drops it on line {{until}}. ${FALLS_BACK}`,
  unreached: `${UNSEEN} line {{line}} sets or exports it, but not for this command. ${FALLS_BACK}`,
  noValue: `${UNSEEN} line {{line}} exports it, but nothing gives it a value. ${FALLS_BACK}`,
  removed: `${UNSEEN} it is exported on line {{line}}, but {{by}} on line {{until}} removes it. ${FALLS_BACK}`,
  empty: `\`{{command}}\` gets an empty {{variable}} from line {{line}}. An empty profile stops the CLI; any other empty variable has the same effect as none, and {{effect}}.`,
  emptyOption: `\`{{command}}\` gets an empty --profile, which has the same effect as none: the ${FIRST} Name a profile, or stop if there is none.`,
  keyWithoutSecret:
    '`{{command}}` gets AWS_ACCESS_KEY_ID without AWS_SECRET_ACCESS_KEY: the CLI stops with "Partial credentials found in env". Export the secret too.',
  secretWithoutKey: `\`{{command}}\` gets AWS_SECRET_ACCESS_KEY without AWS_ACCESS_KEY_ID, so it has no effect. ${FALLS_BACK}`,
  takeInstanceRole: "Get the credentials of the instance role with IMDSv2, and stop if there are none.",
  leaveFilesOut:
    "Ignore the CLI's own files, so that only the instance role remains. This also hides the region and profiles in ~/.aws/config, and breaks hybrid nodes and nodes under Default Host Management.",
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

/**
 * Returns the names, lines and code in the message for a reason.
 * @param stop what stops the CLI in this command before it asks any other provider
 */
export function messageData(
  reason: Reason,
  stop: EarlyStop | undefined,
  { text, lineOf, nameOf }: MessageContext,
): Record<string, string> {
  const { kind, variable, span, by, until, step } = reason;
  const line = span === undefined ? "" : String(lineOf(span, step));
  const code =
    (kind === "unseen" || kind === "unseenRemoved") && span !== undefined ? text.slice(span.pos, span.end).trim() : "";
  const isGuarded = isTested(code, text.slice(0, span?.pos ?? 0));
  return {
    variable,
    line,
    from: line === "" ? "" : ` from line ${line}`,
    by: kind === "removed" || kind === "unseenRemoved" ? removerName(by) : by,
    code: shortened(`${builtinBefore(text.slice(0, span?.pos ?? 0))}${code}`),
    but: isGuarded ? "it is only sourced if it exists" : "it does not run on every path",
    until: until === undefined ? "" : String(lineOf(until)),
    step: step === undefined ? "" : nameOf(step),
    outcome: stop === undefined ? `uses the first credentials that it finds, and ${LEFTOVER}` : STOPS[stop],
    effect: stop === "halfKey" ? `the CLI ${STOPS.halfKey}` : LEFTOVER,
  };
}

/** Returns a phrase for what removed a variable: the command's name, if it is known. */
function removerName(by: string): string {
  if (by === "other") return "the command";
  return by === "local ended" ? "the end of the function" : `\`${by}\``;
}

/** Longer code is truncated. */
const SHOWN = 60;

function shortened(code: string): string {
  const line = code.replace(/\s+/g, " ");
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

const BUILTIN_BEFORE = /(?:^|[\s;&|(){}`])((?:eval|export|declare|typeset|readonly|local)(?:[ \t]+-[A-Za-z]+)*[ \t]+)$/;

/** Returns the builtin whose argument follows, with its options: the argument of `eval "$X"` alone does not show what runs. */
function builtinBefore(before: string): string {
  return BUILTIN_BEFORE.exec(before.slice(-80))?.[1] ?? "";
}

/** Whether the text ends with the start of a test that fails if the file exists: `! [`, `[ !`. */
function endsNegated(text: string): boolean {
  return text
    .trimEnd()
    .replace(/(?:\[{1,2}|\btest)$/, "")
    .trimEnd()
    .endsWith("!");
}

/** Whether the text starts with the end of a test whose failure leads to another command: `] || exit 1`. */
function startsAlternative(text: string): boolean {
  return text
    .trimStart()
    .replace(/^\]{1,2}/, "")
    .trimStart()
    .startsWith("||");
}

/**
 * Whether the script sources the file only if a test has shown that it exists: `[ -f file ] && . file`, but not
 * `[ -f file ] || exit 1; . file`.
 */
function isTested(file: string, before: string): boolean {
  const bare = file.replaceAll(/["']/g, "");
  if (bare === "" || /\s/.test(bare)) return false;
  const tested = before.replaceAll(/["']/g, "");
  return ["-f", "-e", "-r", "-s"].some((operator) => {
    const test = `${operator} ${bare}`;
    // The closest test decides.
    const at = tested.lastIndexOf(test);
    const after = tested.slice(at + test.length);
    return at !== -1 && /^[ \n]/.test(after) && !startsAlternative(after) && !endsNegated(tested.slice(0, at));
  });
}
