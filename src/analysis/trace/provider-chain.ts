/**
 * The AWS CLI's credential provider chain for a single call.
 *
 * The order is botocore's, the same in CLI v1 and v2 (`create_credential_resolver` and
 * `ProfileProviderBuilder.providers` in credentials.py); the names are those that `aws configure list` prints as TYPE.
 * The first provider that has credentials answers.
 */
import {
  CONFIG_FILE,
  CREDENTIALS_FILE,
  givesDefaultKeys,
  givesDefaultRole,
  mayName,
} from "../../aws/credentials/files.ts";
import { homesOf } from "../../aws/credentials/source.ts";
import { CREDENTIAL_VARIABLES, isEmpty, KEY, SECRET } from "../../aws/credentials/variables.ts";
import type { AwsCommandLine } from "../../programs/aws/command-line.ts";
import { type Run, knownText, outline, type Span } from "../../shell/index.ts";
import { seenVariable, type SeenVariable } from "./variable.ts";

export type Provider =
  | "env"
  | "assume-role"
  | "assume-role-with-web-identity"
  | "sso"
  | "shared-credentials-file"
  | "login"
  | "custom-process"
  | "config-file"
  | "container-role"
  | "iam-role";

/**
 * answers: has credentials on every instance; silent: on none; depends: on those that have the file or the role; fails: stops the
 * command.
 */
export type Outcome = "answers" | "silent" | "depends" | "fails" | "not asked";

export interface ProviderStep {
  readonly provider: Provider;
  readonly outcome: Outcome;
  readonly because: string;
  readonly span: Span | undefined;
}

/** The files that the CLI reads, and the profile that it uses. */
export interface FileChoice {
  /**
   * The path of the credentials file; `undefined` if the script does not set AWS_SHARED_CREDENTIALS_FILE: the agent may then set
   * it.
   */
  readonly credentials: string | undefined;
  /** The home directory of the user who runs the call: "~" for root's. */
  readonly home: string;
  readonly profile: string | undefined;
  /** Whether the script itself writes a file with that profile. */
  readonly profileWritten: boolean;
  /** Whether variables of the agent reach the call: `sudo` and `su -` drop them. */
  readonly agentVariables: boolean;
  /** The file named by a variable that the script sets but does not export; it applies on nodes whose agent exports the variable. */
  readonly ifGiven: string | undefined;
}

/** The result of one walk through the chain. */
export interface Chain {
  readonly steps: readonly ProviderStep[];
  /** How CLI v1 and v2 differ, if they do. */
  readonly difference: string | undefined;
  readonly files: FileChoice;
}

/** The maximum number of different chains for one call. */
const MAX_CHAINS = 8;

const VARIABLES = [
  ...CREDENTIAL_VARIABLES,
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_EC2_METADATA_DISABLED",
] as const;

type Variable = (typeof VARIABLES)[number];
type Seen = Readonly<Record<Variable, SeenVariable>>;

/** Returns the chains for the paths that a run represents, at most {@link MAX_CHAINS}. */
export function providerChains(run: Run, line: AwsCommandLine): readonly Chain[] {
  const homes = homesSeen(run);
  return combinations(run)
    .flatMap((seen) => homes.map((home) => chainOf(run, line, seen, home)))
    .slice(0, MAX_CHAINS);
}

/** The home directories on the paths of a run. */
function homesSeen(run: Run): readonly string[] {
  const bindings = run.environment.get("HOME");
  if (bindings.length < 2) return [homesOf(run)[0] ?? "~"];
  return [
    ...new Set(bindings.map((one) => (one.state === "set" && one.exported ? (knownText(one.value) ?? "~") : "~"))),
  ];
}

function combinations(run: Run): Seen[] {
  let found: Partial<Record<Variable, SeenVariable>>[] = [{}];
  for (const name of VARIABLES) {
    const alternatives = seenVariable(run, name);
    const several = found.length * alternatives.length <= MAX_CHAINS ? alternatives : alternatives.slice(0, 1);
    found = found.flatMap((so) => several.map((seen) => ({ ...so, [name]: seen })));
  }
  return found as Seen[];
}

function chainOf(run: Run, line: AwsCommandLine, seen: Seen, home: string): Chain {
  const option = line.options.get("profile");
  const explicit = option !== undefined && !isEmpty(option);
  // v2's order. An empty variable counts: the CLI then looks for a profile without a name.
  const variable = [seen["AWS_PROFILE"], seen["AWS_DEFAULT_PROFILE"]].find(({ is }) => is === "set" || is === "empty");
  const profile = explicit ? outline(option).replaceAll("\uFFFC", "…") : variable && (variable.text ?? "…");
  const credentials = seen["AWS_SHARED_CREDENTIALS_FILE"];
  const choice: FileChoice = {
    credentials: credentials.is === "set" ? (credentials.text ?? "…") : credentials.is === "empty" ? "" : undefined,
    home,
    profile,
    profileWritten: false,
    agentVariables: credentials.is === "absent" && credentials.because === "is not set",
    ifGiven: credentials.is === "absent" ? credentials.ifGiven : undefined,
  };
  const files = { ...choice, profileWritten: isWritten(run, choice) };
  const steps: ProviderStep[] = [];
  let ended = false;
  for (const ask of [
    environment,
    assumeRole,
    webIdentity,
    sso,
    sharedFile,
    login,
    customProcess,
    configFile,
    container,
    instanceRole,
  ]) {
    const asked = ask({ run, seen, files, explicit });
    steps.push(ended ? step(asked.provider, "not asked", "an earlier source answers") : asked);
    ended ||= asked.outcome === "answers" || asked.outcome === "fails";
  }
  const [first, second] = [seen["AWS_PROFILE"], seen["AWS_DEFAULT_PROFILE"]];
  const differ = !explicit && first.is === "set" && second.is === "set" && first.text !== second.text;
  const difference = differ ? "CLI v2 uses AWS_PROFILE, CLI v1 uses AWS_DEFAULT_PROFILE" : undefined;
  return { steps, files, difference };
}

