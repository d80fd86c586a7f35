/** In bash: variables that change the case of their values, and matches that ignore it. */
import { test } from "vitest";
import { expectSameStarted } from "../../support/started.ts";

const CASES = String.raw`
declare -u Y; Y=abc
declare -u Y=abc
declare -l Y=ABC
declare -u Y; Y=abc; Y+=def
declare -u Y; read Y <<< abc
declare -u Y; for Y in abc; do :; done
declare -u Y; printf -v Y abc
declare -u Y; : "${"$"}{Y:=abc}"
declare -u Y; export Y=abc
f() { local -u Y=abc; Y+=d; Z=$Y; }; f; Y=$Z
declare -u Y=abc; declare +u Y; Y=def
declare -u Y=abc; declare -l Y; Y=aBc
declare -ul Y; Y=aBc
declare -u Y; declare -u Y
Y=abc; declare -u Y
declare -c Y; Y=abc
declare -c Y=aBC
declare -Au M=([k]=v); Y=${"$"}{M[k]}
declare -Au M; M[k]=v; Y=${"$"}{M[k]}
declare -A -u M; M[Ab]=v; Y=${"$"}{M[Ab]}
declare -au A=(a b); Y=${"$"}{A[*]}
declare -au A; A=(a b); A+=(c); Y=${"$"}{A[*]}
declare -au A; A[1]=b; Y=${"$"}{A[1]}
declare -u A; A=(a b); Y=${"$"}{A[*]}
declare -u A; read -ra A <<< "a b"; Y=${"$"}{A[*]}
declare -u A; mapfile -t A <<< "a"; Y=${"$"}{A[*]}
declare -u Y; Y=abc env | grep -q zzz; Y=x$Y
declare -u Y; Y=abc eval 'Z=$Y'; Y=$Z
declare -u Y; IFS=, read X Y <<< a,b
typeset -u Y=abc
declare -xu Y=abc
declare -ru Y=abc
declare -iu Y; Y=1+1
declare -u Y; unset Y; Y=abc
declare -u Y; (Y=abc; echo $Y) | { read Z; Y=x; }
declare -u Y=ab; X=$Y; Y=$X$X
declare -n R=Y; declare -u Y; R=abc
declare -u Y; Y=$(echo abc)
declare -u Y; ((Y=3)); Y+=a
declare -u Y; getopts ab Y -a
`;

const MATCHES = String.raw`
shopt -s nocasematch; [[ ABC == abc ]] && Y=1
shopt -s nocasematch; [[ ABC == a* ]] && Y=1
shopt -s nocasematch; [[ ABC != abc ]] && Y=1
shopt -s nocasematch; [[ ABC < abd ]] && Y=1
shopt -s nocasematch; case ABC in abc) Y=1;; *) Y=2;; esac
shopt -s nocasematch; case ABC in [a-c]*) Y=1;; *) Y=2;; esac
shopt -s nocasematch; [ ABC = abc ] && Y=1
shopt -s nocasematch; X=ABC; Y=${"$"}{X//b/-}
shopt -s nocasematch; X=ABC; Y=${"$"}{X#a}
shopt -s nocasematch; X=ABC; Y=${"$"}{X%c}
shopt -s nocasematch; shopt -u nocasematch; [[ ABC == abc ]] && Y=1
shopt -s nocasematch; X=aBc; [[ $X == "AbC" ]] && Y=1
shopt -s nocasematch; [[ ABC == "abc" && ABC == a"BC" ]] && Y=1
shopt -s nocasematch; f() { case $1 in START) Y=1;; *) Y=2;; esac; }; f start
shopt -s nocasematch; X=$([[ A == a ]] && echo y); Y=$X
(shopt -s nocasematch); [[ ABC == abc ]] && Y=1
shopt -s nocasematch; [[ ABC == A[[:lower:]]C ]] && Y=1
shopt -s nocasematch; [[ ABC == A[!b]C ]] && Y=1
shopt -s nocasematch; case yes in Y|YES) Y=1;; esac
`;

test.each([
  ["letters in upper and lower case", CASES],
  ["matches", MATCHES],
])("%s", (_, statements) => {
  const scripts = statements.trim().split("\n");
  expectSameStarted(
    "bash",
    scripts.map((statement) => `Y=0\n${statement}\naws "$Y"`),
    1,
  );
});
