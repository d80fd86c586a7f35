/** Conditions on an unknown variable: for each value that it may have, the evaluator finds the way that the real shell takes. */
import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { quoted } from "../../support/recorder.ts";
import { seed } from "../../support/seed.ts";
import { expectShare } from "../../support/share.ts";
import { views } from "../../support/evaluating.ts";

/** C is the unknown variable. */
const POSIX = String.raw`
[ -n "$C" ]
[ -z "$C" ]
[ "$C" ]
[ ! "$C" ]
[ "$C" = a ]
[ a != "$C" ]
[ "x$C" = x ]
[ "x$C" != xa ]
[ -z "$C" -o "$C" = a ]
[ -n "$C" -a ! "$C" = b ]
test "${"$"}{#C}" -gt 0
[ ${"$"}{#C} -eq 0 ]
[ 2 -le ${"$"}{#C} ]
[ -n "${"$"}{C-}" ]
[ -n "${"$"}{C:+x}" ]
[ -z "${"$"}{C+x}" ]
[ "${"$"}{C:-a}" = a ]
[ "$C" = "$D" ]
case $C in a*) true ;; *) false ;; esac
case $C in '') false ;; esac
case "x$C" in x) ;; *) false ;; esac
case $C in ?) false ;; b|'') ;; ??*) ! : ;; esac
echo "$C" | grep -q .
`;

const BASH = String.raw`
[[ -n $C ]]
[[ -z "$C" ]]
[[ $C ]]
[[ ! $C ]]
[[ $C == a ]]
[[ $C == a* ]]
[[ $C != "a*" ]]
[[ $C =~ ^a ]]
[[ -v C ]]
[[ -n $C && $C != b ]]
[[ ! ( -z $C || $C == a ) ]]
[[ $C == $D ]]
[[ $C < b ]]
[[ ${"$"}{#C} -ge 2 ]]
(( ${"$"}{#C} ))
(( ! ${"$"}{#C} ))
(( ${"$"}{#C} > 0 && (${"$"}{#C} < 2) ))
(( 1 >= ${"$"}{#C} || ! (${"$"}{#C} != 3) ))
(( (${"$"}{#C}) == 1 ))
(( ${"$"}{#C} ? 1 : 0 ))
`;

const VALUES = ["", "a", "b", "ab", "a b", "bcd"];

/** Where the value comes from: the environment, in which no variable is assumed to be empty, or a program. */
const ORIGINS = ["", "C=$(c)\n"];

/** Another origin, about which less is known: any code may assign the variable, or unset it. */
const UNKNOWN_CODE = 'eval "$CODE"\n';

const linesOf = (text: string): readonly string[] => text.trim().split("\n");

/** Each way sets another profile. */
const AROUND: readonly ((one: string, other: string) => string)[] = [
  (one, other) => `if ${one}; then A=1; fi\nif ${other}; then A=$A.2; fi`,
  (one, other) => `${one} || exit\n${other} && A=1`,
  (one, other) => `${one} && ${other} && A=1 || A=2`,
  (one, other) => `if ! ${one}; then A=1; elif ${other}; then A=2; fi`,
  (one, other) => `f() { ${one} || return; ${other}; }\nif f; then A=1; else A=2; fi`,
  (one, other) => `${one}\nif [ $? -eq 0 ]; then A=1; ${other} && A=2; fi`,
  (one, other) => `while ${one}; do ${other} && A=1; break; done`,
  (one, other) => `if { ${one}; } && ! ( ${other} ); then A=1; fi`,
];

/** The profiles of the calls of each script, with each value. */
function inShell(shell: string, scripts: readonly string[]): readonly ReadonlySet<string>[] {
  const input = scripts
    .map((script) => {
      const given = (value: string): string => {
        const code = value === "" ? "unset C" : `C=${quoted(value)}`;
        return `CODE=${quoted(code)}\n${code}`;
      };
      const runs = VALUES.map((value) => `(c() { printf %s ${quoted(value)}; }\n${given(value)}\n${script}\n)`);
      return `${runs.join("\n")} 2>/dev/null\necho //`;
    })
    .join("\n");
  const output = execFileSync(shell, [], { input: `aws() { echo "$AWS_PROFILE"; }\n${input}\n`, encoding: "utf8" });
  return output
    .split("//\n")
    .slice(0, -1)
    .map((part) => new Set(part.split("\n").slice(0, -1)));
}

test.each([
  ["dash", linesOf(POSIX), 0.79],
  ["bash", [...linesOf(POSIX), ...linesOf(BASH)], 0.835],
] as const)("in %s", (shell, conditions, exact) => {
  const condition = fc.constantFrom(...conditions);
  const sampled = fc.sample(
    fc.tuple(fc.constantFrom(...ORIGINS), fc.constantFrom(...AROUND), condition, condition).map((all) => {
      const [origin, around, one, other] = all;
      return `${origin}export A=0; D=a\n${around(one, other)}\naws`.replaceAll(/\bA\b/g, "AWS_PROFILE");
    }),
    { numRuns: 200, seed },
  );
  const others = sampled.slice(0, 100).map((script) => UNKNOWN_CODE + script);
  const scripts = [...sampled, ...others];
  const real = inShell(shell, scripts);
  const found = scripts.map((script) => {
    const all = views(`#!/bin/${shell}\n${script}`, "AWS_PROFILE");
    return new Set(all.flatMap((one) => one.split(" or ")));
  });
  const missed = scripts.flatMap((script, index) => {
    const [theirs, own] = [[...real[index]!], [...found[index]!]];
    return theirs.every((one) => own.includes(one)) ? [] : [{ script, own, theirs }];
  });
  expect(missed.slice(0, 3)).toEqual([]);
  const isExact = (own: ReadonlySet<string>, index: number): boolean => own.size === real[index]!.size;
  expectShare(found.slice(0, sampled.length).filter(isExact).length, sampled.length, exact);
});
