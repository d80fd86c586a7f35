/** Tests by its text whether a script may contain secrets and print them, before the script is evaluated for that. */
import type { ShellScript } from "../../shell/index.ts";
import { isSecureReference } from "./secrets/parameter-names.ts";

/**
 * Commands that print secrets, and variables that contain them. A program's name may come from a variable, but its operation
 * rarely does.
 */
const SOURCES =
  /security-credentials|169\.254\.170\.2|AWS_CONTAINER_CREDENTIALS|export-credentials|aws_secret_access_key|aws_session_token|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_SECURITY_TOKEN|get-secret-value|get-random-password|--with-d|\bkms\b[^\n]{0,200}\b(?:decrypt|generate-data-key|generate-random)|\bsts\b[^\n]{0,200}\b(?:assume-ro|get-session-token|get-federation-token)|get-login|get-authorization-token|generate-db-|create-access-key|service-specific-credential|get-role-credentials|get-credentials-for-identity|user-pool-client|initiate-auth|respond-to-auth-challenge|get-cluster-credentials|redshift-serverless[^\n]{0,100}get-credentials|create-(?:cli|web-login)-token|create-key-pair|create-bucket-access-key|master-user-password|eks[^\n]{0,100}get-token/;
/** Text from which secrets come: the same, and placeholders. */
export const SECRET_PARTS = new RegExp(`${SOURCES.source}|api/token|\\{\\{|\\$\\{[A-Z]`);
/** Commands that print their arguments or input, or all variables. */
export const PRINTERS: readonly string[] =
  "echo printf cat tee env printenv set export declare typeset curl wget aws jq logger base64 head tail sed awk grep cut sort tr xargs bash sh".split(
    " ",
  );
/** Matches a request for a session token of the metadata service, which scripts rarely print. */
const METADATA_TOKEN = /api\/token/;
const COMMENTS = /^[ \t]*#(?!!)[^\n]*/gm;
const CONTINUED = /\\\n/g;
/** Commands that print all variables, or what they send. */
const DUMPS =
  /\bset\s+-\w*x|\bxtrace\b|\bsh\s+-\w*x|^#!.*-\w*x|\bprintenv\b|\b(?:export|declare|typeset|readonly)\s+-p|(?:^|[\s;&|(`])(?:env|set|declare|export)\s*(?:$|[|;&>)\n`])|\bcurl\b[^\n|;&]{0,400}\s(?:-[A-Za-z]*v|--verbose|--trace)|\bwget\b[^\n]{0,400}[$`]|--debug/m;
/** A variable that is assigned the output of a command. */
const ASSIGNED = /\b([A-Za-z_]\w*)=["']?(?:\$\(|`)/;
/** Commands that only pass the token on, or test it. */
const HARMLESS = /\b(?:curl|wget)\b[^;&|]*|\[\s[^\]]*\]/g;
/** Constructs by which a variable is read under another name. */
const INDIRECT = /\$\{!|\b(?:declare|local|typeset)\s+-[a-zA-Z]*n|\beval\b/;

/** Whether a session token of the metadata service may be printed. For code in functions, the text does not show that. */
function mayPrintToken(code: string): boolean {
  if (DUMPS.test(code) || INDIRECT.test(code)) return true;
  const lines = code.replaceAll(CONTINUED, " ").split("\n");
  const names = new Set<string>();
  for (const line of lines) {
    if (!METADATA_TOKEN.test(line)) continue;
    const name = ASSIGNED.exec(line)?.[1];
    if (name === undefined) return true;
    names.add(name);
  }
  const expanded = new RegExp(`[$]\\{?(?:${[...names].join("|")})\\b`);
  return lines.some((line) => expanded.test(line) && expanded.test(line.replaceAll(HARMLESS, "")));
}

export function mayExpose(
  { placeholders, text, tree }: ShellScript,
  parameters: ReadonlySet<string>,
  hasGiven: boolean,
  { metadataToken }: { readonly metadataToken: boolean },
): boolean {
  if (tree === undefined) return false;
  if (hasGiven) return true;
  if (placeholders.some(({ name }) => parameters.has(name) || isSecureReference(name))) return true;
  const code = text.replaceAll(COMMENTS, "");
  if (SOURCES.test(code)) return true;
  return metadataToken && METADATA_TOKEN.test(code) && mayPrintToken(code);
}
