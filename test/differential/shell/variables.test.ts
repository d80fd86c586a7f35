/** Builtins and expansions that read or change variables: a few of them in any order have the same effect as in the shell. */
import fc from "fast-check";
import { describe, test } from "vitest";
import { seed } from "../../support/seed.ts";
import { expectSameStarted } from "../../support/started.ts";

/** Each line is a statement. They use the variables X, Y and N, and the positional parameters. */
const POSIX = String.raw`
X=a
X="a b"
X=
Y=$X
Y="$X.$Y"
N=$((N + 1))
N=$((N * 2 - ${"$"}{#X}))
unset X
unset -v Y
unset -f X
set -- "$X" "$Y"
set -- $X $Y
set -- a "b c" ""
set --
set -- "$@" d
shift
shift 2
X=$1
X=${"$"}{1-none}
X="$*"
X=$*
IFS=,; X="$*"; Y=$*; unset IFS
Y=$#
Y=${"$"}{X:-d}
Y=${"$"}{X-d}
Y=${"$"}{X:+e}
: "${"$"}{X:=f}"
X=${"$"}{Y#?}
X=${"$"}{Y%%b*}
X=$(echo "$Y")
X=$(printf '%s,' $Y "$Y")
for X in 1 2 "$Y"; do Y=$Y$X; done
for X do Y=$X; done
while [ $N -lt 3 ]; do N=$((N + 1)); X=$X$N; done
until [ "$X" != a ]; do X=b; done
for N in 5 6 7; do [ $N = 6 ] && continue; X=$X$N; [ $N = 6 ] || break; done
case $X in a) Y=1 ;; a*) Y=2 ;; '') Y=3 ;; *) Y=4 ;; esac
case "$X$Y" in *[0-9]) X=n ;; esac
if [ -n "$X" ]; then Y=full; else Y=empty; fi
if [ "$X" = a ] || [ -z "$Y" ]; then X=$X.; fi
[ "$X" = "$Y" ] && X=same
[ $N -gt 1 ] || N=9
test -n "$1" && Y=$1
f() { X=$1; shift; Y=$#; }; f 1 2 3
f() { X=$X$1; [ -z "$2" ] || f "$2"; }; f a b
f() { return 3; }; f; N=$?
f() ( X=lost; Y=lost ); f
g() { set -- x y z; X=$2; }; g
break; X=on
h() { continue; Y=on; }; h
h() { break; Y=$Y.; }; for X in 1 2; do h; Y=$Y$X; done
(X=lost; shift)
{ X=g; Y=g; }
eval "X=\$Y Z=1"
eval 'Y="$X"' "N=4"
false; eval 'N=$?'
false; eval ''; N=$?
false; case $X in a*) N=$? ;; *) N=2$? ;; esac
X=tmp true
X=kept :
X=kept Y=$X eval 'N=$X'
X=kept set -- "$X" r
X=kept export Y=3
X=tmp command :
f() { X=kept return 0; }; f
export X Y=2
export X=e
readonly R=1
read X Y <<E
$Y 1 2
E
IFS=, read X Y <<E
1,2,3
E
false; N=$?
true && X=t || X=u
! true; N=$?
N=$((X == 0 ? 1 : 2))
OPTIND=1; while getopts ab:c O -a -bv -c -d; do X=$X$O$OPTARG; done
OPTIND=1; while getopts ab:c O -acb w -- -a; do X=$X$O$OPTARG; done
OPTIND=1; while getopts :ab: O -x -ab; do X=$X$O$OPTARG; done
OPTIND=1; getopts ab O -ab; getopts ab O -ab; X=$O
OPTIND=1; getopts a: O "$@"; X=$O
OPTIND=3; getopts ab O -a; X=$O$OPTIND
`;

