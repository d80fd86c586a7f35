/** The programs that the oracle of `require-imdsv2` puts first on PATH, and the requests that a recorded start really sent. */
import { readCurl } from "../../src/programs/http/curl/command-line.ts";
import { readWget } from "../../src/programs/http/wget/command-line.ts";
import { knownText } from "../../src/shell/model/value.ts";
import { runOf } from "../support/run-of.ts";
import type { Laboratory, Recorded, Stub } from "./harness.ts";

/** Patterns for words in the scripts that the program rejects before it sends anything. */
const REFUSED: Readonly<Record<string, string>> = { curl: "--*=* | -:", wget: "-s*" };

/**
 * A client that prints a token for a PUT request, and otherwise a word, with a status that is a decision. The content of stdin and
 * of files that curl reads is recorded after its argv.
 */
function client(name: "curl" | "wget"): Stub {
  const text = `
token= stdin= place= before= told= refused=
for word; do
  case $word in
    ${REFUSED[name]!}) refused=1 ;;
    PUT | -XPUT | --method=PUT) token=1 ;;
    */p[0-9]* | *\\?p[0-9]*) place=\${word##*[/?]} ;;
    - | @- | -K- | -*H@-) stdin=1 ;;
  esac
  case $before$word in -K?* | --config?* | -H@?* | --header@?* | -sH@?*)
    file=\${word#@}
    if [ -f "$file" ]; then told=$file; fi ;;
  esac
  before=$word
done
if [ -n "$told" ]; then set -- "$@" "FILE $told $(cat "$told")"; fi
if [ "$stdin" ] && [ ${name} = curl ]; then set -- "$@" "STDIN $(cat)"; fi
if [ -n "$refused" ]; then set -- "$@" REFUSED; fi
record "$@"
if [ -n "$refused" ]; then exit 2; fi
if [ -n "$token" ]; then echo AQAE-token; exit 0; fi
echo value
if decide "status $place"; then exit 22; fi
exit 0`;
  return { name, text };
}

export const metadataLaboratory: Laboratory = {
  stubs: [client("curl"), client("wget")],
  watched: [],
  given: ["HOST"],
  most: 24,
};

export interface Sent {
  readonly place: string;
  readonly tokened: boolean;
}

const SERVICE = /^(http:\/\/)?(169\.254\.169\.254|\[fd00:ec2::254\]|instance-data)\//;

/** The requests to the metadata service that a start of curl or wget sent, except token requests. */
export function sentTo({ program, argv }: Recorded): Sent[] {
  const refused = argv.at(-1) === "REFUSED";
  const words = refused ? argv.slice(0, -1) : [...argv];
  let stdin: string | undefined;
  const files: Record<string, string> = {};
  for (let told = toldBy(words.at(-1)); told !== undefined; told = toldBy(words.at(-1))) {
    if (told.file === undefined) stdin = told.text;
    else files[told.file] = told.text;
    words.pop();
  }
  const run = runOf([program, ...words], files, stdin);
  const line = program === "curl" ? readCurl(run) : readWget(run);
  if (refused !== (line.refusal !== undefined)) throw new Error(`${program} ${words.join(" ")}: who refuses?`);
  if (refused) return [];
  return line.requests.flatMap(({ url, method, headers }) => {
    const to = knownText(url)!;
    const place = /\bp\d+$/.exec(to)?.[0];
    if (!SERVICE.test(to) || place === undefined || knownText(method) === "PUT") return [];
    const lines = headers.map(({ text }) => knownText(text)!);
    if (lines.some((header) => /^(metadata:\s*true|metadata-flavor:\s*google)/i.test(header))) return [];
    const tokened = lines.some((header) => /^x-aws-ec2-metadata-token:\s*[^\s$]/i.test(header));
    return { place, tokened };
  });
}

/** The content of stdin or a file, if this is what the recorded word contains. */
function toldBy(word: string | undefined): { readonly file: string | undefined; readonly text: string } | undefined {
  const [, stdin, file, content] = /^(?:STDIN ([^]*)|FILE (\S+) ([^]*))$/.exec(word ?? "") ?? [];
  if (stdin !== undefined) return { file: undefined, text: stdin };
  return content === undefined ? undefined : { file, text: content };
}
