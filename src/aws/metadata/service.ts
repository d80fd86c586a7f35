/**
 * The EC2 instance metadata service: recognizes its URLs and paths. Source: AWS's EC2 user guide, "Access instance
 * metadata" and "How IMDSv2 works".
 */
import { isNeverSet, knownText, outline, type AbstractString, type Piece, UNKNOWN_TEXT } from "../../shell/index.ts";

/** The header that contains the session token. A request without it uses IMDSv1. */
export const TOKEN_HEADER = "X-aws-ec2-metadata-token";

/** The header that a token request must have. Its value is 1 to `MOST_TTL_SECONDS`; otherwise, the service answers 400. */
export const TTL_HEADER = "X-aws-ec2-metadata-token-ttl-seconds";
export const MOST_TTL_SECONDS = 21_600;

/** The header with the longest lifetime, for requests that fixes insert: later fixes may use the token again. */
export const LONGEST_TTL = `${TTL_HEADER}: ${MOST_TTL_SECONDS}`;

/** The only path that returns a token, for a PUT request. */
export const TOKEN_PATH = "/latest/api/token";

const HOSTS = new Set(["169.254.169.254", "[fd00:ec2::254]", "instance-data", "instance-data.ec2.internal"]);

export interface MetadataUrl {
  /** Scheme, host and port, as needed for another request: `http://169.254.169.254`. */
  readonly origin: string;
  /** From the first slash, without the query; `/` if the URL has no path. Unknown pieces are kept. */
  readonly path: AbstractString;
}

/** The canonical form of a host: `169.254.169.254` also for `2852039166`, `0xa9fea9fe` or `0251.0376.0251.0376`. */
function canonicalHost(host: string): string | undefined {
  try {
    return new URL(`http://${host}/`).hostname.replace(/\.$/, "");
  } catch {
    return undefined;
  }
}

/** The pieces of `value` from offset `start` of its outline up to a `?` or `#`. */
function pathFrom(value: AbstractString, start: number): AbstractString {
  const path: Piece[] = [];
  let at = 0;
  for (const piece of value) {
    if (piece.kind !== "text") {
      if (at >= start) path.push(piece);
      at++;
      continue;
    }
    const text = piece.text.slice(Math.max(0, start - at));
    at += piece.text.length;
    const cut = text.search(/[?#]/);
    if (text !== "" && cut !== 0) path.push({ kind: "text", text: cut < 0 ? text : text.slice(0, cut) });
    if (cut >= 0) break;
  }
  return path.length === 0 ? [{ kind: "text", text: "/" }] : path;
}

/** The request of a URL, with or without its scheme, to the metadata service; `undefined` if the host is another one or unknown. */
export function metadataUrl(url: AbstractString): MetadataUrl | undefined {
  const value = url.filter((piece) => !isNeverSet(piece));
  const text = outline(value);
  const [whole, scheme = "", authority = ""] = /^\s*(?:([a-z]+):\/{1,3})?([^/?#]*)/i.exec(text) ?? [""];
  if (!/^(https?)?$/i.test(scheme)) return undefined;
  const server = authority.slice(authority.lastIndexOf("@") + 1);
  const [, host = "", port = ""] = /^(\[[^\]]*\]|[^:]*)(:.*)?$/s.exec(server) ?? [];
  if (host === "" || host.includes(UNKNOWN_TEXT)) return undefined;
  const canonical = HOSTS.has(host) ? host : canonicalHost(host);
  if (canonical === undefined || !HOSTS.has(canonical)) return undefined;
  const known = port.includes(UNKNOWN_TEXT) ? "" : port;
  return {
    origin: `${scheme === "" ? "http" : scheme.toLowerCase()}://${host}${known}`,
    path: pathFrom(value, whole.length),
  };
}

/** Whether the path is the one that returns tokens; `undefined` if that is unknown. */
export function isTokenPath(path: AbstractString): boolean | undefined {
  const text = knownText(path)?.replace(/\/{2,}/g, "/");
  if (text !== undefined) return text === TOKEN_PATH || text === `${TOKEN_PATH}/`;
  const parts = outline(path).split(UNKNOWN_TEXT);
  const possible = TOKEN_PATH.startsWith(parts[0]!) && TOKEN_PATH.endsWith(parts.at(-1)!);
  return possible ? undefined : false;
}
