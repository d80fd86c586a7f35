/** Advice about a pasted parameter: a sentence for messages. */
import type { SsmDocument } from "../../../document/index.ts";
import { readsEnvVar } from "../env-var.ts";
import type { SecondParse } from "../rereading/second-parses.ts";
import { shownReader } from "../wording.ts";
import { isAfterTilde } from "../places/tilde-prefix.ts";
import type { PasteContext, Quoting } from "../scanner/paste-context.ts";
import { envVarName, type Pasted } from "../places/pasted-values.ts";

/** @param reread the shell that reads the value again as code, where it expands no variable that it does not have */
export function advice(
  { context, declaration, placed, placeholder }: Pasted,
  schema: SsmDocument["schema"],
  reread?: SecondParse,
): string {
  const forbids = `an anchored \`allowedPattern\` that ${permits(context?.quoting)}`;
  const isText = declaration.type === undefined || declaration.type === "String";
  if (!readsEnvVar(schema) || !isText) return `Declare ${forbids}.`;
  if (context?.quoting === "comment" || context?.quoting === "arithmetic") return `Declare ${forbids}.`;
  if (context?.quoting === "word" && isAfterTilde(placed.text, placed.pos)) return `Declare ${forbids}.`;
  if (reread !== undefined) return adviceAboutCode(reread, context, placeholder.name);
  return `Declare \`interpolationType: ENV_VAR\` and put the placeholder in double quotes, or declare ${forbids}.`;
}

/** The variable must be expanded by the shell that reads the code: what another one has expanded would be code. */
function adviceAboutCode(
  { by, handing, isInside }: SecondParse,
  context: PasteContext | undefined,
  name: string,
): string {
  const reader = shownReader(by);
  const pattern = `an anchored \`allowedPattern\` that ${permits(undefined)}`;
  if (!isInside) return `Declare ${pattern}: ${reader} reads the value as code again.`;
  if (handing.isDropped && handing.sudo === undefined)
    return `Declare ${pattern}: the shell that ${reader} starts does not have the variable of \`interpolationType: ENV_VAR\`.`;
  const option = handing.isDropped ? `, write \`sudo --preserve-env=${envVarName(name)}\`` : "";
  return `Declare \`interpolationType: ENV_VAR\`${option}, ${quotesFor(context)}, or declare ${pattern}.`;
}

/** How the code must be written, so that only the shell that reads it expands the variable. */
function quotesFor(context: PasteContext | undefined): string {
  const inside = "put the placeholder in double quotes";
  if (context?.quoting !== "here-document") return `write the code in single quotes, and ${inside} in it`;
  return context.hereDocument?.expands === true ? `quote the here-document's delimiter, and ${inside}` : inside;
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