/** The same for bash, with the array A and the associative array M. */
const BASH = String.raw`
A=(a "b c" d)
A=()
A=($X "$Y")
A+=(e)
A[1]=x
A[4]=y
A+=(e); A[-1]=z
A+=f
unset 'A[0]'
unset 'A[1]'
unset A
X=${"$"}{A[1]}
X=${"$"}{A[-1]}
X=${"$"}{A[@]:1:2}
X=${"$"}{A[*]}
IFS=-; X="${"$"}{A[*]}"; Y="${"$"}{!A[*]}"; unset IFS
Y=${"$"}{#A[@]}
Y=${"$"}{!A[@]}
Y="${"$"}{A[@]/a/b}"
A=("${"$"}{A[@]}" "$X")
A=("${"$"}{A[@]:1}")
A=(${"$"}{A[*]#a})
for X in "${"$"}{A[@]}"; do Y=$Y+$X; done
for ((N = 0; N < 3; N++)); do X=$X$N; done
((N++))
((N += 2, X = N))
((N > 2)) && X=big
let N=N*2 X=N-1
[[ $X == a* ]] && Y=star
[[ $X =~ ^(a|b)(.*) ]] && Y=${"$"}{BASH_REMATCH[2]}
[[ -z $X || $Y != b ]] && N=7
[[ -v X ]] || X=unset
X+=more
X=${"$"}{X^^}
X=${"$"}{Y:1:2}
X=${"$"}{Y: -1}
X=${"$"}{Y//b/-}
X=${"$"}{Y/b/"[&]"}
X=${"$"}{Y/b/\&}
Y=${"$"}{#X}
Y=${"$"}{!X}
Y=${"$"}{@:2}
printf -v X '%s-%03d' "$Y" 7
declare Y=d
declare -i N=3+4
declare -i N; read N <<< ' 010'
declare -i X; mapfile -t X <<< 1+1; declare +i X
declare -u X; X=$Y
declare -l Y=ABC; Y+=D; declare +l Y
f() { local -u X=in; declare -i Y=1+1; }; f
f() { local X=in; local Y=$X; X=$Y; g; }; g() { X=$X.$Y; }; f
declare -a A=(p q)
f() { local X=in; Y=$X; }; f
local X=out || Y=top
f() { declare X=in; declare -g Y=$X; }; f
f() { local X; X=in; local -a A=(1); }; f
A=([2]=p [0]=q r)
X=${"$"}{A-none}; Y=${"$"}{A[1]-none}
declare -A M=([k]=v [l]="w x"); X=${"$"}{M[k]}
declare -A M; M[l]=1; X=${"$"}{M[k]-none}; Y=${"$"}{#M[*]}
M[k]=2; unset 'M[l]'; X=${"$"}{M[k]}; Y=${"$"}{M[l]-none}
declare -A M=(); M+=([k]=$Y); X=${"$"}{M[@]}; Y=${"$"}{!M[@]}
f() { local -A M=([a]=b); X=${"$"}{M[k]-none}; }; f
declare -A M=([k]=v); M[k$X]=1; Y=${"$"}{#M[@]}
declare -n P=X; P=ref; unset -n P
mapfile -t A <<< $'a\nb\nc'
mapfile -ts1 -n 1 A <<< $'a\nb\nc'
mapfile -d : A <<< 'a:b:c'; unset 'A[2]'
readarray -t <<< "$X"; A=("${"$"}{MAPFILE[@]}")
read -ra A <<< "$Y g h"
read -r X <<< "$Y  z "
read -d: X <<< 'm:n'
read -n2 X <<< opq
IFS=: read -r X Y <<< 'r:s:t'
X=$'q\tr'
X={a,b}; Y=$(echo {a,b}c {1..3})
set -- {x,y}{1,2}
case $X in a) ;& b) Y=fall ;; *) ;; esac
case $X in a*) N=1 ;;& *b) N=2 ;; esac
f() { X=${"$"}{FUNCNAME[0]}; }; f
X=1 Y=2 :
while getopts ab:c O -a -bv -c -d; do X=$X$O$OPTARG$OPTIND; done
while getopts ab:c O -acb w -- -a; do X=$X$O$OPTARG$OPTIND; done
while getopts :ab: O -x -ab; do X=$X$O$OPTARG$OPTIND; done
getopts ab O -ab; getopts ab O -ab; X=$O$OPTIND
getopts a: O "$@"; X=$O$OPTARG$OPTIND; OPTIND=1
`;

