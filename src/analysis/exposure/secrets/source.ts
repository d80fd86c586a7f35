/** Programs that print secrets, and what they print. */
import { exportedCredentials, instanceCredentials, taskCredentials } from "../../../aws/json/documents.ts";
import { cliDocument } from "../../../aws/json/cli-output.ts";
import { isObject, type Json } from "../../../aws/json/json.ts";
import { renderJson } from "../../../aws/json/layout.ts";
import { evaluateQuery } from "../../../aws/json/query.ts";
import { secretKeys } from "../../../aws/json/secret-keys.ts";
import { renderText } from "../../../aws/json/text-output.ts";
import { readAwsCommandLine, type AwsCommandLine } from "../../../programs/aws/command-line.ts";
import { leadingText } from "../../../programs/argv/argument.ts";
import { type Argument, type Run, knownText, outline } from "../../../shell/index.ts";
import { documentOf } from "../../extraction/source.ts";
import { metadataRun } from "../../metadata/requests.ts";
import { isSecretParameterRead } from "./stored-parameters.ts";
import { revealsSecret, type Secret, type Secrets } from "./secret.ts";

/** The secrets in a text, such as the output of a program. */
export interface SecretText {
  /** The secrets that may be in the text. */
  readonly secrets: readonly Secret[];
  /** The text, with marks for the secrets; `undefined` if its form is unknown. */
  readonly text: string | undefined;
  /** Keys beside the secrets: a pattern that names one of them selects that key. */
  readonly keys: readonly string[];
}

export const NOTHING_HELD: SecretText = { secrets: [], text: undefined, keys: [] };

/** Returns the text with only those secrets whose marks are in it. */
export function secretText(text: string, secrets: readonly Secret[], keys: readonly string[] = []): SecretText {
  return { text, secrets: secrets.filter((secret) => revealsSecret(text, secret)), keys };
}

/** Returns what the program prints if it prints secrets; `undefined` for other programs. */
export function secretsPrinted(run: Run, secrets: Secrets): SecretText | undefined {
  const { program } = run.invocation;
  if (program === "aws") return ofAws(run, secrets);
  return program === "curl" || program === "wget" ? ofRequest(run, secrets) : undefined;
}

/** The document with marks in place of the values of secret keys. */
function marked(value: Json, markOf: (key: string) => Secret | undefined, found: Set<Secret>, key: string = ""): Json {
  if (Array.isArray(value)) return value.map((one: Json) => marked(one, markOf, found, key));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, marked(one, markOf, found, name)]));
  const secret = markOf(key);
  if (secret === undefined) return value;
  found.add(secret);
  return secret.value;
}

function keysBeside(value: Json, isSecret: (key: string) => boolean, all: string[] = []): string[] {
  if (Array.isArray(value)) for (const one of value as readonly Json[]) keysBeside(one, isSecret, all);
  else if (isObject(value))
    for (const [key, one] of Object.entries(value)) {
      if (!isSecret(key) && !isObject(one) && !Array.isArray(one)) all.push(key);
      keysBeside(one, isSecret, all);
    }
  return all;
}

function ofRequest(run: Run, secrets: Secrets): SecretText | undefined {
  const metadata = metadataRun(run);
  if (metadata?.requests.some(({ forToken }) => forToken) === true) {
    const token = secrets.of("token", "session token");
    return metadata.requests.length === 1
      ? secretText(token.value, [token])
      : { secrets: [token], text: undefined, keys: [] };
  }
  const document = documentOf(run);
  if (document !== instanceCredentials && document !== taskCredentials) return undefined;
  const keys = new Set(["SecretAccessKey", "Token"]);
  const found = new Set<Secret>();
  const value = marked(
    document.value,
    (key) => (keys.has(key) ? secrets.of("role", key, undefined, false) : undefined),
    found,
  );
  return secretText(
    renderJson(value, document.layout),
    [...found],
    keysBeside(value, (key) => keys.has(key)),
  );
}

