/**
 * Decides which AWS CLI commands need credentials.
 *
 * Sources: the operations with `"auth": ["smithy.api#noAuth"]` or `"authtype": "none"` in the service models of botocore
 * 1.43 (no other service has any), and the CLI itself for its own commands.
 */

const COGNITO_IDP =
  "associate-software-token change-password complete-web-authn-registration confirm-device confirm-forgot-password " +
  "confirm-sign-up delete-user delete-user-attributes delete-web-authn-credential forget-device forgot-password " +
  "get-device get-tokens-from-refresh-token get-user get-user-attribute-verification-code get-user-auth-factors " +
  "global-sign-out initiate-auth list-devices list-web-authn-credentials resend-confirmation-code " +
  "respond-to-auth-challenge revoke-token set-user-mfa-preference set-user-settings sign-up " +
  "start-web-authn-registration update-auth-event-feedback update-device-status update-user-attributes " +
  "verify-software-token verify-user-attribute";

/** Operations whose requests are never signed. */
const UNSIGNED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "cognito-identity": "get-credentials-for-identity get-id get-open-id-token unlink-identity",
    "cognito-idp": COGNITO_IDP,
    signin: "create-o-auth2-token",
    sso: "get-role-credentials list-account-roles list-accounts logout login",
    "sso-oidc": "create-token register-client start-device-authorization",
    sts: "assume-role-with-saml assume-role-with-web-identity",
  }),
);

/** Subcommands of `aws configure` that sign a request or print credentials. */
const CONFIGURE_NEEDS = new Set(["export-credentials", "mfa-login"]);

/** The CLI's own commands that have a second word and send no request. */
const LOCAL_COMMANDS = new Set(["help", "history"]);

export interface Demand {
  readonly command: string | undefined;
  readonly operation: string | undefined;
  /** How many of command and operation are present, known or not. */
  readonly words: number;
  /** The known words after the operation. */
  readonly parameters: readonly string[];
}

/** Whether the command only works on the local machine: `aws configure set`. */
export function isLocal(command: string | undefined, operation: string | undefined): boolean {
  if (command === "configure") return operation === undefined || !CONFIGURE_NEEDS.has(operation);
  return command !== undefined && LOCAL_COMMANDS.has(command);
}

/** Whether the command looks for credentials. `aws`, `aws s3` and the like only print their usage. */
export function needsCredentials({ command, operation, words, parameters }: Demand): boolean {
  if (isLocal(command, operation)) return false;
  if (command === "configure") return true;
  if (words < 2 || operation === "help" || parameters[0] === "help") return false;
  if (command === "cloudfront" && operation === "sign") return false;
  if (parameters.some((parameter) => parameter.startsWith("--generate-cli"))) return false;
  const unsigned = command === undefined ? undefined : UNSIGNED.get(command);
  return !(unsigned?.split(" ").includes(operation ?? "") ?? false);
}
