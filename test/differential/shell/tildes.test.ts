/** Tildes expand to the same in the shells and in the model, if HOME is set. */
import { test } from "vitest";
import { expectSameStarted } from "../../support/started.ts";

const POSIX = [
  "X=~/y:~/z",
  "X=a:~",
  "X=~:~",
  "X='a':~/z",
  'X="a:"~/z',
  "X=a':'~/z",
  String.raw`X=a\:~/z`,
  "C=:; X=a$C~/z",
  "X=~'/y'",
  'X=~"a"',
  String.raw`X=\~/y`,
  "C=:; X=~$C",
  "C=:; X=~/$C:~/q",
  "X=a~/z=~/q",
  "X=`echo a`:~/b",
  "export X=~/y:~/z",
  "readonly X=a:~/z",
  "X=~root/a:~root",
  "X=~/y:~/z eval 'export Y=$X'; X=$Y",
  'N=; X="${N:-~/x}"',
  "N=; X=${N:-~/x}",
  'X="${HOME:+~/x}"',
  "for X in ~/y:~/z; do :; done",
  "case ~/y in ~/y) X=1 ;; *) X=2 ;; esac",
  "HOME=; X=~/y",
  "set -- ~/y x~/z a:~/b; X=$*",
  "set -- --x=~/y 1=~/z; X=$*",
  "f() { HOME=/q; X=~:$1; }; f ~/y; X=$X:$HOME",
  "X=$(HOME=/s; Y=~/a:~; echo $Y)",
];

const IN_DASH = ["set -- X=~/y a=~/q:~/z; X=$*", "for X in X=~/y; do :; done"];

const IN_BASH = [
  ...IN_DASH,
  "set -- X=a:~/y X='q':~/y Y+=~/z; X=$*",
  "A=(~/x a:~/y x=~/z); X=${A[*]}",
  "A=([0]=~/x:~/y [3]=a:~/y); X=${A[*]}",
  "A[1]=~/x:~/y; X=${A[*]}",
  "declare -A M=([k]=~/x:~/y); X=${M[k]}",
  "X=a; X+=:~/z; X+=~/q",
  "f() { local Z=~/y:~/z; X=$Z; }; f",
  "declare X=a:~/z",
  "[[ ~/x:~/y == /h/x:~/y ]] && X=1",
];

test.each([
  ["dash", [...POSIX, ...IN_DASH]],
  ["bash", [...POSIX, ...IN_BASH]],
])("%s expands tildes as the model does", (shell, statements) => {
  expectSameStarted(
    shell,
    statements.map((statement) => `HOME=/h\n${statement}\naws "$X"`),
    1,
  );
});
