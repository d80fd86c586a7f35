/** The ways in which the metadata service's address reaches a request: the slice that the command line evaluates has to include them. */
import { expect, test } from "vitest";
import { requireImdsv2 } from "../../../rules/require-imdsv2.ts";
import { lint, type LintOptions } from "../../support/lint.ts";
import { document } from "../../support/rule-tester.ts";

const rules = { "require-imdsv2": requireImdsv2 } as unknown as NonNullable<LintOptions["rules"]>;
const HOST = "http://169.254.169.254";
const ID = "latest/meta-data/instance-id";

test.each([
  `curl -s ${HOST}/${ID}`,
  `U=${HOST}\ncurl -s "$U/latest"`,
  `H=169.254.169.254\nU=http://$H\ncurl -s "$U/${ID}"`,
  `: "\${U:=${HOST}}"\ncurl -s "$U/latest"`,
  `curl -s "\${U:-${HOST}}/latest"`,
  `get() { curl -s "$1"; }\nget ${HOST}/${ID}`,
  `get() { curl -s "http://$2/latest/$1"; }\nget x 169.254.169.254`,
  `get() { local host=$1; shift; curl -s "http://$host/$1"; }\nget 169.254.169.254 ${ID}`,
  `get() { shift; curl -s "http://$1"; }\nget a 169.254.169.254/${ID}`,
  `get() { while [ $# -gt 0 ]; do curl -s "$1"; shift; done; }\nget ${HOST}`,
  `get() { for u; do curl -s "$u"; done; }\nget ${HOST}/${ID}`,
  `get() { for u in "$@"; do curl -s "$u"; done; }\nget ${HOST}/${ID}`,
  `outer() { inner "$1"; }\ninner() { curl -s "$1"; }\nouter ${HOST}`,
  `outer() { inner x "$@"; }\ninner() { curl -s "$2"; }\nouter ${HOST}`,
  `args="x ${HOST}"\nget() { curl -s "$2"; }\nget $args`,
  `host() { echo 169.254.169.254; }\ncurl -s "http://$(host)/latest"`,
  `host() { echo 169.254.169.254; }\nH=$(host)\ncurl -s "http://$H/latest"`,
  `host() { H=169.254.169.254; }\nhost\ncurl -s "http://$H/latest"`,
  `set -- ${HOST}\ncurl -s "$1"`,
  `f() { set -- ${HOST}; curl -s "$1"; }\nf`,
  `retry() { "$@"; }\nget() { curl -s "$1"; }\nretry get ${HOST}`,
  `retry() { "$@"; }\nretry curl -s ${HOST}`,
  `eval "curl -s ${HOST}"`,
  `U=${HOST}\neval "curl -s $U"`,
  `U=${HOST}\neval "V=$U"\ncurl -s "$V"`,
  `get() { curl -s "$1"; }\nU=${HOST}\neval "get $U"`,
  `bash -c 'curl -s "$1"' _ ${HOST}`,
  `cmd="curl -s ${HOST}"\n$cmd`,
  `for u in ${HOST}/a ${HOST}/b; do curl -s $u; done`,
  `URLS=(${HOST}/a)\ncurl -s "\${URLS[0]}"`,
  `URLS+=("${HOST}")\nfor u in "\${URLS[@]}"; do curl -s "$u"; done`,
  `declare -A M=([a]=${HOST})\ncurl -s "\${M[a]}"`,
  `ref=U\nU=${HOST}\ncurl -s "\${!ref}"`,
  `f() { local -n r=$1; r=${HOST}; }\nf U\ncurl -s "$U"`,
  `printf -v U '%s' ${HOST}\ncurl -s "$U"`,
  `read -r U <<< "${HOST}"\ncurl -s "$U"`,
  `read -r U << 'EOF'\n${HOST}\nEOF\ncurl -s "$U"`,
  `echo ${HOST} > /tmp/u\ncurl -s "$(cat /tmp/u)"`,
  `echo ${HOST} | xargs curl -s`,
  `alias get='curl -s ${HOST}'\nshopt -s expand_aliases\nget`,
  `curl -s -K - << EOF\nurl = "${HOST}/latest"\nEOF`,
  `bash << 'EOF'\nU=${HOST}\ncurl -s "$U"\nEOF`,
  `C="curl -s"\nbash << EOF\n$C ${HOST}\nEOF`,
  `C=(curl -s)\nbash << EOF\n\${C[@]} ${HOST}\nEOF`,
  `trap 'curl -s ${HOST}' EXIT`,
  `U=${HOST}\ntrap 'curl -s "$U"' EXIT`,
  `case x in x) U=${HOST};; esac\ncurl -s "$U"`,
  `U=${HOST} sh -c 'curl -s "$U"'`,
  `export U=${HOST}\nsh -c 'curl -s "$U"'`,
  `declare U\nU=${HOST}\ncurl -s "$U"`,
  `h=169.254.169.254\nget() { curl -s "http://\${1:-$h}/latest"; }\nget`,
  `C=curl\n$C -s ${HOST}`,
  `if [ -x /usr/bin/curl ]; then GET="curl -s"; else GET="wget -qO-"; fi\n$GET ${HOST}/${ID}`,
])("%s", (script) => {
  expect(lint(document(`${script}\n`), { rules })).not.toEqual([]);
});
