/** Random scripts that send requests to the metadata service, as trees that fast-check can shrink, and as text. */
import fc from "fast-check";

/** Statements that change the variables for a token. `T` and `U` contain tokens, `H` and `F` contain headers, `A` is an array. */
const carriers = [
  "T=$(PUT)",
  "T=`PUT`",
  "export T=$(PUT)",
  "U=$(PUT); T=$U",
  "T=${T:-$(PUT)}",
  ': "${T:=$(PUT)}"',
  'read -r T <<< "$(PUT)"',
  "printf -v T %s tok",
  "T=$(PUT || true)",
  "T=",
  "unset T",
  "T=tok",
  "T=$U",
  "T+=x",
  "U=$(PUT)",
  "U=",
  "export T",
  "export -n T",
  'H="NAME: $T"',
  'H="NAME:$T"',
  "H=",
  "unset H",
  'H="X-Other: $T"',
  'F="-H NAME:$T"',
  "F=-H'NAME: x'",
  "T=$(PUT || WGETPUT)",
  "T=$(WGETPUT)",
  "for i in 1 2 3; do T=$(PUT) && break; done",
  "until T=$(PUT); do sleep 0; done",
  'while [ -z "$T" ]; do T=$(PUT); done',
  "token() { PUT; }; T=$(token)",
  "token() { T=$(PUT); }; token",
  "T=\"$(PUT | tr -d '\\n')\"",
  "readonly R=1; T=${T%x}",
  "V=1",
  "V=2",
  'echo "NAME: $T" > hf',
  ": > hf",
  'printf \'header = "NAME: %s"\\n\' "$T" > cf',
  "B=(NAME $T)",
  'A=(-s --header "NAME: $T" "${A[@]}")',
  'A[1]="NAME: $T"',
  "F=-s",
  "F=",
  'A=(-H "NAME: $T")',
  "A=()",
  'A+=(-H "NAME: $T")',
  "A=(-s)",
  "unset A",
  "HOST=169.254.169.254",
  "HOST=example.com",
  '[ -n "$T" ] && H="NAME: $T"',
  '[ -z "$T" ] && T=$(PUT)',
  'if [ -n "$T" ]; then A=(-H "NAME: $T"); else A=(); fi',
  '[ -n "$T" ] || return 0 2>/dev/null || exit 0',
  "PUT > tf; T=$(cat tf)",
  "PUT > tf; T=$(< tf)",
  "PUT > tf; read -r T < tf",
  "read -r T < <(PUT)",
  "mapfile -t M < <(PUT); T=${M[0]}",
  "if ! T=$(PUT); then exit 1; fi",
  "T=$(PUT) || exit 1",
  "T=$(PUT) || T=",
  'T=$(PUT) && H="NAME: $T" || H=',
  "declare -x T; T=$(PUT)",
  'T="$(PUT 2> /dev/null)"',
  "printf -v H 'NAME: %s' \"$T\"",
  'H="NAME: "; H+="$T"',
  'N=NAME; H="$N: $T"',
  'H="$(printf \'%s: %s\' NAME "$T")"',
  "set -a; T=$(PUT); set +a",
  'token() { local t; t=$(PUT); echo "$t"; }; T=$(token)',
  "token() { local -n r=$1; r=$(PUT); }; token T",
  'token() { printf -v "$1" %s "$(PUT)"; }; token T',
  'token() { echo "NAME: $(PUT)"; }; H=$(token)',
  "declare -A D=([t]=$(PUT)); T=${D[t]}",
  'for v in T U; do printf -v "$v" %s "$(PUT)"; done',
  "IFS= read -r T <<E\n$(PUT)\nE",
  "unset T U; T=${T-}",
  "T=${T:+$U}",
  'T="${T//[[:space:]]/}"',
  'A=("${A[@]}" -H "NAME: $T")',
  'A=(-s); A+=(-H); A+=("NAME: $T")',
] as const;