/** More statements, of which many depend on a status or on something else that is unknown. */
const OPEN_POSIX = String.raw`
read -r X Y <<-E
	$Y	1
	E
X=$(cat <<-E
		$X	s
	E
)
export -- X
read -r -- X Y <<E
$X 1
E
f() { X=f; }; unset -f f; f; N=$?
f() { X=f; }; unset Z; unset f; f
f() { X=f; }; unset -v f; f
command
command -- eval X=c
set -- ${"$"}{Q-a\ b c}
set -- ${"$"}{1+"$@"} e
set -- ${"$"}{Q-"$X" $Y}
X=$(f() { printf '%s,' "$1"; }; f 1; f "$Y")
set -e; [ "$X" != a ]; Y=left; set +e
set -e; X=$(false); Y=no
set -e; f() { false; Y=on; }; f || Y=$Y.; set +e
set -u; Y=$Q
set -u; Y=${"$"}{Q-}$1; set +u
set -f; set -- *; set +f
false || X=$?
if false; then :; fi; N=$?
while false; do :; done; N=$?
X=1 f; f() { Y=$X; }; X=2 f
exec 3<<E; read -r X <&3; exec 3<&-
$X 1
E
case $X in [!a]*) N=6 ;; "$Y") N=7 ;; *' '*|?) N=8 ;; esac
N=$((${"$"}{#X} > 1 && N < 2 || 0))
N=$((N & 1 | 6 ^ 3 << N))
`;

const OPEN_BASH = String.raw`
X=${"$"}{A[@]+full}; Y=${"$"}{A[@]-none}
set -- "${"$"}{A[@]-none}" "${"$"}{@+full}"
set -- ${"$"}{@-d}
set -- "${"$"}{A[@]+"${"$"}{A[@]}"}" end
X=${"$"}{A[*]:1}; Y=${"$"}{A[@]: -1}
X=${"$"}{#A[1]}; Y=${"$"}{A[*]%b*}
X=${"$"}{A[*]^}; Y=${"$"}{A[*]/#a/z}
X=${"$"}{A[N]-none}; A[N]=n
A[0]+=q; A+=([5]=z)
A=([1]=x y); unset 'A[-1]'
[[ -v A[1] ]] && N=3
[[ ! ( -z $X && $Y == b ) ]] && N=5
[[ $X == "$(echo 'a*')" || $Y == $(echo 'b*') ]] && N=4
[[ $X < $Y ]] && N=11
[[ N -ge 2 && $X ]] && Y=ge
(( ${"$"}{#X} > 1 && (${"$"}{#Y} < 3) )) && N=8
(( ! ${"$"}{#X} || 2 < ${"$"}{#Y} )) && N=6
for ((N = 0; N < ${"$"}{#X}; N++)); do Y=$Y$N; done
until ((N++ > 2)); do X+=i; done
true | false; X=${"$"}{PIPESTATUS[*]}
false | true; X=${"$"}{PIPESTATUS[N]}
set -o pipefail; false | true; N=$?; set +o pipefail
f() { local +x X=4; Y=$X; }; export X; f
f() { local -n R=Y; R=$X; }; f
declare -n P=X; P+=r; Y=${"$"}{!P}; unset -n P
declare -- X=dd
set -k; g() { Y=$#$X; }; g a X=1 b; set +k
set -- {a,b c{1
set -- a{b{c,d} {1..5..2} {c..a}
for N in 1 2; do case $X in a*) break ;;& *) X=z ;; esac; done
mapfile -t -O 2 A <<< x
printf -v 'A[2]' z
read 'A[1]' X <<< 'e f'
declare -A M=([k]=v); printf -v 'M[k]' w; X=${"$"}{M[k]}
read -a A -d ' ' <<< 'q r'
read -u 3 X 3<<< w
X=$(printf '%s,%s;' $X $Y)
printf -v X '%s.%5s|%-3d' "$Y" q
builtin printf -v X 5; builtin
eval -- 'X=v'
Y=${"$"}{X@Q}; X=${"$"}{X@U}
X=${"$"}{X: -2:1}; Y=${"$"}{Y::-1}
X=${"$"}{X/%b/z}; Y=${"$"}{Y//[ab]/z}
X=${"$"}{X/ */}; Y=${"$"}{Y/?/$X}
shopt -s extglob; X=${"$"}{X%%+([ab ])}; [[ $Y == @(b|c)* ]] && N=12
IFS=' a'; set -- $X; unset IFS
IFS=b; X=$*; unset IFS
time X=1; ! time false; N=$?
if ((N)); then X=nz; elif [[ $Y ]]; then X=y; fi
X=${"$"}{1:?}; shift 5; N=$?
set -u; Y=${"$"}{A[7]}; set +u
set -u; Y=${"$"}{A[1]}$N; set +u
set -u; Y=$3; set +u
f() { X=$1; return $((${"$"}{#X} % 3)); }; f "$Y"; N=$?
f() { Y=${"$"}{FUNCNAME[*]}; }; h() { f; }; h
exec {D}<<< v; read -r X <&$D; exec {D}<&-
X=$(<<< "$Y" cat)
A=("${"$"}{A[@]/%/!}"); A=("${"$"}{A[@]: -2}")
A=($(echo "$X" "$Y")); X=${"$"}{A[-1]}
X=a; X=${"$"}{X}${"$"}{X:+-}${"$"}{A-}
`;

