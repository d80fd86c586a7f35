/**
 * Scripts without unknown values: bash runs each of them, with an `aws` first on PATH that records its environment and arguments. The
 * evaluator has to find the same calls.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programs } from "../../../src/programs/table.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { outline } from "../../../src/shell/model/value.ts";
import { USUAL } from "../../support/interest.ts";

let directory = "";

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "known-scripts-"));
  const stub = join(directory, "aws");
  writeFileSync(
    stub,
    '#!/bin/sh\nprintf "A=%s B=%s" "${A-unset}" "${B-unset}" >> "$LOG"\nfor a; do printf " <%s>" "$a" >> "$LOG"; done\nprintf "\\001\\n" >> "$LOG"\n',
  );
  chmodSync(stub, 0o755);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Makes the script independent of the environment. */
const START = "unset A B N X Y Z NOPE a_; set --; HOME=/h\n";

function inBash(script: string, ...options: readonly string[]): readonly string[] {
  const log = join(directory, "log");
  writeFileSync(log, "");
  writeFileSync(join(directory, "script"), `${START}${script}`);
  try {
    execFileSync("bash", [...options, "script"], {
      cwd: directory,
      env: { PATH: `${directory}:/usr/bin:/bin`, LOG: log },
      stdio: ["ignore", "ignore", "ignore"],
      timeout: 10_000,
    });
  } catch {
    // A script may fail.
  }
  return readFileSync(log, "utf8").split("\u0001\n").slice(0, -1);
}

function told(script: string, shell = "bash"): readonly string[] {
  const { invocations } = evaluate(parseShell(`#!/bin/${shell}\n${START}${script}`), { programs, interest: USUAL });
  const lines: string[] = [];
  for (const run of invocations.filter((one) => one.program === "aws").flatMap((one) => one.runs)) {
    const [a, b] = ["A", "B"].map((name) => {
      const all = run.environment.get(name).map((one) => {
        return one.state === "set" && one.exported && one.array === undefined ? outline(one.value) : "unset";
      });
      return [...new Set(all)].join("|");
    });
    const args = run.argv.slice(1).map((one) => ` <${outline(one.value)}${one.split ? "…" : ""}>`);
    lines.push(`A=${a} B=${b}${args.join("")}`);
  }
  return lines;
}