/** Requests. An address with the number of the place replaces `URL`. */
const requests = [
  "curl -s URL",
  'curl -s -H "NAME: $T" URL',
  'curl -sH "NAME: $T" URL',
  'curl URL --header "name: ${T}"',
  'curl -s -H "NAME: ${T:-}" URL',
  'curl -s -H "NAME: ${U:-$T}" URL',
  'curl -s ${T:+-H "NAME: $T"} URL',
  'curl -sH "$H" URL',
  "curl -s -H $H URL",
  "curl -s -H NAME:$T URL",
  "curl -s -H 'NAME: $T' URL",
  "curl -s $F URL",
  'curl -s "${A[@]}" URL',
  'curl -s ${A[@]+"${A[@]}"} URL',
  'curl -s -H "NAME: $(PUT)" URL',
  'curl -K - URL <<< "header = \\"NAME: $T\\""',
  'wget -qO- --header="NAME: $T" URL',
  'wget -q -O - --header "NAME: $T" URL',
  'wget -qO- --header "$H" URL',
  "wget -qO- URL",
  'V=$(curl -s -H "NAME: $T" URL)',
  'V=`curl -s -H "NAME: $T" URL`',
  'curl -s -H "NAME: $T" URL | cat',
  "bash -c 'curl -s -H \"NAME: $T\" URL'",
  'bash -c "curl -s -H NAME:$T URL"',
  "T=$U bash -c 'curl -s -H \"NAME: $T\" URL'",
  'eval "curl -s -H \\"NAME: \\$T\\" URL"',
  'timeout 5 curl -s -H "NAME: $T" URL',
  'env curl -s -H "NAME: $T" URL',
  'T=$(PUT) && curl -s -H "NAME: $T" URL',
  '(T=$(PUT); curl -s -H "NAME: $T" URL)',
  'V=$(T=$(PUT) && curl -s -H "NAME: $T" URL)',
  'set -- -H "NAME: $T"; curl -s "$@" URL',
  'curl -fsSLH "NAME: $T" URL',
  'curl -H"NAME: $T" -s URL',
  'curl -so/dev/null -H"NAME:$T" URL',
  'curl -s --url URL -H "NAME: $T"',
  'curl -s -H "NAME: $T" URL URL',
  'curl -s URL --next -s -H "NAME: $T" URL',
  'curl -s -H "NAME: $T" URL --next URL',
  'curl -s -H "NAME: $T" -: URL',
  'curl -s --header="NAME: $T" URL',
  'curl -s -H @- URL <<< "NAME: $T"',
  'echo "NAME: $T" | curl -sH@- URL',
  "curl -s -H @hf URL",
  "curl -s -K cf URL",
  'curl -s -K - <<EOF\nurl = URL\nheader = "NAME: $T"\nEOF',
  'printf \'header = "NAME: %s"\\n\' "$T" | curl -s -K - URL',
  'curl -s -H "NAME;" URL',
  'curl -s -H "NAME:" URL',
  'curl -sX GET -H "NAME: $T" URL',
  'curl -sG -H "NAME: $T" -d a=b URL',
  'curl -s -m 5 --retry 3 --connect-timeout 2 -H "NAME: $T" URL',
  'curl -s -A "x" -e http://169.254.169.254/ -H "NAME: $T" URL',
  'curl -s -H "X-Other: 1" -H "NAME: $T" URL',
  'curl -s "${H:+-H}" "$H" URL',
  'curl -s ${H:+-H "$H"} URL',
  "curl -s ${T:+-H NAME:$T} URL",
  'curl -s "${A[@]:0:2}" URL',
  "curl -s ${A[*]} URL",
  'curl -s -H "${A[1]}" URL',
  'curl -s -H "$(printf \'NAME: %s\' "$T")" URL',
  'curl -s -H "NAME: ${T:?}" URL',
  'curl -s -H "NAME: ${T# }" URL',
  'g() { curl -s -H "NAME: $1" "$2"; }; g "$T" URL',
  'g() { local t=$1; shift; curl -s ${t:+-H "NAME: $t"} "$@"; }; g "$T" URL',
  'g() { curl -s "$@"; }; g -H "NAME: $T" URL',
  'g() { curl -s -H "NAME: $T" "$1"; }; T=$U g URL',
  'case $V in 2) curl -s -H "NAME: $T" URL ;; 1) curl -s URL ;; esac',
  'if [ "$V" = 2 ]; then curl -s -H "NAME: $T" URL; else curl -s -H "NAME: $(PUT)" URL; fi',
  'echo URL | xargs curl -s -H "NAME: $T"',
  'echo URL | xargs -I{} curl -s -H "NAME: $T" {}',
  'while read -r L; do curl -s -H "NAME: $T" "$L"; done <<< URL',
  'for L in URL; do curl -s -H "NAME: $T" "$L"; done',
  'C="curl -s"; $C -H "NAME: $T" URL',
  'C=(curl -s -H "NAME: $T"); "${C[@]}" URL',
  'C="curl -s -H NAME:$T URL"; eval "$C"',
  'C="curl -s -H NAME:$T URL"; $C',
  "trap 'curl -s -H \"NAME: $T\" URL' EXIT",
  'wget -q --header="NAME: $T" -O /dev/null URL',
  'wget -qO- --header "NAME:$T" --tries=1 -T 2 URL',
  'wget -qO- -H "NAME: $T" URL',
  'wget -qO- --header="$H" --header="X-Other: 1" URL',
  'wget -qO- "${A[@]}" URL',
  "curl -s -X PUT -H NAME-ttl-seconds:60 TOKEN",
  "curl -s http://169.254.170.2/v2/PLACE",
  'curl -s -H "Metadata: true" "http://169.254.169.254/metadata/instance?PLACE"',
  'curl -s -x http://169.254.169.254 "http://example.com/PLACE"',
  "curl -s -H Metadata-Flavor:Google http://169.254.169.254/computeMetadata/v1/PLACE",
  "export no_proxy=169.254.169.254",
  "echo URL",
  'curl -s -H "NAME: $(cat tf)" URL',
  'curl -s -H "NAME: $(< tf)" URL',
  'PUT | { read -r L; curl -s -H "NAME: $L" URL; }',
  'PUT | while read -r L; do curl -s -H "NAME: $L" URL; done',
  'PUT | xargs -I{} curl -s -H "NAME: {}" URL',
  'imds() { local T; T=$(PUT); curl -s -H "NAME: $T" "$1"; }; imds URL',
  'imds() { local T=$1; curl -s -H "NAME: $T" "$2"; }; imds "$(PUT)" URL',
  'imds() { curl -s -H "NAME: $T" "$@"; }; V=$(imds URL)',
  'imds() { curl -s "${A[@]}" "$1"; }; V=$(imds URL || true)',
  'imds() { [ -n "$T" ] || T=$(PUT); curl -s -H "NAME: $T" "$1"; }; imds URL; imds URL',
  '[ -n "$T" ] && curl -s -H "NAME: $T" URL',
  '[ -z "$T" ] || curl -s -H "NAME: $T" URL',
  'test -n "$T" && H="NAME: $T"; curl -s ${H:+-H "$H"} URL',
  'curl -s -H "NAME: ${T:?no token}" URL',
  'curl -s -H "$(echo "NAME: $T")" URL',
  'curl -s -H "NAME: "$T URL',
  "curl -s -H 'NAME: '\"$T\" URL",
  'sudo -E curl -s -H "NAME: $T" URL',
  "export T; sh -c 'curl -s -H \"NAME: $T\" URL'",
  'env T="$T" sh -c \'curl -s -H "NAME: $T" URL\'',
  'sh -c \'curl -s -H "NAME: $1" URL\' _ "$T"',
  'sh -s -- "$T" <<\'E\'\ncurl -s -H "NAME: $1" URL\nE',
  'cat > rf <<\'E\'\ncurl -s -H "NAME: $1" URL\nE\nsh rf "$T"',
  'cat > rf <<E\ncurl -s -H "NAME: $T" URL\nE\nsh rf',
  'cat > rf <<\'E\'\nimds() { curl -s -H "NAME: $T" "$1"; }\nE\n. ./rf; imds URL',
  'retry() { for n in 1 2; do "$@" && return; done; }; retry curl -s -H "NAME: $T" URL',
  'curl -s -H "NAME: $T" URL & wait',
  'V=$(timeout 5 curl -s -H "NAME: $T" URL || echo none)',
  'select L in URL; do curl -s -H "NAME: $T" "$L"; break; done <<< 1',
  'until curl -s -H "NAME: $T" URL; do T=$(PUT); until_cond 0 && break; done',
  'alias imds="curl -s"; curl -s -H "NAME: $T" URL',
  'command curl -s -H "NAME: $T" URL',
  '\\curl -s -H "NAME: $T" URL',
  'coproc curl -s -H "NAME: $T" URL; wait',
  'curl -s -H "NAME: $T" URL > of; V=$(cat of)',
  'mapfile -t L < <(curl -s -H "NAME: $T" URL)',
] as const;

