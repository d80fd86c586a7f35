/** All spellings, traps and fallbacks of requests to the metadata service that were recorded with the real curl and wget. */
import { expect, test } from "vitest";
import { requireImdsv2 } from "../../../../rules/require-imdsv2.ts";
import { lint } from "../../../support/lint.ts";
import { document } from "../../../support/rule-tester.ts";
const TOKEN_URL = "http://169.254.169.254/latest/api/token";
const TTL = '-H "X-aws-ec2-metadata-token-ttl-seconds: 60"';
const GET = "http://169.254.169.254/latest/meta-data/instance-id";
const N = "X-aws-ec2-metadata-token";
const found = (s: string) => lint(document(s), { rules: { "require-imdsv2": requireImdsv2 } }).map((m) => m.messageId);
const T = `T=$(curl -s -X PUT ${TTL} ${TOKEN_URL})\n`;
test.each([
  ...[
    "-X PUT",
    "-XPUT",
    "-sX PUT",
    "-sfX PUT",
    '-X "PUT"',
    "--request PUT",
    "-T /dev/null",
    "--upload-file -",
    '-X PUT -d ""',
  ].map((p) => `T=$(curl ${p} ${TTL} ${TOKEN_URL})`),
  ...[
    `-H "${N}: $T"`,
    `-H"${N}: $T"`,
    `-sH "${N}: $T"`,
    `-fsSLH "${N}: $T"`,
    `--header "${N}: $T"`,
    `-H "${N}:$T"`,
    `-H "x-aws-ec2-metadata-token: $T"`,
  ].flatMap((h) => [
    `${T}curl ${h} ${GET}`,
    `${T}curl ${GET} ${h}`,
    `${T}curl ${h} --url ${GET}`,
    `${T}curl ${h} 169.254.169.254/latest/x`,
  ]),
  `${T}HDR="${N}: $T"\ncurl -H "$HDR" ${GET}`,
  `${T}A=(-H "${N}: $T")\ncurl "\${A[@]}" ${GET}`,
  `${T}echo "${N}: $T" > h\ncurl -H @h ${GET}`,
  `${T}echo "${N}: $T" | curl -H @- ${GET}`,
  `${T}echo "header = \\"${N}: $T\\"" > k\ncurl -K k ${GET}`,
  `${T}echo "header = \\"${N}: $T\\"" | curl --config - ${GET}`,
  ...[`--header "${N}: $T"`, `--header="${N}: $T"`].map((h) => `${T}wget -qO- ${h} ${GET}`),
  ...["--method=PUT", "--method PUT"].map(
    (m) => `T=$(wget -qO- ${m} --header "X-aws-ec2-metadata-token-ttl-seconds: 60" ${TOKEN_URL})`,
  ),
  `${T}busybox wget -qO- --header "${N}: $T" ${GET}`,
  // fallbacks
  `CODE=$(curl -s -o /dev/null -w "%{http_code}" ${GET})\nif [ "$CODE" = 200 ]; then HEADER=""; else ${T}HEADER="${N}: $T"; fi\ncurl --header "$HEADER" ${GET}`,
  `T=$(curl -sf -X PUT ${TTL} ${TOKEN_URL} || true)\nHDR=()\n[ -n "$T" ] && HDR=(-H "${N}: $T")\ncurl "\${HDR[@]}" ${GET}`,
  `${T}HEADERS="-H ${N}:$T"\ncurl $HEADERS ${GET}`,
  `T=$(curl -sf -X PUT ${TTL} ${TOKEN_URL} || wget -qO- --method PUT --header "X-aws-ec2-metadata-token-ttl-seconds: 60" ${TOKEN_URL})\ncurl -H "${N}: $T" ${GET}`,
  `md() {\n  if [ "$V" = 2 ]; then curl -H "${N}: $T" ${GET}; else curl -H "${N}: $T" ${GET}; fi\n}\n${T}V=2\nmd`,
  `md() {\n  case $VERSION in\n  2) curl -sf -H "${N}: $(curl -sf -X PUT ${TTL} ${TOKEN_URL})" ${GET} ;;\n  *) curl -sf ${GET} ;;\n  esac\n}\nif curl -sf -X PUT ${TTL} ${TOKEN_URL} > /dev/null; then VERSION=2; else VERSION=1; fi\nmd`,
  `X=$(T=$(curl -X PUT ${TTL} ${TOKEN_URL}) && curl -H "${N}: $T" ${GET})`,
  `curl -H "${N}: $(curl -X PUT ${TTL} ${TOKEN_URL})" ${GET}`,
  `${T}if [ -z "$T" ]; then curl ${GET}; fi`,
  `${T}[ -z "$T" ] && curl ${GET}`,
  `${T}curl \${T:+-H "${N}: $T"} ${GET}`,
])("silent: %s", (s) => expect(found(s)).toEqual([]));
test.each([
  [`curl -X put ${TTL} ${TOKEN_URL}`, "method"],
  [`curl -X POST ${TTL} ${TOKEN_URL}`, "method"],
  [`curl ${TTL} ${TOKEN_URL}`, "method"],
  [`${T}H="${N}: $T"\ncurl -H $H ${GET}`, "split"],
  [`${T}T=\ncurl -H "${N}: $T" ${GET}`, "empty"],
  [`curl --header "" ${GET}`, "absent"],
  [`${T}curl -H '${N}: $T' ${GET}`, "literal"],
  [`${T}curl --header="${N}: $T" ${GET}`, "equals"],
  [`T=$(curl --request=PUT ${TTL} ${TOKEN_URL})`, "equals"],
  [`curl http://2852039166/latest/meta-data/`, "absent"],
  [`curl http://0xa9fea9fe/latest/meta-data/`, "absent"],
  [`curl http://instance-data.ec2.internal/latest/`, "absent"],
  [`curl -g 'http://[fd00:ec2::254]/latest/meta-data/'`, "absent"],
])("reported: %s", (s, id) => expect(found(s)).toEqual([id]));
