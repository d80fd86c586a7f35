/** Shell code that gets the credentials of the instance's role, or stops. */
import { LONGEST_TTL } from "../../aws/metadata/service.ts";

/** The first line of the preamble. */
export const PREAMBLE_HEAD = "# Get the credentials of this instance's role with IMDSv2, or stop.";

const SERVICE = "http://169.254.169.254/latest";

function field(variable: string, key: string, answer: string): string {
  const pattern = `s/.*"${key}"[[:space:]]*:[[:space:]]*"\\([^"]*\\)".*/\\1/p`;
  return `${variable}=$(printf '%s\\n' "$${answer}" | sed -n '${pattern}')`;
}

function stop(condition: string, message: string): string[] {
  return [`if ${condition}; then`, `  echo '${message}' >&2`, "  exit 1", "fi"];
}

/**
 * The preamble as lines of POSIX shell. It uses IMDSv2 only, checks every value, prints to stderr why it stops, and leaves
 * nothing that the CLI could fall back to. It needs `curl` and `sed`; `set -e`, `set -u` and `pipefail` do not change its
 * behavior.
 *
 * @param prefix begins the names of the preamble's own variables, which must not appear in the script
 */
export function instanceRolePreamble(prefix = "imds"): string[] {
  const token = `${prefix}_token`;
  const role = `${prefix}_role`;
  const answer = `${prefix}_credentials`;
  const header = `-H "X-aws-ec2-metadata-token: $${token}"`;
  const path = "meta-data/iam/security-credentials";
  const ask = "curl -sf -m 5 --noproxy '*'";
  return [
    PREAMBLE_HEAD,
    `${token}=$(${ask} -X PUT -H '${LONGEST_TTL}' ${SERVICE}/api/token) || ${token}=`,
    ...stop(`[ -z "$${token}" ]`, "The instance metadata service did not return a token: no credentials."),
    `${role}=$(${ask} ${header} ${SERVICE}/${path}/) || ${role}=`,
    ...stop(`[ -z "$${role}" ]`, "This instance has no role: no credentials."),
    `${answer}=$(${ask} ${header} "${SERVICE}/${path}/$${role}") || ${answer}=`,
    field("AWS_ACCESS_KEY_ID", "AccessKeyId", answer),
    field("AWS_SECRET_ACCESS_KEY", "SecretAccessKey", answer),
    field("AWS_SESSION_TOKEN", "Token", answer),
    ...stop(
      '[ -z "$AWS_ACCESS_KEY_ID" ] || [ -z "$AWS_SECRET_ACCESS_KEY" ] || [ -z "$AWS_SESSION_TOKEN" ]',
      "The instance metadata service returned no credentials for this role.",
    ),
    "export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN",
  ];
}

/** Shell code that excludes the CLI's own files from the provider chain, so that only the instance's role remains. */
export const WITHOUT_SHARED_FILES = "export AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_CONFIG_FILE=/dev/null";
