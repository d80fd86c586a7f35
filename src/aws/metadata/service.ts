/**
 * The EC2 instance metadata service: which URL means it, and what its paths are.
 * After AWS's EC2 user guide, "Access instance metadata" and "How IMDSv2 works".
 */
import { isNeverSet, knownText, outline, type AbstractString, type Piece } from "../../shell/index.ts";

/** The header that carries the session token. Without it a request speaks version 1. */
export const TOKEN_HEADER = "X-aws-ec2-metadata-token";

/** The header that a request for a token must have: 1 to 21600 seconds. */
export const TTL_HEADER = "X-aws-ec2-metadata-token-ttl-seconds";

/** The only path that gives a token, by PUT. */
export const TOKEN_PATH = "/latest/api/token";

const HOSTS = new Set(["169.254.169.254", "[fd00:ec2::254]", "instance-data", "instance-data.ec2.internal"]);

export interface MetadataUrl {
  /** Scheme, host and port, as one needs them for another request: `http://169.254.169.254`. */
  readonly origin: string;
  /** From the first slash, without query; `/` where the URL has none. Unknown pieces as they are. */
  readonly path: AbstractString;
}

/** The host in its one spelling: `169.254.169.254` for `2852039166`, `0xa9fea9fe` or `0251.0376.0251.0376` too. */
function canonicalHost(host: string): string | undefined {
  try {
    return new URL(`http://${host}/`).hostname.replace(/\.$/, "");
  } catch {
    return undefined;
  }
}

const UNKNOWN = "\uFFFC";

/** The pieces of `value` from the character `start` of its outline up to a `?` or `#`. */
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

/**
 * What a URL, with or without its scheme, asks the metadata service for; `undefined` where it asks another host, or where
 * the host is not known.
 */
export function metadataUrl(url: AbstractString): MetadataUrl | undefined {
  const value = url.filter((piece) => !isNeverSet(piece));
  const text = outline(value);
  const [whole, scheme = "", authority = ""] = /^\s*(?:([a-z]+):\/{1,3})?([^/?#]*)/i.exec(text) ?? [""];
  if (!/^(https?)?$/i.test(scheme)) return undefined;
  const [, host = "", port = ""] = /^(?:.*@)?(\[[^\]]*\]|[^:]*)(:.*)?$/s.exec(authority) ?? [];
  if (host === "" || host.includes(UNKNOWN)) return undefined;
  const canonical = HOSTS.has(host) ? host : canonicalHost(host);
  if (canonical === undefined || !HOSTS.has(canonical)) return undefined;
  const known = port.includes(UNKNOWN) ? "" : port;
  return {
    origin: `${scheme === "" ? "http" : scheme.toLowerCase()}://${host}${known}`,
    path: pathFrom(value, whole.length),
  };
}

/** Whether a path of the service is the one that gives tokens: yes, no, or not known. */
export function isTokenPath(path: AbstractString): boolean | undefined {
  const text = knownText(path)?.replace(/\/{2,}/g, "/");
  if (text !== undefined) return text === TOKEN_PATH || text === `${TOKEN_PATH}/`;
  const parts = outline(path).split(UNKNOWN);
  const possible = TOKEN_PATH.startsWith(parts[0]!) && TOKEN_PATH.endsWith(parts.at(-1)!);
  return possible ? undefined : false;
}