const addresses = [
  "http://169.254.169.254/latest/meta-data/PLACE",
  "169.254.169.254/latest/meta-data/PLACE",
  '"http://$HOST/latest/meta-data/PLACE"',
  '"$IMDS/latest/meta-data/PLACE"',
  "http://[fd00:ec2::254]/latest/meta-data/PLACE",
  "http://instance-data/latest/meta-data/PLACE",
] as const;

export type Statement =
  | { readonly kind: "carrier"; readonly text: string }
  | { readonly kind: "request"; readonly text: string; readonly address: string }
  | { readonly kind: "if"; readonly manner: number; readonly body: Block; readonly other: Block | undefined }
  | { readonly kind: "list"; readonly operator: "&&" | "||"; readonly body: Block }
  | { readonly kind: "loop"; readonly manner: number; readonly body: Block }
  | { readonly kind: "inside"; readonly construct: number; readonly body: Block }
  | { readonly kind: "function"; readonly manner: number; readonly body: Block }
  | { readonly kind: "option"; readonly text: string };

export type Block = readonly Statement[];

const manner = fc.nat({ max: 7 });

// This is not an interface, because letrec requires a type that extends Record<string, unknown>.
type Parts = {
  block: Block;
  statement: Statement;
};

const { statement: anyStatement } = fc.letrec<Parts>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 4, depthIdentifier: "statement", withCrossShrink: true },
    {
      weight: 9,
      arbitrary: fc.record({
        kind: fc.constant("carrier" as const),
        text: fc.oneof(fc.constantFrom<string[]>(...carriers), fc.constant<string>("T=$(PUT)")),
      }),
    },
    {
      weight: 9,
      arbitrary: fc.record({
        kind: fc.constant("request" as const),
        text: fc.constantFrom<string[]>(...requests),
        address: fc.oneof(fc.constant<string>(addresses[0]), fc.constantFrom<string[]>(...addresses)),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant("if" as const),
        manner,
        body: tie("block"),
        other: fc.option(tie("block"), { nil: undefined, freq: 1 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("list" as const),
        operator: fc.constantFrom("&&" as const, "||" as const),
        body: tie("block"),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("loop" as const), manner, body: tie("block") }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("inside" as const), construct: manner, body: tie("block") }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("function" as const), manner, body: tie("block") }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("option" as const),
        text: fc.constantFrom<string[]>("set -e", "set -u", "set +u", "set -a"),
      }),
    },
  ),
  block: fc.array(tie("statement"), { minLength: 1, maxLength: 4, depthIdentifier: "statement", size: "small" }),
}));