const statementsIn = (text: string): readonly string[] => text.trim().split(/\n(?![$1\t]|E$|\)$)/m);
const START = "X=a Y=b N=0 A=(a b) OPTIND=1; unset Q; set -- 1 2";

const SHELLS = {
  dash: {
    start: START.replace("A=(a b) ", ""),
    all: statementsIn(POSIX),
    open: statementsIn(OPEN_POSIX),
    shown: `"$X" "$Y" "$N" "$*" "$#"`,
    known: 0.868,
    inside: 0.872,
    knownOpen: 0.8375,
    insideOpen: 0.83,
  },
  bash: {
    start: START,
    all: [...statementsIn(POSIX), ...statementsIn(BASH), ...statementsIn(BASH)],
    open: [...statementsIn(OPEN_POSIX), ...statementsIn(OPEN_BASH), ...statementsIn(OPEN_BASH)],
    shown: `"$X" "$Y" "$N" "$*" "$#" "$A" "\${A[*]}" "\${!A[@]}"`,
    known: 0.862,
    inside: 0.882,
    knownOpen: 0.7575,
    insideOpen: 0.78,
  },
};

/** Compound commands around two lists of statements. */
const COMPOUND: readonly ((one: string, other: string) => string)[] = [
  (one, other) => `if [ "$X" = a ]; then\n${one}\nelse\n${other}\nfi`,
  (one, other) => `[ "$N" -gt 0 ] && {\n${one}\n} || {\n${other}\n}`,
  (one, other) => `h() {\nlocal X=l\n${one}\n${other}\n}; h 5 6`,
  (one, other) => `for I in 1 2; do\n${one}\n[ "$X" = a ] || continue\n${other}\ndone`,
  (one, other) => `case $Y in\nb*) ${one}\n;;\n*) ${other}\n;;\nesac`,
  (one, other) => `Y=$(\n${one}\n${other}\necho "$X.$N")`,
  (one, other) => `(\n${one}\n) || {\n${other}\n}`,
  (one, other) => `echo "$X" | {\n${one}\n}\n${other}`,
];

function inSequence(shell: keyof typeof SHELLS, statements: readonly string[], numRuns: number): readonly string[] {
  const { start, shown } = SHELLS[shell];
  const scripts = fc
    .array(fc.constantFrom(...statements), { minLength: 1, maxLength: 4 })
    .map((some) => [start, ...some, `aws ${shown}`].join("\n"));
  return fc.sample(scripts, { numRuns, seed });
}

function inCompounds(shell: keyof typeof SHELLS, statements: readonly string[], numRuns: number): readonly string[] {
  const { start, shown } = SHELLS[shell];
  const statement = fc.constantFrom(...statements);
  const compound = fc
    .tuple(fc.constantFrom(...COMPOUND), statement, statement)
    .map(([around, one, other]) => around(one, other));
  const scripts = fc
    .array(fc.oneof(statement, compound), { minLength: 1, maxLength: 3 })
    .map((some) => [start, ...some, `aws ${shown}`].join("\n"));
  return fc.sample(scripts, { numRuns, seed });
}

describe.each(["dash", "bash"] as const)("variables have the same values as in %s", (shell) => {
  const { all, open, known, inside, knownOpen, insideOpen } = SHELLS[shell];
  // Not modelled: with a value that is no name, bash assigns "" and then discards the rest of the line or of the substitution.
  const others = [...all.filter((one) => one !== "Y=${!X}"), ...open];

  test("in sequences", () => expectSameStarted(shell, inSequence(shell, all, 500), known));
  test("in compound commands", () => expectSameStarted(shell, inCompounds(shell, all, 400), inside));
  test("in sequences with more unknown values", () =>
    expectSameStarted(shell, inSequence(shell, others, 400), knownOpen));
  test("in compound commands with more unknown values", () =>
    expectSameStarted(shell, inCompounds(shell, others, 300), insideOpen));
});