function ofAws(run: Run, secrets: Secrets): SecretText | undefined {
  const line = readAwsCommandLine(run.argv);
  const { command, operation } = line;
  if (command === undefined || operation === undefined || !isAnswered(line)) return undefined;
  const name = `aws ${command} ${operation}`;
  if (command === "configure" && operation === "get") return ofConfiguration(line, secrets);
  const keys = secretKeys(command, operation);
  if (keys === undefined || (command === "ssm" && !isSecretParameterRead(line))) return undefined;
  if (keys === "whole") {
    const secret = secrets.of("aws", undefined, name, operation !== "get-login-password");
    return secretText(secret.value, [secret]);
  }
  const isOpaque = !isKey(command, operation);
  const found = new Set<Secret>();
  const document = command === "configure" ? exportedCredentials : cliDocument(command, operation);
  if (document === undefined || document === "plain") {
    const all = keys.map((key) => secrets.of("aws", key, name, isOpaque));
    return { secrets: all, text: undefined, keys: [] };
  }
  const value = marked(
    document.value,
    (key) => (keys.includes(key) ? secrets.of("aws", key, name, isOpaque) : undefined),
    found,
  );
  const beside = keysBeside(value, (key) => keys.includes(key));
  if (command === "configure") {
    const format = optionOf(line, "--format");
    if (format !== undefined && format !== "process") return asVariables(value, format, [...found]);
  }
  return printed(run, line, value, [...found], beside, (one) => renderJson(one, document.layout));
}

/** Whether the values have a known alphabet: a pattern that names another key does not match them. */
function isKey(command: string, operation: string): boolean {
  return /^(?:sts|configure|eks)$/.test(command) || `${command} ${operation}` === "iam create-access-key";
}

/** Whether the command sends a request to AWS: the version, help and skeletons do not. */
function isAnswered({ options, parameters }: AwsCommandLine): boolean {
  return !options.has("version") && !parameters.some(({ value }) => NO_REQUEST.test(knownText(value) ?? ""));
}

const NO_REQUEST = /^(?:help|--generate-cli-skeleton.*)$/;

function optionOf({ parameters }: AwsCommandLine, name: string): string | undefined {
  const at = parameters.findIndex(({ value }) => leadingText(value).startsWith(name));
  const [first, second]: readonly (Argument | undefined)[] = at < 0 ? [] : parameters.slice(at, at + 2);
  if (first === undefined) return undefined;
  const text = outline(first.value);
  return text.includes("=") ? text.slice(text.indexOf("=") + 1) : second && outline(second.value);
}

function ofConfiguration({ parameters }: AwsCommandLine, secrets: Secrets): SecretText | undefined {
  const name = knownText(parameters[0]?.value ?? []);
  const key = /(?:^|\.)(aws_secret_access_key|aws_session_token)$/.exec(name ?? "")?.[1];
  if (key === undefined) return undefined;
  const secret = secrets.of("aws", key, "aws configure get", false);
  return secretText(`${secret.value}\n`, [secret]);
}

/** `aws configure export-credentials --format env`. */
function asVariables(value: Json, format: string, secrets: readonly Secret[]): SecretText {
  const of = (key: string): string => (isObject(value) ? String(value[key] as string) : "");
  const start = format === "env" ? "export " : format === "env-no-export" ? "" : undefined;
  if (start === undefined) return { secrets, text: undefined, keys: [] };
  const lines = [
    `AWS_ACCESS_KEY_ID=${of("AccessKeyId")}`,
    `AWS_SECRET_ACCESS_KEY=${of("SecretAccessKey")}`,
    `AWS_SESSION_TOKEN=${of("SessionToken")}`,
    `AWS_CREDENTIAL_EXPIRATION=${of("Expiration")}`,
  ];
  return secretText(lines.map((line) => `${start}${line}\n`).join(""), secrets, [
    "AWS_ACCESS_KEY_ID",
    "AWS_CREDENTIAL_EXPIRATION",
  ]);
}

/** The output in the form that `--query` and `--output` select. */
function printed(
  run: Run,
  line: AwsCommandLine,
  value: Json,
  secrets: readonly Secret[],
  keys: readonly string[],
  asJson: (value: Json) => string,
): SecretText {
  const query = line.options.get("query");
  const result = query === undefined ? value : evaluateQuery(value, outline(query));
  if (result === undefined || line.open) return { secrets, text: undefined, keys };
  const named = line.options.get("output") ?? exportedOutput(run);
  const output = named === undefined ? "json" : knownText(named);
  const json = asJson(result);
  if (output === "json") return secretText(json, secrets, keys);
  if (output === "text") return secretText(renderText(result), secrets, keys);
  if (output === "off") return NOTHING_HELD;
  return { ...secretText(json, secrets, keys), text: undefined };
}

function exportedOutput(run: Run) {
  const [binding] = run.environment.get("AWS_DEFAULT_OUTPUT");
  return binding?.state === "set" && binding.exported ? binding.value : undefined;
}
