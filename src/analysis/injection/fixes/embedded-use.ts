/**
 * Rewrites a use of a parameter in code that a shell is given as text (`sh -c '…'`, `eval "…"`, a here-document), so that this
 * shell expands the variable itself: what the outer shell expanded would be read as code.
 */
import { defaultIn } from "./default-value.ts";
import { envVarName, type Pasted } from "../places/pasted-values.ts";
import { isAfterTilde } from "../places/tilde-prefix.ts";
import type { PasteContext } from "../scanner/paste-context.ts";
import type { SecondParse } from "../rereading/second-parses.ts";

/** @returns whether the use can be rewritten */
export function rewriteInCode(
  text: string,
  { context, declaration, placeholder }: Pasted,
  again: readonly SecondParse[],
  forOldAgents: boolean,
  add: (pos: number, end: number, text: string) => void,
): boolean {
  const [first] = again;
  if (context === undefined || first === undefined || !again.every((one) => isLike(one, first))) return false;
  const [meant, inCode] = [context, first.context].map((one) => defaultIn(one, declaration.default));
  if (meant === "otherwise" || inCode === "otherwise") return false;
  const { end, pos } = placeholder;
  if (first.context.quoting === "word" && isAfterTilde(text, pos)) return false;
  const variable = envVarName(placeholder.name);
  const escapes = context.quoting === "double" || context.hereDocument?.expands === true;
  const isGlued = /^\w/.test(text.slice(end, end + 1)) && first.context.quoting === "double";
  const isList = inCode === "as words";
  const inner = writtenIn(
    first.context,
    isList,
    escapes || forOldAgents || isGlued ? `\${${variable}}` : text.slice(pos, end),
  );
  const whole = inner === undefined ? undefined : quotedFor(context, inner);
  const { isDropped, sudo } = first.handing;
  if (whole === undefined || (isDropped && sudo === undefined)) return false;
  if (whole !== text.slice(pos, end)) add(pos, end, whole);
  if (isDropped) add(sudo!.end, sudo!.end, ` --preserve-env=${variable}`);
  return true;
}

/** Whether both read the code around the placeholder in the same way. */
function isLike(one: SecondParse, first: SecondParse): boolean {
  return (
    one.as === "script" &&
    one.isInside &&
    one.isEachWritten &&
    one.span.pos === first.span.pos &&
    one.span.end === first.span.end &&
    one.context.quoting === first.context.quoting &&
    one.context.role === first.context.role &&
    one.handing.isDropped === first.handing.isDropped
  );
}

/** The text that the inner shell must see. */
function writtenIn(context: PasteContext, isList: boolean, value: string): string | undefined {
  const { before, escaped, hereDocument, inBackticks, quoting, role } = context;
  if (escaped || inBackticks) return undefined;
  switch (quoting) {
    case "word":
      if (role === "list" || isList) return value;
      return before === "needed" && role === "command" ? undefined : `"${value}"`;
    case "double":
      return value;
    case "single":
      return `'"${value}"'`;
    case "here-document":
      return hereDocument?.expands === true ? value : undefined;
    default:
      return undefined;
  }
}

/** The same text, quoted for the outer shell. */
function quotedFor({ hereDocument, quoting }: PasteContext, inner: string): string | undefined {
  switch (quoting) {
    case "single":
      return inner.includes("'") ? undefined : inner;
    case "double":
      return inner.replaceAll(/["$]/g, String.raw`\$&`);
    case "word":
      return inner.includes("'") ? undefined : `'${inner}'`;
    case "here-document":
      return hereDocument?.expands === true ? inner.replaceAll("$", String.raw`\$`) : inner;
    default:
      return undefined;
  }
}
