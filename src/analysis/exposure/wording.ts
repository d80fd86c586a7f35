/** How messages name secrets and the commands that show them. */
import type { Span } from "../../shell/index.ts";
import { PRINTS } from "./selection/code-selection.ts";
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

/** The maximum number of characters of a line that are shown. */
const SHOWN = 40;

/** Returns the command as written, or its beginning; of code in several lines also the first line that prints. */
export function quotedCommand(text: string, { pos, end }: Span): string {
  const [first = "", ...others] = text
    .slice(pos, end)
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (others.length === 0) return shortened(first);
  const at = Math.max(
    0,
    others.findIndex((line) => PRINTS.test(line)),
  );
  const isFollowed = at + 1 < others.length;
  return `${shortened(first)}${at > 0 ? " … " : " "}${shortened(`${others[at]!}${isFollowed ? "…" : ""}`)}`;
}

function shortened(line: string): string {
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN).trimEnd()}…`;
}
