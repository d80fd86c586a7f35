/** Classifies a header line of a request to the metadata service. */
import { type Fact, isNeverSet, outline, UNKNOWN_TEXT, type AbstractString, type Piece } from "../../shell/index.ts";
import { TOKEN_HEADER } from "./service.ts";

export type TokenHeader =
  /** Another header. */
  | { readonly is: "other" }
  /** Its name is unknown, so it may be the token header. */
  | { readonly is: "unknown" }
  | { readonly is: "token" }
  /** curl drops a header without a value, wget sends it empty. `variable`: the variable that the script never sets. */
  | { readonly is: "empty"; readonly variable: string | undefined }
  /** It is meant as the token header, but has another name. */
  | { readonly is: "misnamed"; readonly name: string }
  /** It begins with a space, so the server reads it as a continuation of the previous header. */
  | { readonly is: "folded" }
  /** The text of an expansion that the shell does not perform: `$TOKEN` in single quotes. */
  | { readonly is: "literal"; readonly text: string };

/** Misspellings of the token header: without `X-`, with `_`, or the name of the header for a token's time to live. */
const MISNAMED = /^(?:x[-_]?)?(?:aws[-_]?)?ec2[-_]?meta[-_]?data[-_]?token/i;

/** The name, and a value without a colon between them. */
const NAME_AND_SPACE = new RegExp(`^\\s*${TOKEN_HEADER}\\s+\\S`, "i");

const OTHER: TokenHeader = { is: "other" };

/** Whether a piece of the token is empty on this path. */
function isNothing(piece: Piece, facts: readonly Fact[]): boolean {
  switch (piece.kind) {
    case "text":
      return piece.text.trim() === "";
    case "unknown":
      return isNeverSet(piece);
    case "output":
      return facts.some((fact) => fact.is === "empty" && fact.run.invocation === piece.of.invocation);
  }
}

/** Parses `Name: value` (or curl's `Name;`, which sends only the name). `facts`: what the path knows about earlier runs. */
export function readTokenHeader(line: AbstractString, facts: readonly Fact[]): TokenHeader {
  const text = outline(line.filter((piece) => !isNeverSet(piece)));
  const [, before = "", separator] = /^([^:;]*)([:;])/.exec(text) ?? [];
  const name = separator === undefined ? undefined : before.trim();
  // Without a colon, curl sends nothing, whatever follows the name.
  if (name === undefined) return text.includes(UNKNOWN_TEXT) && !NAME_AND_SPACE.test(text) ? { is: "unknown" } : OTHER;
  if (name.toLowerCase() !== TOKEN_HEADER.toLowerCase()) {
    if (name.includes(UNKNOWN_TEXT)) return { is: "unknown" };
    return MISNAMED.test(name) ? { is: "misnamed", name } : OTHER;
  }
  if (/^\s/.test(before)) return { is: "folded" };
  if (separator === ";") return { is: "empty", variable: undefined };
  let seen = false;
  const value: Piece[] = [];
  for (const piece of line) {
    if (seen || piece.kind !== "text") {
      value.push(piece);
      continue;
    }
    const colon = piece.text.indexOf(":");
    if (colon < 0) continue;
    seen = true;
    value.push({ kind: "text", text: piece.text.slice(colon + 1) });
  }
  if (value.every((piece) => isNothing(piece, facts))) {
    const never = value.find((piece) => piece.kind === "unknown" && piece.name !== undefined);
    return { is: "empty", variable: never?.kind === "unknown" ? never.name : undefined };
  }
  const known = value.every((piece) => piece.kind === "text") ? outline(value).trim() : "";
  return /\$[A-Za-z_{(]|`/.test(known) ? { is: "literal", text: known } : { is: "token" };
}
