/** How messages speak of secrets and of the commands that show them. */
import type { Span } from "../../shell/index.ts";
import type { Secret } from "./secret.ts";

/** What the secret is: "the SecretAccessKey that `aws sts assume-role` returns". */
export function shownSecret({ command, kind, name }: Secret): string {
  switch (kind) {
    case "aws":
      return name === undefined ? `the secret that \`${command}\` returns` : `the ${name} that \`${command}\` returns`;
    case "role":
      return `the ${name} of the instance's role`;
    case "token":
      return "the session token of the metadata service";
    case "parameter":
      return `the value of the parameter ${name}`;
    case "variable":
      return `the value of ${name}`;
  }
}

/** So many characters of a command are shown. */
const SHOWN = 40;

/** The command as it is written, or its beginning. */
export function called(text: string, { pos, end }: Span): string {
  const [line = ""] = text
    .slice(pos, end)
    .replaceAll(/\\\n\s*/g, "")
    .split("\n");
  return line.length <= SHOWN ? line.trim() : `${line.slice(0, SHOWN).trimEnd()}…`;
}
