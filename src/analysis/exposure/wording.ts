/** How messages name secrets and the commands that show them. */
import type { Span } from "../../shell/index.ts";
import type { Secret } from "./secrets/secret.ts";

/** Returns a phrase for the secret: "the SecretAccessKey from `aws sts assume-role`". */
export function shownSecret(secret: Secret): string {
  const whole = wholeSecret(secret);
  if (secret.isPart === true) return `what may be a part of ${whole}`;
  return secret.isField === true ? `a field of ${whole}` : whole;
}

function wholeSecret({ command, kind, name }: Secret): string {
  switch (kind) {
    case "aws":
      return name === undefined ? `the secret from \`${command}\`` : `the ${name} from \`${command}\``;
    case "role":
      return `the ${name} of the instance role`;
    case "token":
      return "the session token of the metadata service";
    case "parameter":
      return `the value of the parameter ${name}`;
    case "variable":
      return `the value of ${name}`;
  }
}

/** The maximum number of characters of a command that are shown. */
const SHOWN = 40;

/** Returns the command as written, or its beginning. */
export function quotedCommand(text: string, { pos, end }: Span): string {
  const [line = ""] = text
    .slice(pos, end)
    .replaceAll(/\\\n\s*/g, "")
    .split("\n");
  return line.length <= SHOWN ? line.trim() : `${line.slice(0, SHOWN).trimEnd()}…`;
}
