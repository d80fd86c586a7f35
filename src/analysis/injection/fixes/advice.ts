/** Advice about a pasted parameter: a sentence for messages. */
import type { SsmDocument } from "../../../document/index.ts";
import { readsEnvVar } from "../env-var.ts";
import { isAfterTilde } from "../places/tilde-prefix.ts";
import type { Quoting } from "../scanner/paste-context.ts";
import type { Pasted } from "../places/pasted-values.ts";

export function advice({ context, declaration, placed }: Pasted, schema: SsmDocument["schema"]): string {
  const forbids = `an anchored \`allowedPattern\` that ${permits(context?.quoting)}`;
  const isText = declaration.type === undefined || declaration.type === "String";
  if (!readsEnvVar(schema) || !isText) return `Declare ${forbids}.`;
  if (context?.quoting === "comment" || context?.quoting === "arithmetic") return `Declare ${forbids}.`;
  if (context?.quoting === "word" && isAfterTilde(placed.text, placed.pos)) return `Declare ${forbids}.`;
  return `Declare \`interpolationType: ENV_VAR\` and put the placeholder in double quotes, or declare ${forbids}.`;
}

/** What a pattern must forbid or permit. Source: each character was tried in each context, `test/oracle/injection.test.ts`. */
function permits(quoting: Quoting | undefined): string {
  switch (quoting) {
    case "double":
      return 'forbids `"`, `$`, the backtick and the backslash';
    case "single":
      return "forbids `'`";
    case "comment":
      return "forbids line breaks";
    case "here-document":
      return "forbids `$`, the backtick, the backslash and line breaks";
    case "arithmetic":
      return "permits only digits";
    default:
      return "permits only `A-Za-z0-9_./:=@%+,-`";
  }
}
