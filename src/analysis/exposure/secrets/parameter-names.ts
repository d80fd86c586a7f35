/** Determines which parameters of a document contain secrets, from their names and declarations. */
import type { ParameterDeclaration } from "../../../document/index.ts";

/** Returns the words of a name: `dbPassword`, `DB_PASSWORD` and `db-password` have two. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .replaceAll(/(?<=[A-Z])(?=[A-Z][a-z])/g, " ")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

/** A name with this ending is that of the secret itself, and not of its id, its path, its length or its file. */
const SECRET =
  /(?:^| )(?:password|passwd|passphrase|passcode|secret|secrets|token|apikey|api key|apitoken|secret ?key|private ?key|secret access ?key|auth ?key|access ?token|authtoken)(?: (?:value|string|text|plain|plaintext))?(?: ?\d+)?$/;
/** Names without a letter that shows where the second word begins: `dbpassword`. */
const JOINED = /(?:password|passwd|passphrase|secretkey|apikey|privatekey|accesstoken|authtoken)\d*$/;
/** The beginning of a name that describes an action, not a content. */
const DOES =
  /^(?:reset|rotate|change|enable|disable|use|require|generate|create|update|delete|remove|allow|skip|is|has|no|with|show|print|force|set|get|should|do) /;
/** Tokens for pagination, or that identify a request. */
const MARKER =
  /(?:^| )(?:next|continuation|pagination|page|paging|start|starting|client|client request|idempotency|request|marker) token$/;
/** Types whose values cannot be secret. */
const OTHER_TYPES = /^(?:Boolean|Integer|AWS::|List<AWS::)/;

/** Returns whether the name is that of a secret. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name).join(" ");
  return (SECRET.test(words) || JOINED.test(words)) && !DOES.test(words) && !MARKER.test(words);
}

/**
 * `{{ssm-secure:name}}` shows that a secret is intended, although the agent does not substitute it; so do CloudFormation's
 * references.
 */
const SECURE = /^(?:ssm-secure:|resolve:(?:ssm-secure|secretsmanager):)/;

export function isSecureReference(placeholder: string): boolean {
  return SECURE.test(placeholder);
}

/** Returns whether the parameter contains a secret. */
export function isSecretParameter({ allowedValues, default: usual, name, type }: ParameterDeclaration): boolean {
  if (usual !== undefined && /^\s*\{\{\s*(?:resolve:)?(?:ssm-secure|secretsmanager):/.test(usual)) return true;
  if (allowedValues !== undefined && allowedValues.length > 0) return false;
  return isSecretName(name) && !OTHER_TYPES.test(type ?? "");
}
