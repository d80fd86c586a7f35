/** Whether a script may have secrets, and print them: a test of its text, before the script is followed for it. */
import type { ShellScript } from "../../shell/syntax/script.ts";
import { isSecureReference } from "./parameter-names.ts";

/** What prints secrets, or holds them by its name. A program's name may come from a variable, its operation hardly does. */
const SOURCES =
  /security-credentials|169\.254\.170\.2|AWS_CONTAINER_CREDENTIALS|export-credentials|aws_secret_access_key|aws_session_token|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_SECURITY_TOKEN|get-secret-value|get-random-password|--with-d|\bkms\b[^\n]{0,200}\b(?:decrypt|generate-data-key)|\bsts\b[^\n]{0,200}\b(?:assume-ro|get-session-token|get-federation-token)|get-login|get-authorization-token|generate-db-|create-access-key|service-specific-credential|get-role-credentials|get-credentials-for-identity|get-cluster-credentials|create-key-pair|create-bucket-access-key|eks[^\n]{0,100}get-token/;
const METADATA_TOKEN = /api\/token/;
/** What may print such a token: it is hardly ever printed as it is. */
const COMMENTS = /^[ \t]*#[^\n]*/gm;

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
  return SOURCES.test(code) || (metadataToken && METADATA_TOKEN.test(code));
}