const scripts: Readonly<Record<string, readonly string[]>> = {
  "words and quotes": [
    `aws a 'b c' "d  e" f\\ g h\\i "j\\k \\" \\$x" 'l\\m'`,
    `A=1; aws "$A" \${A} "x\${A}y" '$A' \\$A`,
    `X="a b  c"; aws $X "$X" x$X"y"$X`,
    `X=; aws $X "$X" x`,
    `aws $'a\\tb' $'\\x41' $'it\\'s'`,
    `aws {a,b}c {1..3} {01..03} {a..c} x{,y} {} {a} {a,b}{c,d}`,
    `IFS=,; X=a,b,,c; aws $X`,
    `IFS=:; X="a b:c"; aws $X; unset IFS; aws $X`,
    `IFS=; X="a b"; aws $X`,
    `set -- a "b c" d; aws "$@"; aws $@; aws "$*"; aws $#; aws $2; shift; aws "$@" "\${@:2}"`,
    `set -- ; aws "$@" x; aws "x$@y"`,
    `set -- a b; aws "x$@y"`,
    `aws "\${A:-d e}" \${A:-d e} "\${A-x}" "\${A:+y}" x`,
    `A=; aws "\${A:-d}" "\${A-x}" "\${A+y}" "\${A:+z}"`,
    `A=1; aws "\${A:-d}" "\${A:+z}" \${A+y}`,
    `: "\${A:=v w}"; aws "$A" $A`,
    `X="q r"; aws \${X:+-H "a b" 'c d' e\\ f $X "$X"} x "\${X:+-H 'a b' "c d"}" y\${X:+z "v w"}u \${NOPE:-""}`,
    `X=1; Y=\${X:+-H "a  b"}; aws "$Y" \${NOPE:--H "a  b"} "\${NOPE:-'q'}" \${X+"$X" "$Y"}`,
    `X=(a "b c"); aws \${X[@]+"\${X[@]}"} "\${X[@]+"\${X[@]}"}"; set -- a "b c"; aws \${1+"$@"} \${@:+"x y" z}; set --; aws \${1+"$@"} \${@:-x "y z"}`,
    `X=abc.tar.gz; aws "\${X%.*}" "\${X%%.*}" "\${X#*.}" "\${X##*.}" "\${X#abc}" "\${X%x}"`,
    `X=/a/b/c; aws "\${X##*/}" "\${X%/*}" "\${#X}" "\${X:1:2}" "\${X: -1}" "\${X:2}"`,
    `X=banana; aws "\${X/a/o}" "\${X//a/o}" "\${X/#b/B}" "\${X/%a/A}" "\${X//[an]/}" "\${X/n*/}"`,
    `X=aBc; aws "\${X^}" "\${X^^}" "\${X,,}" "\${X@Q}" "\${X@U}"`,
    `aws "\${NOPE@Q}" "\${NOPE@U}"; X=; aws "\${X@Q}"; X="a b"; aws \${X@Q}`,
    `N=X; X=5; aws "\${!N}"; export "$N=6"; aws "$X"`,
    `aws "a"'b'c$((1+2))"$((2*3))" $((10/3)) $((10%3)) $((2**5)) $((1<2)) $((5==5)) $(( (1+2)*3 ))`,
    `aws "$(basename /a/b.sh)" "$(basename /a/b.sh .sh)" "$(basename .sh .sh)" "$(basename /)" "$(basename a/ x)" "$(basename a/b a)"`,
    `aws "$(dirname /a/b)" "$(dirname a)" "$(dirname /a)" "$(dirname a/b/ c/d)" "$(dirname /)" "$(dirname a//b)" "$(dirname -- a/b/c)"`,
    `X=3; Y=$((X+1)); Z=$(($Y*2)); aws $X $Y $Z $((X++)) $X $((--X)) $X $((X+=5)) $X`,
    `X=5; ((X-=2)); aws $X; let X=7; aws $X; ((X>5)) && aws big`,
    `aws ~/x ~ "~" a~`,
    `aws a#b # c`,
    `X='*'; aws "$X" '*.none'`,
    'aws `echo a` "`echo b c`" `echo d e`; aws "`echo \\`echo nested\\``"',
    `aws $(echo a b) "$(echo a  b)" "$(printf '%s-' x y)" "$(printf 'a\\nb\\n\\n')"`,
    `aws "$(echo "$(echo "deep $(echo er)")")"`,
    `aws "$(cat <<E\nx y\nE\n)"`,
    `X=$(cat <<'E'\n$A \\b\nE\n); aws "$X"`,
    `A=1; aws "$(cat <<E\n$A \\$A \${A}b\nE\n)"`,
    `aws "$(cat <<-E\n\t\ta\n\tb\nE\n)"`,
    `aws "$(cat <<< "here  $((1+1))")"`,
    `aws "$(printf '%s=%d|%5s|%-5s|%05d|%x|%%|%c' a 12 b c 42 255 xyz)"`,
    `aws "$(printf '%s,' a b c)" "$(printf 'no args')" "$(printf '%b' 'a\\tb')" "$(echo -e 'a\\tb')" "$(echo -n x)"`,
    `a=x; b=y; aws "\${a}_\${b}" "$a$b" "$a_$b"`,
    `aws "\${#}" "$?"`,
    `X='${"a'\\''".repeat(40)}'; aws "$X"; echo 'aws '${"\\''a'\\' ".repeat(20)} > f; . ./f`,
    `X="it's"; aws "$X" "a\\\\b" a\\\\b`,
  ],
  variables: [
    "A=1; aws; export A; aws; A=2; aws; unset A; aws; A=3; aws",
    "export A=1 B=2; aws; export -n A; aws; A=5; aws",
    "export A; aws; A=1; aws",
    "declare -x A=1; aws; declare +x A; aws",
    "typeset -x A=1; readonly B=2; aws; export B; aws",
    "set -a; A=1; B=2; aws; set +a; A=3; C=4; aws",
    "set -o allexport; A=1; set +o allexport; B=1; aws",
    "A=1 B=2 aws; aws",
    "A=1; A=2 aws; aws; export A; A=3 aws; aws",
    "A=1 B=$A aws; A=x; A=1 B=$A aws",
    "A=1; export A=2 B=$A; aws",
    "A=a; A+=b; export A; A+=c; aws; export A+=d; aws",
    "declare -i A=2; A+=3; export A; aws; A=7*2; aws",
    "declare -n R=A; R=1; export R; aws; unset -n R; aws",
    "export A=1; declare -a A; aws",
    "export A=(1 2); aws; A[0]=3; aws; unset A; A=4; export A; aws",
    `X=(a "b c" d); aws "\${X[@]}"; aws \${X[@]}; aws "\${X[1]}" "\${#X[@]}" "$X" "\${X[-1]}"; X+=(e); aws "\${X[@]}"`,
    `X=(a b); X[3]=z; aws "\${X[@]:1}" "\${X[*]}"`,
    `X=(); aws "\${X[@]}" x; X[0]=a; aws "\${X[@]}"`,
    `declare -A M; M[a]=1; M[b]=2; aws "\${M[a]}" "\${M[b]}"`,
    `declare -A M=([k]=v [l]="w x"); aws "\${M[k]}" "\${M[l]}"`,
    "read A <<< 'x y'; export A; aws; read A B <<< '1 2 3'; export B; aws",
    "read -r A < <(echo 1); export A; aws",
    "echo 1 | read A; export A; aws",
    "printf -v A '%s-%s' a b; export A; aws",
    String.raw`printf -v X '%b|%s' 'a\tb\cd' e; aws "$X"; printf -v X '%s|%b;' 1 2 3 '\c'; aws "$X"; printf -v X %b 'a\\\\c'; aws "$X"`,
    String.raw`aws "$(echo -e 'a\cb' c; echo x)" "$(echo -e 'a\\cb\c')" "$(echo 'a\cb')" "$(Y=a; echo -e "$Y" '\c'; echo x)"`,
    "mapfile -t X < <(printf 'a\\nb c\\n'); aws \"${X[@]}\"",
    "IFS=: read A B <<< 'x:y:z'; export A B; aws",
    'read -a X <<< \'a b c\'; aws "${X[1]}" "${#X[@]}"',
    `IFS=, read -ra X <<< 'a b,,c,'; aws "\${X[@]}"`,
    `IFS=', ' read -ra X <<< ' a , b ,,c '; aws "\${X[@]}"; read -ra X <<< '  d '; aws "\${X[@]}"`,
    `IFS= read -ra X <<< ' a b '; aws "\${X[@]}"; IFS=: read -ra X <<< ''; aws "\${#X[@]}"`,
    "unset A B; A=${B:-d}; export A; aws; unset -v A; aws",
    "export A=1; (A=2; aws; unset A; aws); aws",
    "export A=1; X=$(A=2; aws > f; echo done); aws $X",
    "export A=1; A=2 | aws; aws; { A=3; aws; } | cat; aws",
    "{ export A=1; }; aws; { export A=2; } > /dev/null; aws; { export A=3; } | cat; aws",
    "shopt -s lastpipe; echo 7 | read A; export A; aws",
    "export A=1 & wait; aws",
    "export A=1; aws bg & wait; aws",
    "coproc { export A=1; }; wait; aws",
    'export A=1; env -u A aws; env A=2 aws; env -i PATH="$PATH" LOG="$LOG" aws; A=3 env aws',
    "export A=1; nice aws x; nohup aws y > /dev/null; timeout 9 aws z; command aws c; builtin aws; time aws t",
    "export A=1; A=2 command aws; exec 3>&1; aws",
    "export \"A=1\" 'B=2'; aws; X=A; export $X=5; aws",
    "export A=$(echo 1) B=`echo 2`; aws",
    "export A=1; unset A; : ${A:=2}; aws; export A; aws",
    "set -k; aws A=1 x; aws",
  ],
  "control flow": [
    "if true; then export A=1; else export A=2; fi; aws",
    "if false; then A=1; elif true; then A=2; else A=3; fi; export A; aws",
    "true && export A=1; false && export A=2; aws; true || export B=1; false || export B=2; aws",
    "! true && aws no; ! false && aws yes; if ! false; then aws yes; fi",
    "true && false || aws yes; false || true && aws yes2; false && aws no || aws yes3",
    'A=x; if [ "$A" = x ]; then aws yes; else aws no; fi; [ "$A" != x ] && aws no; [ -n "$A" ] && aws yes; [ -z "$A" ] && aws no',
    'A=; [ -n "$A" ] && aws no; [ -n $A ] && aws yes; [ $A ] && aws no; [ -z $A ] && aws yes; [ "x$A" = x ] && aws yes',
    "[ 1 -lt 2 ] && aws yes; [ 2 -le 1 ] && aws no; [ 3 -eq 03 ] && aws yes; test 1 -ne 1 || aws yes; [ 5 -gt 4 -a 1 = 1 ] && aws yes; [ 5 -gt 4 -a 1 = 2 ] || aws yes; [ a = b -o c = c ] && aws yes",
    "[ ! a = b ] && aws yes; [ ! -n '' ] && aws yes; [ \\( a = a \\) -a ! b = c ] && aws yes; [ '' ] || aws yes; [ ] || aws yes; test x && aws yes",
    "X=abc; [[ $X == a* ]] && aws yes; [[ $X == 'a*' ]] && aws no; [[ $X = abc && -n $X ]] && aws yes; [[ $X != b* || $X == z ]] && aws yes; [[ -z $Y ]] && aws yes; [[ ! $Y ]] && aws yes; [[ $X < b ]] && aws yes",
    "[[ 10 -gt 9 ]] && aws yes; [[ (a == a || a == b) && c == c ]] && aws yes; X=5; [[ X -eq 5 ]] && aws yes",
    "N=2; [[ N+1 -eq 3 ]] && aws 1; [[ $N*2 -gt 3 ]] && aws 2; [[ 3 -eq 'N + 1' ]] && aws 3; [[ N -ne 3-1 ]] || aws 4; [[ $N-1 -ne 2 ]] && aws 5",
    "N=2; A=(1 2); [[ A[1] -eq N ]] && aws 6; [[ '(N+1)*2' -ge 6 ]] && aws 7; [[ '' -eq 0 && N==2 -eq 1 ]] && aws 8; [[ 1/0 -eq 0 ]] || aws 9",
    "case abc in x) aws no;; a*) aws yes;; *) aws no;; esac",
    "case b in a|b|c) aws yes;; esac; case '' in '') aws empty;; esac; case x in [a-c]) aws no;; [!a-c]) aws yes;; esac",
    "case a in a) aws 1;& b) aws 2;; c) aws 3;; esac; case a in a) aws 4;;& *) aws 5;; esac",
    "X='*'; case a in \"$X\") aws no;; $X) aws yes;; esac; case 'a*' in a\\*) aws yes;; esac",
    "for A in 1 2 3; do aws; done; export A; for A in x y; do aws; done; aws",
    "for k in A B; do export $k=1; done; aws; for k in A B; do unset $k; done; aws",
    "for X in a b c; do [ $X = b ] && continue; aws $X; done; for X in a b c; do [ $X = b ] && break; aws $X; done; aws $X",
    "for X in 1 2; do for Y in a b; do [ $Y = b ] && continue 2; aws $X$Y; done; aws no; done",
    "for X in 1 2; do for Y in a b; do break 2; done; aws no; done; aws end",
    'set -- a b; for X; do aws $X; done; for X in "$@"; do aws $X; done',
    'for X in; do aws no; done; aws yes; X=\'a b\'; for Y in $X; do aws $Y; done; for Y in "$X"; do aws "$Y"; done',
    "i=0; while [ $i -lt 2 ]; do i=$((i+1)); aws $i; done; aws end $i",
    "until export A=1; do :; done; aws; while false; do aws no; done; aws yes",
    "while true; do export A=1; break; done; aws; until false; do export B=2; break; done; aws",
    "for ((i=0; i<2; i++)); do aws $i; done; aws $i",
    "while read X; do aws $X; done <<E\na\nb\nE\naws end",
    "printf 'a\\nb\\n' | while read X; do export A=$X; aws $X; done; aws end",
    "while read -r A B; do export A B; aws; done < <(echo 1 2); aws",
    "exit 0; aws no",
    "aws yes; exit 1; aws no",
    "(exit 3) || aws yes; (exit 0) && aws yes; (exit 3; aws no); aws yes",
    "true; aws $?; (exit 3); X=$?; if [ $X -ne 0 ]; then aws nonzero; else aws no; fi",
    "X=$(false) || aws failed; X=$(true) && aws ok; if X=$(echo a); then aws $X; fi; export A=$(false) && aws masked",
    "set -e; true; aws yes; false; aws no",
    "set -e; false || true; aws yes; if false; then :; fi; aws yes; ! true; aws yes; false && true; aws yes; (exit 1); aws no",
    "set -e; A=$(false); aws no",
    'unset X; set -u; aws yes; echo "$X"; aws no',
    'unset X; set -u; cat <<< "$X" || aws failed; cat < "$X/a"; aws yes; cat > "${X:?}"; aws yes2; echo a > "$X/b"; aws no',
    'unset X; set -eu; if cat <<< "$X"; then aws no; else aws yes; fi; cat <<< "$X"; aws no2',
    'unset X; set -u; f() { aws "$1"; }; f called; (f no <<< "$X"; aws no2); ({ aws no3; } <<< "$X"; aws no4); aws yes',
    "unset X; set -u; f() { : ${X%a}; aws no; }; f || aws no; aws no",
    'unset X; set -u; A=$(echo "$X"; aws no); aws yes; echo ${X:-y} ${X+z}; aws yes',
    'unset X; set -u; [ -n "$X" ] || aws no; aws no',
    'unset X; set -u; (echo $X; aws no); aws yes; set +u; echo "$X"; aws yes',
    'set -u; f() { aws "$1"; }; f x; f ""; (f; aws no); f "$@"; aws no',
    'set -u; aws ${1:-y} ${1-z} "$@"; f() { aws "${2%a}"; }; f x ya; f x; aws no',
    "set -e; export A=$(false); aws yes",
    "set -e; f() { false; aws still; true; }; f || aws no; if f; then aws yes; fi; f; aws no",
    "set -e; { false; } || aws yes; X=$(false; echo a); aws $X",
    "set -e; false | true; aws yes; set -o pipefail; false | true; aws no",
    "set +e; false; aws yes; set -o errexit; false; aws no",
    "true | false && aws no; false | true && aws yes; set -o pipefail; false | true || aws yes; true | true && aws yes",
    "f() { return 1; }; f && aws no; f || aws yes; g() { return 0; aws no; }; g && aws yes; h() { [ $1 = a ]; }; h a && aws yes; h b || aws yes",
    "trap 'aws end' EXIT; export A=1",
    "trap 'aws end' EXIT; export A=1; exit 3; aws no",
    "trap 'aws a' EXIT; trap - EXIT; trap 'aws b' 0; (trap 'aws sub' EXIT; A=1); aws c",
    "trap 'aws err' ERR; false; aws after; true; f() { false; true; }; f; aws end",
    "set -e; trap 'aws err' ERR; trap 'aws exit' EXIT; export A=1; false; aws no",
    "set -eE; trap 'aws err' ERR; f() { export A=2; false; }; f; aws no",
    "die() { aws dying; exit 1; }; false || die; aws no",
    '[ -z "$NOPE" ] || exit 1; aws yes',
    "if (( 1 )); then aws yes; fi; (( 0 )) || aws yes; (( 3 > 2 && 1 < 2 )) && aws yes",
    ": ${NOPE:?gone}; aws no",
    "(: ${NOPE?gone}; aws no); aws yes",
    "[ a = a ] && { aws 1; false; } || aws 2",
    "exec aws last; aws no",
    "(exec aws x); aws y; exec > /dev/null; aws z",
    "f() { for i in 1 2; do return; done; }; f; aws yes; while :; do f; break; done; aws yes2",
  ],
  getopts: [
    'set -- -a -b v -cd x; while getopts ab:cd o; do aws "$o" "$OPTARG" "$OPTIND"; done; shift $((OPTIND-1)); aws "$@" "$o"',
    "set -- -p p; while getopts p: o; do case $o in p) export A=$OPTARG ;; esac; done; aws",
    'while getopts ab o -a -b; do export A=$o; aws; done; aws "$o"; OPTIND=1; while getopts ab o -b -- -a; do aws "$o"; done; aws $OPTIND',
    'f() { local OPTIND=1; while getopts :x:y o; do aws "$o" "$OPTARG"; done; }; f -xv -y -z -x; f -y',
    'f() { local OPTIND o; while getopts p:x o "$@"; do aws "$o" "$OPTARG" "$OPTIND"; done; }; f -p a; f -x -p b; f -xp c',
    'getopts ab o -a -b; f() { local OPTIND; getopts xy o -x -y; aws "$o" "$OPTIND"; }; f; getopts ab o -a -b; aws "$o"',
    'getopts abc o -ab; getopts abc o -ab; aws "$o"; f() { local OPTIND; getopts ab o -ba; aws "$o"; }; f',
    'getopts ab o -a -b; unset OPTIND; getopts ab o -a -b; aws "$o" "$OPTIND"; OPTIND=; getopts ab o -b; aws "$o" "$OPTIND"',
    'getopts a: o -a 2> /dev/null; aws "$o" "$OPTARG" $?; OPTIND=1; getopts a o -- -a || aws "$o"; OPTIND=1; getopts a o x || aws "$o"',
  ],
  "unset elements": [
    'X=a; unset "X[1]"; aws "${X-none}"; unset "X[0]"; aws "${X-none}"; Y=(a b); unset "Y[@]"; aws "${Y[@]-none}"',
    'declare -A X=([k]=1 [@]=2); unset "X[@]"; aws "${X[@]}"; Z=(a b); unset "Z[*]"; aws "${#Z[@]}"',
    'X=(a b c); unset "X[1]"; aws "${X[@]}" "${#X[@]}" "${!X[@]}" "<${X[1]}>"; unset X[2]; aws "${X[@]}"; unset "X[-1]"; aws "x${X[*]}"',
    'X=(aws s3 ls --profile p); unset "X[3]" "X[4]"; "${X[@]}"; unset "X[7]"; "${X[@]}"; N=2; unset "X[$N]"; "${X[@]}"; X+=(cp); "${X[@]}"',
    'declare -A X=([a]=1 [b]=2); unset "X[a]"; aws "x${X[a]}" "${X[b]}"; unset X; aws "x${X[b]}"',
  ],
  "variable names": [
    'A=1; export A; for n in "${!A@}"; do aws "$n"; unset "$n"; done; aws',
    'X_A=1; X_B=2; for n in ${!X_*}; do aws "$n=${!n}"; unset $n; done; aws "x$X_A$X_B"',
  ],
  "files that outlive the process that wrote them": [
    "(echo 'export A=1' > f); . ./f; aws; echo A=2 | tee g > /dev/null; . ./g; aws",
    'bash -c "echo export A=1 > f"; . ./f; aws; X=$(echo A=2 > g; echo x); . ./g; aws "$X"',
    "{ echo export A=1 > f; echo x; } | cat > /dev/null; . ./f; aws; (echo A=2 >> f); A=; . ./f; aws; (rm f); echo A=3 > f; . ./f; aws",
    "(false || echo A=1 > f; false); A=; . ./f; export A; aws; true | { read X; echo A=2 > f; }; . ./f; aws",
  ],
  "read-only variables": [
    "readonly A=1\nexport A\nA=2; aws same\naws next",
    "readonly X=1\nX=2 || aws same\naws $X\nif X=2; then\naws y\nelse\naws n\nfi\naws next",
    "readonly X=1\neval 'X=2\naws in'; aws after\neval 'X=2; aws no'; aws same",
    'readonly X=1\n(X=2\naws no\n)\naws after\n{ X=2; aws no; } | cat\nY=$(X=2; echo a); aws "$Y"',
    "readonly X=1\nf() { X=2; aws no; }\nf; aws no\naws after\nwhile :; do X=2; aws no; break; done; aws no\naws end",
    "echo 'X=2; aws no\naws in' > i\nreadonly X=1\n. ./i; aws same\nbash -c 'X=2; aws child'",
    'readonly X=1\nfor X in a b; do aws $X; done && aws no; read X <<< y || aws "$X"; printf -v X b || aws "$X"; unset X || aws "$X"',
    'readonly A=1\nexport A=2 || aws "$A"\ndeclare A=2 || aws "$A"; aws',
    'readonly X=1; f() { local X=2 || aws "$X"; local -r Y=3; aws $Y; }; f; Y=4; aws "$X" $Y',
    "readonly A=1; A=2 aws x; export A; A=2 aws y; aws z",
    "readonly X=1\n(eval 'X=2\naws no'; aws no)\naws after; Y=$(X=2\naws no\n)",
    "set -e; readonly X=1\nX=2\naws no",
    'readonly X=1\naws $((X=2)) no; aws no\naws next "$X"\naws $((B=3, X=2)) $(aws no)\naws "$B"\n[[ $((X=2)) = 2 ]] || aws no; aws no\naws end',
    'readonly X=\n: ${X:=2} || aws no; aws no\naws "$X"\nreadonly A; export A\n: ${A=2} $(aws no); aws no\naws "$A"',
    'readonly X=1\n((X=2)) || aws failed; ((X++)) && aws no; aws $X\nlet X=2 Y=3 || aws "$Y"; while ((X=2)); do aws no; break; done; aws end',
    "readonly X=1\nfor ((X = 0; X < 2; X++)); do aws no; done || aws failed; for ((Y = 0; X = 2; Y++)); do aws no; done || aws failed",
    "readonly X=1\nfor ((Y = 0; Y < 2; X++)); do aws round; done || aws failed $Y",
    'declare -i N; readonly X=1\nN=X=2; aws no\naws "$N"\nY=(a $((X=2))); aws no\naws "$Y"',
    "readonly A=1\nf() { aws f; }\nA=2 f; A=2 aws x; B=3 A=2 aws y; A=2 eval 'aws z'; A=2 true && aws yes; A=2 export N=1; aws $N",
    "set -e; readonly X=1\nX=2 aws no || aws no\naws no",
    ...[
      "X=2",
      "((X = 2))",
      "let X=2",
      "read X <<< a",
      "printf -v X a",
      "export X=2",
      "getopts a X",
      "aws $((X = 2))",
      "X=2 true",
    ].map((code) => `readonly X=1\n${code} || aws failed\naws next; set -e\n${code} || aws no\naws no`),
    "readonly X=1; set -e; unset X || aws a; declare X=2 || aws b; f() { local X=3 || aws c; }; f; aws end",
    "readonly X=1; set -e; for X in a; do aws no; done || aws no\naws no",
    "readonly X=1; set -e; for ((Y = 0; Y < 2; X++)); do aws round; done || aws no\naws no",
    "set -o posix; readonly A=1\nf() { X=1; }\nA=2 f; aws no\nA=2 aws no; aws no\nA=2 true || aws no; aws no\naws yes\nA=2 eval 'aws no'; aws no\naws no",
    'A=1; A=2 X=$((1 / 0)) aws no; aws no\naws "$A"',
  ],
  "EXIT traps": [
    "trap 'aws trap' EXIT; exec true; aws no",
    "trap 'aws trap' EXIT; (exec true); exec aws last",
    "trap 'aws no' EXIT; aws x; trap 0 2 15; aws y",
    "trap 'aws no' EXIT; trap 64 EXIT; trap 'aws no' EXIT TERM; trap EXIT; trap TERM; trap 'aws no' 0; trap '' EXIT; aws x",
    "trap 'aws no' EXIT; trap 65 EXIT; aws x",
    "trap 'aws no' EXIT; coproc { trap 'aws trap' EXIT; aws in; }; wait; trap - EXIT",
    "set -e; trap \"trap 'aws err' ERR; false; aws no\" EXIT; aws x",
    "set -e; trap 'aws err' ERR; trap 'false; aws no' EXIT; aws x",
    "set -e; trap 'aws err' ERR; trap 'aws exit' EXIT; false",
    "f() { trap 'aws err' ERR; false; aws x; g; }; g() { false; aws y; }; f; (exit 3); aws z",
    "f() ( trap 'aws err' ERR; false; aws x; ); f; X=$(f; trap 'aws in' ERR; false); false; aws y",
    "trap 'aws out' ERR; f() { false; aws x; }; g() { trap - ERR; f; }; g; h() { trap 'aws in' ERR; }; aws y; false; h; false; f",
    "trap 'aws out' ERR; f() { trap 'aws in' ERR; false; X=1; }; f; false; aws y",
    "set -e; trap 'aws out' ERR; f() { false; aws no; }; f",
    "set -e; trap 'aws out' ERR; f() { trap 'aws in' ERR; false; aws no; }; f",
    "trap 'aws \"$X\" $1' EXIT; f() { local X=1; exit 1; }; A=1 f x",
    "trap 'aws \"$X\"' EXIT; f() { local X=1; }; A=1 f x",
    "set -e; trap 'aws \"$X\"' EXIT; f() { local X=1; false; }; A=1 f x",
    "trap 'aws \"$X\"' EXIT; f() { local X=1; : ${NOPE:?}; }; A=1 f x",
    "set -e; trap 'aws \"$X\"' EXIT; readonly B=1; f() { local X=1; B=2; }; A=1 f x",
    "set -e; if ( trap 'false; aws no' EXIT; true ); then aws no; else aws yes; fi; (trap false EXIT; exit 0) || aws yes2",
    "set -e; true | { trap false EXIT; true; } && aws no; bash -c 'trap false EXIT; true' && aws yes; bash -ec 'trap false EXIT' || aws yes2",
    "trap 'aws' EXIT; A=1 eval 'exit 1'",
    "trap 'aws' EXIT; f() { A=1; exit 1; }; (f; aws no); A=2 f",
  ],
  "invalid arithmetic": [
    "aws $((1 / 0)) no || aws no; aws no\naws next; aws $((1 % 0)); aws no\naws next; aws $((2 ** -1)); aws no\naws next",
    "((1 / 0)) || aws failed; X=1; ((X /= 0)) || aws $X; let 1/0 X=2 || aws $X; ((0 && 1 / 0)) || aws failed; ((1 || 1 / 0)) && aws yes",
    "for ((X = 1 / 0; X < 1; X++)); do aws no; done || aws failed; ((1 / 0 && 1)) || aws failed; ((Y = 3, 1 / 0, Y = 4)) || aws $Y",
    "f() { X=$((1 / 0)); aws no; }; f; aws no\naws next; (aws $((1 / 0)); aws no\naws no); aws next",
    "set -e\nX=$((1 / 0)) || aws no\naws next; (aws $((1 / 0)); aws no) || aws failed; f() { aws $((1 / 0)); aws no; }; f\naws next",
  ],
  arrays: [
    'X=(a b c); X[-1]=x; aws "${X[@]}"; X[5]=y; X[-2]=w; aws "${X[@]}" "${!X[@]}" "${X[4]}" "${X[-1]}" "x${X[3]}"',
    'X=(a b c); unset \'X[1]\'; aws "${X[@]}" "${#X[@]}"; unset \'X[2]\' \'X[7]\'; aws "${X[@]}"; X+=(d); aws "${!X[@]}"',
    'X=(a b); unset X; X[1]=q; aws "${!X[@]}"; declare -A Y=([k]=v); unset Y; Y[0]=z; aws "${Y[@]}"',
    'declare -A X=([k]=v); X[k]+=w; aws "${X[k]}"; X[l]=a; f() { local -A X=([k]=in); aws "${X[k]}"; }; f; aws "${X[k]}"',
    'set -- p q; aws "${@:2}" "${@:1:1}" "${@: -1}"; X=(a b c d); aws "${X[@]: -2:1}" "${X[@]:1:2}"',
    'X=(a); set -u; (aws "${X[1]}"; aws no); aws "${X[0]}" "${X[1]:-d}" "${X[@]:1}" "${#X[1]}"; aws "${Z[0]}"; aws no',
    'X=([0]=a [1]=b); X=(c); aws "${X[0]}" "x${X[1]}"',
  ],
  "files that another process writes": [
    "echo 'export A=0' > s; (echo 'export A=1' > s; X=no); . ./s; aws $X",
    "echo 'export A=0' > s; X=$(echo 'export A=1' > s); . ./s; aws; X=`echo 'export A=2' >> s`; . ./s; aws",
    'f() { echo "export A=$1" > s; }; f 0; X=$(f 1); . ./s; aws',
    'f() { echo "export A=$1" > s; }; f 0 | cat; . ./s; aws; f 1 & wait; . ./s; aws',
    "echo 'export A=0' > s; bash -c 'echo \"export A=1\" > s'; . ./s; aws; bash <<< 'echo \"export A=2\" > s'; . ./s; aws",
    'echo "export A=0" > s; echo 1 | while read -r X; do echo "export A=$X" > s; done; . ./s; aws "x$X"',
    ': > s; for i in 1 2; do (echo "export A=$i" >> s); done; . ./s; aws "$(cat s)"',
    "echo 'export A=0' > s; (false && echo 'export A=1' > s); . ./s; aws; (X=1; (echo 'export A=2' > s); . ./s; aws); aws",
  ],
  "unset of a caller's local variables": [
    'f() { local X=in; g; aws "f $X"; }; g() { unset X; aws "g $X"; }; X=out; f; aws "$X"',
    'f() { local X=in; unset X; aws "x$X"; X=again; }; X=out; f; aws "$X"',
    'f() { local X=in; g; aws "$X"; }; g() { unset X; X=new; }; X=out; f; aws "$X"',
    'a() { local X=a; b; aws "a $X"; }; b() { local X=b; c; aws "b $X"; }; c() { for i in 1 2 3; do unset X; aws "$i $X"; done; }; X=out; a; aws "top $X"',
    'a() { local X=a; b; aws "$X"; }; b() { local X=b; unset X; unset X; aws "b $X"; }; X=out; a; aws "$X"',
    'a() { local X=a; g; local X; aws "a $X"; X=b; aws "$X"; }; g() { unset X; }; X=out; a; aws "$X"',
    'a() { local X=a; unset X; g; aws "$X"; g; aws "x$X"; }; g() { unset X; }; X=out; a; aws "x$X"',
    'a() { local X=a; (g); Y=$(g); aws "$Y"; g; aws "$X"; }; g() { unset X; echo "$X"; }; X=out; a; aws "$X"',
    "a() { local A=a; aws; g; aws; }; g() { unset A; }; export A=out; a; aws",
    'a() { local X=(x y); g; aws "${X[@]}"; }; g() { unset X; }; X=(o p); a; aws "${X[@]}"',
    'a() { local -r X=a; g; aws "$X"; }; g() { unset X; }; X=out; a; aws "$X"',
    'a() { local X=a; bash -c \'unset X; aws "x$X"\'; eval \'unset X\'; aws "x$X"; }; export X=out; a; aws "$X"',
  ],
  functions: [
    "f() { export A=1; }; f; aws",
    "f() { A=1; }; export A=0; f; aws; g() { unset A; }; g; aws",
    "f() { local A=1; aws; export A; aws; }; f; aws",
    "export A=0; f() { local A=1; aws; A=2; aws; }; f; aws",
    "export A=0; f() { local A; aws; A=1; aws; }; f; aws",
    'export A=1; f() { local A; [ -n "$A" ] || aws; bash -c \'aws "$A"\'; (aws in; A=2; aws "$A"); g; }; g() { aws "x$A"; }; f; aws after',
    'export A=1; f() { local A; unset A; aws "x$A"; export A; aws; A=3 aws; aws; : "${A:=4}"; aws; }; f; aws after',
    "export A=1; f() { local A; export -n A; aws; }; f; aws after; f() { local A; local A; g; }; g() { local A; aws; }; f",
    "f() { local A; A=1; aws; }; f; export A; f; A=1; declare +x A; f",
    'export A=0; f() { local +x A=1; aws "$A"; A=2; aws "$A"; export A; aws; }; f; aws after',
    'export A=0; f() { local +x A=1; bash -c \'aws "x$A"\'; g; aws "$A"; }; g() { aws "$A"; A=4; aws; }; f; aws after',
    'export A=0; f() { declare +x A=1; A=3 aws; aws "$A"; (aws; export A; aws); [ "$A" = 1 ] && aws yes; }; f; unset A; aws',
    "A=0; f() { local +x A=1; aws; export A; aws; }; f; aws; export A; f; aws",
    "f() { local -x A=1; aws; }; f; aws; g() { declare -x A=2; aws; }; g; aws; h() { declare -gx A=3; aws; }; h; aws",
    "f() { g; aws; }; g() { A=2; }; export A=1; f; h() { local A=9; g; aws; }; h; aws",
    'f() { aws "$1" "$#" "$@"; }; f; f a \'b c\'; set -- x; f y; aws $1',
    'f() { shift; aws "$@"; set -- z; aws $1; }; set -- q; f a b; aws $1',
    "aws() { command aws wrapped \"$@\"; }; export A=1; aws x; \\aws y; 'aws' z; command aws w; unset -f aws; aws plain",
    "f() { A=1 aws; aws; }; f; B=2 f; aws",
    "f() { aws; }; A=1 f; aws; A=2 eval f; aws",
    'X=(a); X[2]=c; aws "${!X[@]}"; for i in "${!X[@]}"; do aws "${X[$i]}"; done; Y=z; aws "${!Y[@]}"; aws ${!NOPE[@]} none',
    "f() { export A=1; }; A=2 f; aws; g() { B=1; }; B=2 g; aws; h() { export B; }; B=3 h; aws",
    "f() { export A=1; A=2; (export B=1); }; A=3 B=4 f; aws; g() { A=; readonly N=1; }; A=5 N=6 g; aws $N",
    "g() { export A=1; }; f() { A=2 g; }; A=3 f; aws; h() { export -n A; }; A=4 h; aws",
    "export A=1; f() { declare +x A; aws; }; f; aws",
    "f() { declare -x A=1; aws; declare +x A; aws; }; f; aws",
    "f() { local A=1; local A; export A; aws; declare A; aws; }; f; aws",
    "g() { local A; aws; }; f() { local -x A=1; g; local +x A; g; }; f",
    'f() { local -i X=1+1; aws "$X"; local -u Y=a; aws "$Y"; }; f; X=1+1; Y=a; aws "$X" "$Y"',
    'g() { local X=1+1; aws "$X"; }; declare -i X=1+1; g; X=2+2; aws "$X"',
    "f() { declare -a A=(1 2); declare A=5; export B=${A[1]}; aws; }; f",
    'f() { echo out; }; X=$(f); aws $X; aws "$(f)"',
    "f() { if [ $1 -gt 0 ]; then aws $1; f $(($1-1)); fi; }; f 1",
    "function f { aws $1; }; f a; function g() { f b; }; g",
    "f() ( export A=1; aws ); f; aws",
    "f() { export A=1; } > /dev/null; f; aws",
    "if true; then f() { aws one; }; else f() { aws two; }; fi; f",
    "f() { aws 1; f() { aws 2; }; }; f; f",
    "f() { return; aws no; }; f; aws yes; f() { exit; }; (f); aws yes2; f; aws no",
    "f() { trap 'aws end' EXIT; }; f; export A=1",
    'f() { local X=1; g; }; g() { aws "$X"; X=2; }; f; aws "x$X"',
    "f() { [ -n \"$1\" ] || return 1; export A=$1; }; f v && aws yes; f '' || aws empty",
    "shopt -s expand_aliases\nif true; then\nalias aws='aws no'\naws x\nfi\naws y\nunalias aws\nf() {\nalias aws='aws more'\naws z\n}\nf\naws w",
    "shopt -s expand_aliases\nX=$(\nalias aws='aws more'\naws x\n)\n(\nalias aws='aws no'\naws y\n)",
    "f() { aws \"$@\"; }; export -f f; bash -c 'f x'; f() { aws new \"$@\"; }; bash -c 'f y'; (unset -f f; bash -c 'f no')",
    "set -a; f() { aws x; }; bash -c f; env bash -c f",
    'f() { export A=1; }; X=$(declare -f f); unset -f f; eval "$X"; f; aws; bash -c "$(declare -f f); f; aws \'x y\'"',
    'f() { export A=1; }; g() { f; }; bash -c "$(declare -f); g; aws"; declare -F f > /dev/null && aws "$(declare -F g)"',
    '[ -n "$(declare -p HOME)" ] && [ -n "$(export -p)" ] && aws yes',
    "shopt -s expand_aliases\nalias a='aws first'\nf() { a x; }\nalias a='aws second'\nf\nunalias a\nf\ng() { a no; }\nalias a='aws third'\ng\na z",
    "shopt -s expand_aliases\nalias aws='aws more'\nf() { aws x; eval 'aws y'; }\nunalias aws\nf\naws z",
    "shopt -s expand_aliases\nf() { a no; }\nalias a=aws\nf\nf() { a yes; }\nunalias a\nf",
    "alias aws='aws aliased'\naws x\nshopt -s expand_aliases\nalias aws='aws really'\naws y\nunalias aws\naws z",
  ],
  "code in strings": [
    "bash -euo pipefail -c 'date \"$X\"; aws no'; bash -uc 'aws \"${X-none}\"; aws $X'; bash -o nounset <<< 'date $X; aws no'; aws yes",
    "bash -uc +u 'aws no'; bash +u -c 'aws 1$X'; bash -u +u -c 'aws 2$X'; bash -u -c 'aws \"$1\"; aws \"$2\"' name a; set -u; bash -c 'aws 3$X'",
    "eval 'export A=1'; aws; eval export B=2; aws; eval \"aws x\" y; X='aws z'; eval $X; eval \"$X\"",
    "eval 'f() { aws inner; }'; f; eval 'A=1;' 'export A'; aws; eval; aws",
    'eval "$(echo \'export A=1\')"; aws; X=B; eval "export $X=2"; aws; eval "aws \\$A"',
    "bash -c 'aws x; export A=1; aws y'; aws; export A=2; bash -c 'aws \"$@\"' name a b; bash -c \"aws $A\"",
    "A=1; bash -c 'aws'; A=2 bash -c 'aws'; export A; bash -ec 'false; aws no'; bash -c 'exit 3' || aws failed",
    "bash <<E\naws\nE\nA=1; bash <<E\naws $A\nE\nexport A; bash -s <<'E'\naws \"$A\"\nexport A=9\nE\naws",
    "echo 'aws piped' | bash; printf 'export A=1\\naws\\n' | sh; aws",
    "bash <<< 'aws here'; bash -c \"$(echo aws sub)\"",
    "cat > f.sh <<'E'\nexport A=1\naws in\nE\n. ./f.sh; aws; A=5; bash f.sh; aws; source f.sh",
    "echo 'export A=1' > s.sh; echo 'B=2' >> s.sh; . ./s.sh; aws; export B; aws",
    "echo 'A=1' > s.sh; set -a; . ./s.sh; set +a; aws",
    "echo -n 'aws a' > s.sh; echo -n ' b' >> s.sh; echo ' c' >> s.sh; . ./s.sh",
    ". /dev/stdin <<< 'export A=1'; aws; source <(echo 'export B=2'); aws",
    "echo 'aws \"$1\"; return; aws no' > s.sh; set -- z; . ./s.sh a; . ./s.sh; aws $1",
    "X='export A=1'; $X; aws; Y='A=2'; $Y; aws; Z='aws q'; $Z r",
    'AWS=aws; $AWS a; "$AWS" b; CMD=(aws --region x); "${CMD[@]}" c; X="aws --p \'q r\'"; $X',
    '$(which aws) a; "$(command -v aws)" b; P=$(type -p aws); X=$(echo aws); $X d',
    "echo x | xargs aws; echo a b | xargs -n 1 aws; env A=1 bash -c 'aws'",
    "A=1 eval 'aws'; aws; A=2 . /dev/stdin <<< 'aws'; aws",
    "(eval 'export A=1'; aws); aws; X=$(eval 'echo hi'); aws $X",
    'trap "aws $A; aws \\$A" EXIT; export A=1',
    "trap 'aws no' EXIT; trap -- 'aws yes' EXIT",
    "bash -c 'bash -c \"aws deep\"'; bash -c \"bash -c 'aws deeper'\"",
    "bash -c 'f() { aws \"$1\"; }; f \"$0\"' zero; echo 'aws $0 $1' > f; bash f one",
    "cat <<E | bash\naws catted\nE\ncat > g <<E\naws fromfile\nE\ncat g | bash; bash < g",
    "if bash -c 'exit 1'; then aws no; else aws yes; fi; X=$(bash -c 'echo out'); aws $X",
    "select x in a b; do export A=1; break; done <<< 1; aws",
    "bash -c 'for x in 1; do false; done' || aws failed; (for x in 1 2; do false; done) || aws failed too",
  ],
};

/** Scripts for an `sh` that is bash in POSIX mode. */
const posix: readonly string[] = [
  "readonly A=1; f() { aws f; }; f\nA=2 aws no; aws no\naws x; A=2 true || aws no; aws no\nA=2 f; aws no\naws y; A=2 :; aws no\naws no",
  "readonly A=1; f() { A=2 aws no; aws no; }\nf; aws no\naws x; (A=2 aws no; aws no); aws y; unset A; aws z",
];

/** Calls with the same words that a shell runs more than once are one run in the evaluator. */
function distinct(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].toSorted();
}

for (const [group, all] of Object.entries(scripts)) {
  describe(group, () => {
    it.each(all)("%j", (script) => {
      expect(distinct(told(script))).toEqual(distinct(inBash(script)));
    });
  });
}

describe("sh", () => {
  it.each(posix)("%j", (script) => {
    expect(distinct(told(script, "sh"))).toEqual(distinct(inBash(script, "--posix")));
  });
});
