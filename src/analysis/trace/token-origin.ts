/** Determines where the session token of a metadata request comes from. */
import { TOKEN_HEADER } from "../../aws/metadata/service.ts";
import { isTokenRequest, type MetadataRequest } from "../metadata/requests.ts";
import { outline, type Span } from "../../shell/index.ts";

/** @returns `undefined` if no header of the request is known to be the token header */
export function tokenOrigin({
  request,
}: MetadataRequest): { readonly because: string; readonly span: Span | undefined } | undefined {
  const header = request.headers.find(({ text }) => outline(text).toLowerCase().startsWith(TOKEN_HEADER.toLowerCase()));
  if (header === undefined) return undefined;
  for (const piece of header.text) {
    if (piece.kind === "output" && isTokenRequest(piece.of))
      return { because: "the answer to the token request", span: piece.of.invocation.programSpan };
    if (piece.kind === "output")
      return {
        because: `the output of ${piece.of.invocation.program || "a program"}`,
        span: piece.of.invocation.programSpan,
      };
    if (piece.kind === "unknown" && piece.name !== undefined)
      return { because: `$${piece.name}, which the script does not set`, span: undefined };
  }
  return { because: "text that the script does not compute", span: undefined };
}
