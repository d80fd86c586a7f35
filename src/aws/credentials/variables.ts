/** The environment variables in which the CLI looks for credentials, and what a program sees in them. */
import {
  type Binding,
  type Environment,
  emptiness,
  type AbstractString,
  type WatchedNames,
} from "../../shell/index.ts";

export const KEY = "AWS_ACCESS_KEY_ID";
export const SECRET = "AWS_SECRET_ACCESS_KEY";
export const TOKEN = "AWS_SESSION_TOKEN";

/**
 * A variable of the AWS CLI that affects credentials or output, or that was meant to (`AWS_SECRET_KEY`). Also matches the
 * start of such a name (`AWS_$NAME`, `${!AWS_*}`).
 */
const VARIABLE =
  /AWS_(?!SSM_|CLI_)(?:\w{0,64}(?:KEY|SECRET|TOKEN|SESSION|SECURITY|PROFILE|CRED|ROLE|CONFIG|METADATA|OUTPUT|IDENTITY|CONTAINER|AUTH|SSO)|\w{0,64}[$@*`{]|(?!\w))/;

/** The directory of the AWS CLI's own files. */
const DIRECTORY = /\.aws(?:\/|(?![\w.-]))/;

/** The variables and files of the AWS CLI that affect credentials or output; its files are in `HOME`. */
export const AWS_NAMES: WatchedNames = {
  variable: VARIABLE,
  file: DIRECTORY,
  has: (name) => name === "HOME" || (name.startsWith("AWS_") && VARIABLE.test(name)),
};

/** If the environment provides one of these variables, it provides the other as well. A key may have no session token. */
export const GIVEN_TOGETHER: ReadonlyMap<string, string> = new Map([
  [KEY, SECRET],
  [SECRET, KEY],
  [TOKEN, KEY],
]);

/** Each of these variables can choose the source of the credentials before the shared credentials file is read. */
export const CREDENTIAL_VARIABLES = [
  KEY,
  SECRET,
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_WEB_IDENTITY_TOKEN_FILE",
  "AWS_ROLE_ARN",
  "AWS_SHARED_CREDENTIALS_FILE",
] as const;

export type CredentialVariable = (typeof CREDENTIAL_VARIABLES)[number];

/** Variables in the agent's own environment: the script does not set them, but they are never empty. */
const GIVEN_BY_AGENT = /^(?:SSM_|AWS_SSM_|PATH$|PWD$)/;

/** Whether a string is empty when the script runs under the agent. */
export function isEmpty(value: AbstractString): boolean {
  if (emptiness(value) === "non-empty") return false;
  return value.every(
    (piece) =>
      (piece.kind === "text" && piece.text === "") ||
      (piece.kind === "unknown" && piece.reason === "inherited" && !GIVEN_BY_AGENT.test(piece.name ?? "")),
  );
}

/** What a program sees in one variable on one path. */
export type VariableVisibility = "set" | "empty" | "absent" | "unknown";

export function visibilityOf(binding: Binding): VariableVisibility {
  switch (binding.state) {
    case "inherited":
    case "unset":
      return "absent";
    case "unknown":
      return binding.downloaded === true ? "absent" : "unknown";
    case "set":
      if (!binding.exported || binding.array !== undefined) return "absent";
      return isEmpty(binding.value) ? "empty" : "set";
  }
}

/** Whether the value is from an environment that is not the agent's, as the script found that it is not empty: `${K:?}`. */
function isFound(binding: Binding): boolean {
  if (binding.state !== "set" || isEmpty(binding.value)) return false;
  return binding.value.some((piece) => piece.kind === "unknown" && piece.reason === "inherited" && piece.nonEmpty);
}

/**
 * What a program sees in a variable in its environment. An environment that gave the script a value for the key also gave it one for
 * the secret, whatever their names are: `export AWS_ACCESS_KEY_ID=${K:?} AWS_SECRET_ACCESS_KEY=$S`.
 */
export function visibilityIn(environment: Environment, name: string, binding: Binding): VariableVisibility {
  const visibility = visibilityOf(binding);
  if (name !== SECRET || visibility !== "empty" || binding.state !== "set") return visibility;
  const isInherited = binding.value.some(({ kind }) => kind === "unknown");
  return isInherited && environment.get(KEY).some(isFound) ? "set" : visibility;
}

/** The value that a program sees in `name`, if it is a single, non-empty value; otherwise `undefined`. */
export function exportedValue(environment: Environment, name: string): AbstractString | undefined {
  const bindings = environment.get(name);
  const [binding] = bindings;
  if (bindings.length !== 1 || binding?.state !== "set" || visibilityOf(binding) !== "set") return undefined;
  return binding.value;
}