/** Random scripts, some of which begin with a request for a token. */
export const script: fc.Arbitrary<Block> = fc
  .tuple(
    fc.constantFrom<Block[]>([], [{ kind: "carrier", text: "T=$(PUT)" }]),
    fc.array(anyStatement, { minLength: 3, maxLength: 8, size: "max" }),
  )
  .map(([first, rest]) => [...first, ...rest]);

const PUT = 'curl -sf -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token';

const WGETPUT =
  'wget -qO- --method=PUT --header="X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token';

/** Converts a tree to text. Conditions, places and functions are numbered in order. */
class Writer {
  #count = 0;

  #next(): number {
    return ++this.#count;
  }

  block(block: Block): string {
    return block.map((statement) => this.#statement(statement)).join("\n");
  }

  #words(text: string, address: string): string {
    return text
      .replaceAll("URL", () => address)
      .replaceAll("PLACE", () => `p${this.#next()}`)
      .replaceAll("TOKEN", "http://169.254.169.254/latest/api/token")
      .replaceAll("WGETPUT", WGETPUT)
      .replaceAll("PUT; }", `${PUT}; }`)
      .replaceAll("PUT |", `${PUT} |`)
      .replaceAll("PUT >", `${PUT} >`)
      .replaceAll("PUT 2>", `${PUT} 2>`)
      .replaceAll("PUT)", `${PUT})`)
      .replaceAll("PUT`", `${PUT}\``)
      .replaceAll("NAME", "X-aws-ec2-metadata-token");
  }

  #statement(statement: Statement): string {
    switch (statement.kind) {
      case "carrier":
        return this.#words(statement.text, "");
      case "request":
        return this.#words(statement.text, statement.address);
      case "option":
        return statement.text;
      case "if":
        return this.#if(statement);
      case "list":
        return `cond ${this.#next()} ${statement.operator} {\n${this.block(statement.body)}\n}`;
      case "loop": {
        const body = this.block(statement.body);
        const heads = [`while cond ${this.#next()}`, "for i in 1 2", `until until_cond ${this.#next()}`, "for i in a"];
        return `${heads[statement.manner % heads.length]}; do\n${body}\ndone`;
      }
      case "inside":
        return this.#inside(statement.construct, this.block(statement.body));
      case "function": {
        const name = `f${this.#next()}`;
        const calls = [name, `${name}\n${name}`, `cond ${this.#next()} && ${name}`, `V=$(${name})`, `${name} | cat`];
        const local = statement.manner > 5 ? "local T=\n" : "";
        return `${name}() {\n${local}${this.block(statement.body)}\n}\n${calls[statement.manner % calls.length]}`;
      }
    }
  }

  #if({ manner: way, body, other }: Extract<Statement, { kind: "if" }>): string {
    const tests = [
      `cond ${this.#next()}`,
      `! cond ${this.#next()}`,
      `[ "$(val ${this.#next()})" = y ]`,
      `[ -n "$C${this.#next()}" ]`,
      '[ -n "$T" ]',
      '[ -z "$T" ]',
      '[ -z "$H" ]',
      `cond ${this.#next()} && cond ${this.#next()}`,
    ];
    const otherwise = other === undefined ? "" : `else\n${this.block(other)}\n`;
    return `if ${tests[way]}; then\n${this.block(body)}\n${otherwise}fi`;
  }

  #inside(construct: number, body: string): string {
    const forms = [
      `(\n${body}\n)`,
      `{\n${body}\n}`,
      `V=$(\n${body}\n)`,
      `{\n${body}\n} | cat`,
      `bash <<'END${this.#next()}'\n${body}\nEND${this.#count}`,
      `{\n${body}\n} &\nwait`,
      `{\n${body}\n} > /dev/null`,
      `case $(val ${this.#next()}) in\ny)\n${body}\n;;\nesac`,
    ];
    return forms[construct]!;
  }
}

/** Matches tests of variables. A script with such a test sets the variable first, because it may be in the agent's environment. */
const TESTS = /\[ -[nz] "\$[TH]"|\$V\b|\$\{T[%#]|\$\{\w+(\[@\])?:?[-=+]/;

/** The text of the script. The URL of each request contains its place: `p1`, `p2` … */
export function scriptText(block: Block): string {
  const body = new Writer().block(block);
  return `#!/bin/bash\nIMDS=http://169.254.169.254\n${TESTS.test(body) ? "T= U= H= V= A=()\n" : ""}${/@hf|-K cf|[ <]tf\b/.test(body) ? ": > hf; : > cf; : > tf\n" : ""}${body}\n`;
}
