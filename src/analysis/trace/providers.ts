/** The credential providers of the AWS CLI: what each finds in the environment and the files of a call. */
import {
  CONFIG_FILE,
  CREDENTIALS_FILE,
  givesDefaultKeys,
  givesDefaultRole,
  mayName,
} from "../../aws/credentials/files.ts";
import { CREDENTIAL_VARIABLES, KEY, SECRET } from "../../aws/credentials/variables.ts";
import type { Run, Span } from "../../shell/index.ts";
import type { SeenVariable } from "./variable.ts";

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

/** The variables on which the providers depend. */
export const VARIABLES = [
  ...CREDENTIAL_VARIABLES,
  "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
  "AWS_CONTAINER_CREDENTIALS_FULL_URI",
  "AWS_EC2_METADATA_DISABLED",
] as const;

export type Variable = (typeof VARIABLES)[number];
/** What the call sees of each of these variables. */
export type Seen = Readonly<Record<Variable, SeenVariable>>;

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

/** Whether the script itself writes a file with the profile that the call uses. */
export function writesProfile(run: Run, choice: FileChoice): boolean {
  const { profile } = choice;
  const written = [fileOf(run, choice, CREDENTIALS_FILE), fileOf(run, choice, CONFIG_FILE)];
  return profile !== undefined && written.some((content) => content !== undefined && mayName(content, profile));
}

/** All providers in the order of the chain. */
export const PROVIDERS: readonly ((call: Asked) => ProviderStep)[] = [
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
];