interface Asked {
  readonly run: Run;
  readonly seen: Seen;
  readonly files: FileChoice;
  /** Whether `--profile` is given. */
  readonly explicit: boolean;
}

function step(provider: Provider, outcome: Outcome, because: string, span?: Span): ProviderStep {
  return { provider, outcome, because, span };
}

function environment({ seen, files, explicit }: Asked): ProviderStep {
  const [key, secret] = [seen[KEY], seen[SECRET]];
  if (explicit) return step("env", "silent", "--profile overrides the variables");
  const nameless =
    files.profile === "" && [seen["AWS_PROFILE"], seen["AWS_DEFAULT_PROFILE"]].find(({ is }) => is === "empty");
  if (nameless)
    return step("env", "fails", `${nameless.name} is empty: there is no profile without a name`, nameless.span);
  if (key.is === "unknown" || secret.is === "unknown") return step("env", "depends", `${KEY} ${key.because}`, key.span);
  if (key.is === "set" && secret.is === "set") return step("env", "answers", `${KEY} is exported`, key.span);
  if (key.is === "set") return step("env", "fails", `${KEY} is exported without ${SECRET}`, key.span);
  return step("env", "silent", `${KEY} ${key.because}`, key.span);
}

function assumeRole({ run, files }: Asked): ProviderStep {
  const config = fileOf(run, files, CONFIG_FILE);
  if (config !== undefined && files.profile === undefined) {
    const has = givesDefaultRole(config);
    return step(
      "assume-role",
      has ? "answers" : "silent",
      `the script writes ${CONFIG_FILE} ${has ? "with" : "without"} a role`,
    );
  }
  return step("assume-role", "depends", `if ${profileOf(files)} of ${CONFIG_FILE} has role_arn`);
}

function webIdentity({ seen, explicit }: Asked): ProviderStep {
  const [token, role] = [seen["AWS_WEB_IDENTITY_TOKEN_FILE"], seen["AWS_ROLE_ARN"]];
  const provider = "assume-role-with-web-identity";
  if (explicit) return step(provider, "depends", "if the profile has web_identity_token_file");
  if (token.is === "set" && role.is === "set")
    return step(provider, "answers", `${token.name} is exported`, token.span);
  return step(provider, "silent", `${token.name} ${token.because}`, token.span);
}

function sso({ files }: Asked): ProviderStep {
  return step("sso", "depends", `if ${profileOf(files)} of ${CONFIG_FILE} has sso_account_id`);
}

function sharedFile({ run, seen, files }: Asked): ProviderStep {
  const provider = "shared-credentials-file";
  const variable = seen["AWS_SHARED_CREDENTIALS_FILE"];
  const path = files.credentials ?? CREDENTIALS_FILE;
  if (path === "" || path === "/dev/null")
    return step(provider, "silent", `${variable.name} is ${path === "" ? "empty" : path}`, variable.span);
  const content = fileOf(run, files, CREDENTIALS_FILE);
  if (content !== undefined && files.profile === undefined) {
    const has = givesDefaultKeys(content);
    return step(provider, has ? "answers" : "silent", `the script writes ${path} ${has ? "with" : "without"} keys`);
  }
  return step(provider, "depends", `if ${path} has keys for ${profileOf(files)}`, variable.span);
}

function login({ files }: Asked): ProviderStep {
  return step("login", "depends", `if ${profileOf(files)} has login_session (AWS CLI v2.32 and later)`);
}

function customProcess({ files }: Asked): ProviderStep {
  return step("custom-process", "depends", `if ${profileOf(files)} has credential_process`);
}

function configFile({ files }: Asked): ProviderStep {
  return step("config-file", "depends", `if ${CONFIG_FILE} has keys for ${profileOf(files)}`);
}

function container({ seen }: Asked): ProviderStep {
  const set = [seen["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"], seen["AWS_CONTAINER_CREDENTIALS_FULL_URI"]].find(
    ({ is }) => is === "set",
  );
  if (set !== undefined) return step("container-role", "answers", `${set.name} is exported`, set.span);
  return step("container-role", "silent", "AWS_CONTAINER_CREDENTIALS_* is not set");
}

function instanceRole({ seen, files }: Asked): ProviderStep {
  const disabled = seen["AWS_EC2_METADATA_DISABLED"];
  if (disabled.is === "set" && disabled.text?.toLowerCase() === "true")
    return step("iam-role", "silent", `${disabled.name} is true`, disabled.span);
  if (files.profile !== undefined)
    return step("iam-role", "depends", `if the profile exists, and the instance has a role`);
  return step("iam-role", "depends", "if the instance has a role");
}

function profileOf({ profile }: FileChoice): string {
  return `profile ${profile ?? "default"}`;
}

/** The content that the script itself has written to one of the CLI's files. */
function fileOf(run: Run, { home, credentials }: FileChoice, path: string) {
  if (path === CREDENTIALS_FILE && credentials !== undefined) return run.file(credentials);
  return run.file(path.replace("~", home)) ?? run.file(path.replace("~", "/root"));
}

function isWritten(run: Run, choice: FileChoice): boolean {
  const { profile } = choice;
  const written = [fileOf(run, choice, CREDENTIALS_FILE), fileOf(run, choice, CONFIG_FILE)];
  return profile !== undefined && written.some((content) => content !== undefined && mayName(content, profile));
}
