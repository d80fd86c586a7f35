/** The programs that the oracle of `require-imdsv2` puts first on PATH, and what a recorded start of one really sent. */
import { readCurl } from "../../src/programs/curl.ts";
import { readWget } from "../../src/programs/wget.ts";
import { knownText } from "../../src/shell/value.ts";
import { runOf } from "../programs/run-of.ts";
import type { Laboratory, Recorded, Stub } from "./harness.ts";

/** A token for whoever PUTs; else a word, and a status to be decided. What stdin tells curl is written behind its argv. */
function client(name: string, stdin: string): Stub {
  const text = `
token= stdin= place=
for word; do
  case $word in
    PUT | --method=PUT) token=1 ;;
    */p[0-9]* | *\\?p[0-9]*) place=\${word##*[/?]} ;;
    ${stdin}) stdin=1 ;;
  esac
done
if [ -n "$stdin" ]; then record "$@" "STDIN $(cat)"; else record "$@"; fi
if [ -n "$token" ]; then echo AQAE-token; exit 0; fi
echo value
if decide "status $place"; then exit 22; fi
exit 0`;
  return { name, text };
}

export const metadataLaboratory: Laboratory = {
  stubs: [client("curl", "-"), client("wget", "none")],
  watched: [],
  most: 24,
};

export interface Sent {
  readonly place: string;
  readonly tokened: boolean;
}

const SERVICE = /^(http:\/\/)?(169\.254\.169\.254|\[fd00:ec2::254\]|instance-data)\//;

/** The requests to the metadata service that a start of curl or wget sent, but for those for a token. */
export function sentTo({ program, argv }: Recorded): Sent[] {
  const stdin = argv.at(-1)?.startsWith("STDIN ") ? argv.at(-1)!.slice("STDIN ".length) : undefined;
  const run = runOf([program, ...(stdin === undefined ? argv : argv.slice(0, -1))], {}, stdin);
  const line = program === "curl" ? readCurl(run) : readWget(run);
  if (line.refusal !== undefined) return [];
  return line.requests.flatMap(({ url, method, headers }) => {
    const to = knownText(url)!;
    const place = /\bp\d+$/.exec(to)?.[0];
    if (!SERVICE.test(to) || place === undefined || knownText(method) === "PUT") return [];
    const lines = headers.map(({ text }) => knownText(text)!);
    if (lines.some((header) => /^metadata:\s*true/i.test(header))) return [];
    const tokened = lines.some((header) => /^x-aws-ec2-metadata-token:\s*[^\s$]/i.test(header));
    return { place, tokened };
  });
}
