/** The effects of `aws` that matter to the analysis: `configure set` and `configure import` write the CLI's own files. */
import {
  type Argument,
  type Run,
  type Effect,
  type ProgramModel,
  homeKey,
  knownText,
  madeFrom,
  outline,
  type AbstractString,
} from "../../shell/index.ts";
import { CREDENTIALS_FILE, CONFIG_FILE } from "../../aws/credentials/files.ts";
import { exportedValue } from "../../aws/credentials/variables.ts";
import { replaceConfigFiles } from "../coreutils/aws-config-files.ts";
import { readAwsCommandLine, type AwsCommandLine } from "./command-line.ts";

const IN_CREDENTIALS_FILE = new Set(["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]);

/** The file that the variable names, if the CLI sees a value, otherwise the default file. */
function fileName(run: Run, variable: string, usual: string): string {
  const named = exportedValue(run.environment, variable);
  const home = exportedValue(run.environment, "HOME");
  return (named && knownText(named)) ?? usual.replace("~", (home && (homeKey(home) ?? knownText(home))) ?? "~");
}

/** The profile that the command writes to; `undefined` if it is unknown. */
function profileOf(run: Run, line: AwsCommandLine): string | undefined {
  const given =
    line.options.get("profile") ??
    exportedValue(run.environment, "AWS_PROFILE") ??
    exportedValue(run.environment, "AWS_DEFAULT_PROFILE");
  return given === undefined ? "default" : knownText(given);
}

function configureSet(run: Run, line: AwsCommandLine): Effect[] {
  const [name, value] = line.parameters;
  const written = name === undefined ? undefined : knownText(name.value);
  if (written === undefined || value === undefined) return [];
  const scoped = /^(?:(default)|profile\.(.+))\.([^.]+)$/.exec(written);
  const profile = scoped === null ? profileOf(run, line) : (scoped[1] ?? scoped[2]);
  const key = scoped === null ? written : scoped[3]!;
  if (profile === undefined) return [];
  const secret = IN_CREDENTIALS_FILE.has(key);
  const section = secret || profile === "default" ? profile : `profile ${profile}`;
  const content: AbstractString = [
    { kind: "text", text: `\n[${section}]\n${key} = ` },
    ...value.value,
    { kind: "text", text: "\n" },
  ];
  const path = secret
    ? fileName(run, "AWS_SHARED_CREDENTIALS_FILE", CREDENTIALS_FILE)
    : fileName(run, "AWS_CONFIG_FILE", CONFIG_FILE);
  return [{ kind: "write", path, content, append: true }];
}

/** `configure` with its answers on stdin: the key, the secret, a region, a format. An empty answer changes nothing. */
function configureFromStdin(run: Run, line: AwsCommandLine): Effect[] {
  const { stdin } = run;
  const profile = profileOf(run, line);
  if (stdin === undefined || profile === undefined || /^(?:\r?\n|$)/.test(outline(stdin))) return [];
  const answers: AbstractString = [
    { kind: "text", text: `\n[${profile}]\naws_access_key_id = ` },
    madeFrom([stdin]),
    { kind: "text", text: "\n" },
  ];
  const path = fileName(run, "AWS_SHARED_CREDENTIALS_FILE", CREDENTIALS_FILE);
  return [{ kind: "write", path, content: answers, append: true }];
}

/** `configure import --csv file://…` writes a profile for each user in the file. The names are unknown. */
function configureImport(run: Run, parameters: readonly Argument[]): Effect[] {
  if (!parameters.some((parameter) => (knownText(parameter.value) ?? "").startsWith("--csv"))) return [];
  const content: AbstractString = [{ kind: "unknown", reason: "input", nonEmpty: true }];
  return [
    {
      kind: "write",
      path: fileName(run, "AWS_SHARED_CREDENTIALS_FILE", CREDENTIALS_FILE),
      content,
      append: true,
    },
  ];
}

/** `s3 cp SOURCE FILE` and `s3api get-object … FILE`, if they write to one of the CLI's own files. */
function download({ command, operation, parameters }: AwsCommandLine): Effect[] {
  const isDownload =
    (command === "s3" && (operation === "cp" || operation === "mv")) ||
    (command === "s3api" && operation === "get-object");
  return isDownload ? parameters.flatMap(({ value }) => replaceConfigFiles(value, undefined)) : [];
}

const EXPORTED = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"];

/** `configure export-credentials --format env`: shell code that sets the variables. */
function exportCredentials({ parameters }: AwsCommandLine, recorded: Run): Effect[] {
  const format = /^--format[ =](env(?:-no-export)?)$/.exec(parameters.map(({ value }) => outline(value)).join(" "));
  if (format === null) return [];
  const start = format[1] === "env" ? "export " : "";
  const printed: AbstractString = [{ kind: "output", of: recorded, nonEmpty: "assumed" }];
  // The ID of the key is no secret.
  const value = EXPORTED.flatMap((name, index): AbstractString => [
    { kind: "text", text: `${start}${name}=` },
    index === 0
      ? madeFrom([], "computed", true)
      : { ...madeFrom([printed], "computed", true), match: { pattern: `${name}=([^[:space:]]+)`, group: 1 } },
    { kind: "text", text: "\n" },
  ]);
  return [{ kind: "output", value }];
}

export const awsModel: ProgramModel = (run, recorded) => {
  const line = readAwsCommandLine(run.argv);
  if (line.command !== "configure") return download(line);
  if (line.operation === "set") return configureSet(run, line);
  if (line.operation === "export-credentials") return exportCredentials(line, recorded);
  if (line.operation === "import") return configureImport(run, line.parameters);
  return line.words === 1 ? configureFromStdin(run, line) : [];
};
