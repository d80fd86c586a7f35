/** Finds temporary keys that the script writes to the credentials file without their session token. */
import type { ParsedScript } from "unbash";
import { CONFIG_FILE, CREDENTIALS_FILE, settingsOf } from "../../aws/credentials/files.ts";
import { writtenTo } from "../../aws/credentials/source.ts";
import { exportedValue, isEmpty, KEY, visibilityOf } from "../../aws/credentials/variables.ts";
import { readAwsCommandLine } from "../../programs/aws/command-line.ts";
import { type Evaluation, forEachNode, knownText, outline } from "../../shell/index.ts";
import type { CredentialCall } from "./credential-call.ts";
import { isTemporaryKey } from "./provenance.ts";

/** Settings with which the CLI does not use the keys of a profile. */
const OTHER_SOURCES = /\b(?:role_arn|sso_\w{1,40}|credential_process|login_session)[ \t]{0,9}=/;

/** The profile of which the call uses the keys in a file; `undefined` if it is unknown, or if keys are exported. */
function profileOf({ run, line, sources }: CredentialCall): string | undefined {
  const option = line.options.get("profile");
  if (option !== undefined && !isEmpty(option)) return knownText(option);
  const [source, ...others] = sources;
  if (others.length > 0 || run.environment.get(KEY).some((one) => visibilityOf(one) === "set")) return undefined;
  if (source === "written file" || source === "file variable") return "default";
  if (source !== "profile variable") return undefined;
  const [one, other] = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].map((name) => exportedValue(run.environment, name));
  return one === undefined || other === undefined ? knownText(one ?? other ?? []) : undefined;
}

/** Whether a command may write a setting whose name is unknown. */
function mayWriteAny({ invocations }: Evaluation): boolean {
  const runs = invocations.filter(({ program }) => program === "aws").flatMap((one) => one.runs);
  return runs.some(({ argv }) => {
    const { command, operation, parameters } = readAwsCommandLine(argv);
    return command === "configure" && operation === "set" && knownText(parameters[0]?.value ?? []) === undefined;
  });
}

/** Programs that write to the files in their arguments what the evaluation knows, or nothing. */
const PLAIN: ReadonlySet<string> = new Set(
  "[ aws cat chgrp chmod chown cp cut echo export file grep head install ls mkdir mv printf restorecon rm rmdir shred stat sudo tail tee test touch wc".split(
    " ",
  ),
);
const FILE = /\.aws\/credentials|\$\{?AWS_SHARED_CREDENTIALS_FILE/;

/** Of each evaluation, because many calls may ask. */
const known = new WeakMap<Evaluation, boolean>();

/** Whether the evaluation knows all that the script writes to the credentials file. */
function knowsSettings(evaluation: Evaluation, tree: ParsedScript): boolean {
  let knows = known.get(evaluation);
  if (knows === undefined) known.set(evaluation, (knows = !mayWriteAny(evaluation) && !mayBeEdited(tree)));
  return knows;
}

/** Whether another program may write to the credentials file: `sed -i`, or a program that is not known. */
function mayBeEdited(tree: ParsedScript): boolean {
  const named = [FILE.source];
  const texts: string[] = [];
  forEachNode(tree, (node) => {
    if (node.type === "Assignment" && FILE.test(node.text) && named.length < 20) named.push(`\\$\\{?${node.name}\\b`);
    if (node.type === "Command" && node.name !== undefined && !PLAIN.has(node.name.text))
      texts.push(...node.args.map(({ text }) => text));
  });
  const pattern = new RegExp(named.join("|"));
  return texts.some((text) => pattern.test(text));
}

/** Whether all of these calls use a temporary key of the credentials file that is there without a session token. */
export function useKeyWithoutToken(
  calls: readonly CredentialCall[],
  evaluation: Evaluation,
  tree: ParsedScript | undefined,
): boolean {
  return tree !== undefined && calls.every((call) => usesKeyWithoutToken(call, evaluation, tree));
}

function usesKeyWithoutToken(call: CredentialCall, evaluation: Evaluation, tree: ParsedScript): boolean {
  const { run, line } = call;
  if (line.open || line.options.has("no-sign-request")) return false;
  const profile = profileOf(call);
  const content =
    profile === undefined ? undefined : writtenTo(run, CREDENTIALS_FILE, "AWS_SHARED_CREDENTIALS_FILE")[0];
  if (profile === undefined || content === undefined) return false;
  const config = writtenTo(run, CONFIG_FILE, "AWS_CONFIG_FILE").slice(0, 1);
  if ([content, ...config].some((one) => OTHER_SOURCES.test(outline(one)))) return false;
  const settings = settingsOf(content, profile);
  const key = settings?.get("aws_access_key_id");
  if (settings === undefined || key === undefined || !settings.has("aws_secret_access_key")) return false;
  const isMissing = !settings.has("aws_session_token") && !settings.has("aws_security_token");
  return isMissing && isTemporaryKey(key) && knowsSettings(evaluation, tree);
}
