/** The evaluator's paths for scripts whose branches depend on unknown conditions. */
import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { programs } from "../../../src/programs/table.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { evaluated, runsOf, seen, views } from "../../support/evaluating.ts";
import { USUAL } from "../../support/interest.ts";

/** Replaces A with a variable of AWS: if nothing else depends on a variable, it keeps paths apart only if it is one of AWS's. */
function awsViews(script: string): readonly string[] {
  return views(script.replaceAll(/\bA\b/g, "AWS_PROFILE"), "AWS_PROFILE");
}

describe("both outcomes of an unknown condition", () => {
  const cases: [script: string, views: string[]][] = [
    ["if c; then export A=1; fi; aws", ["1", "inherited"]],
    ["if c; then export A=1; else export A=2; fi; aws", ["1", "2"]],
    ["c && export A=1; aws", ["1", "inherited"]],
    ["c || export A=1; aws", ["1", "inherited"]],
    ["c || exit 1; export A=1; aws", ["1"]],
    ["if c; then export A=1; else exit 1; fi; aws", ["1"]],
    ['if [ "$C" = 1 ]; then export A=1; fi; aws', ["1", "inherited"]],
    ['[ "$1" = x ] && export A=1; aws', ["1", "inherited"]],
    ["case $1 in a) export A=1 ;; b) export A=2 ;; esac; aws", ["1", "2", "inherited"]],
    ["case $1 in a) export A=1 ;; *) export A=2 ;; esac; aws", ["1", "2"]],
    ["case $1 in a) export A=1 ;;& a|b) aws ;; esac", ["1", "inherited"]],
    ["case $1 in a) export A=1 ;;& b) aws ;; esac", ["inherited"]],
    ["case $1 in a*) export A=1 ;;& b?) aws ;; esac", ["inherited"]],
    ["case $(c) in ?*) export A=1 ;;& '') aws ;; *) aws; esac", ["1", "inherited"]],
    ["case $1 in a|b) if c; then export A=1; fi ;;& a) aws ;; esac", ["1", "inherited"]],
    ["case $C in ?*) export A=1 ;;& '') export A=2 ;; esac; aws", ["1", "2"]],
    ["case $C in ?*) export A=1 ;; '') export A=2 ;; esac; aws", ["1", "2"]],
    ["case $1 in a) export A=1 ;& b) aws ;; esac", ["1", "inherited"]],
    ["while c; do export A=1; done; aws", ["1", "inherited"]],
    ["until c; do export A=1; done; aws", ["1", "inherited"]],
    ["for i in $LIST; do export A=1; done; aws", ["1", "inherited"]],
    ["for i in a b; do export A=1; done; aws", ["1"]],
    ["for i in *.txt; do export A=1; done; aws", ["1"]],
    ["while true; do c && break; export A=1; done; aws", ["1", "inherited"]],
    ["while :; do export A=1; c && break; done; aws", ["1"]],
    ["f() { c || return; export A=1; }; f; aws", ["1", "inherited"]],
    ["die() { echo no; exit 1; }; c || die; aws", ["inherited"]],
    ["(c && export A=1; aws); aws", ["1", "inherited"]],
    ["set -e; c; export A=1; aws", ["1"]],
    ["c; if [ $? -eq 0 ]; then export A=1; fi; aws", ["1", "inherited"]],
    ["if [ -f a.env ]; then . ./a.env; fi; aws", ["anything", "inherited"]],
    ['[ -r a ] && eval "$C"; aws', ["inherited", "anything"]],
    ["c && export A=1; if [ $? -ne 0 ]; then export A=2; fi; aws", ["1", "2"]],
    ["c && export A=1; if [[ ${?} != 0 ]]; then export A=2; fi; aws", ["1", "2"]],
    ["c; rc=$?; if [ $rc -ne 0 ]; then exit $rc; fi; export A=1; aws", ["1"]],
    ["trap 'aws' EXIT; c && export A=1", ["1", "inherited"]],
    ["set -e; trap 'aws' EXIT; c; export A=1", ["1", "inherited"]],
    ["if ! c; then export A=1; fi; aws", ["1", "inherited"]],
    ["c & wait && export A=1; aws", ["1"]],
    ['c | true; [ "${PIPESTATUS[0]}" = 0 ] || export A=1; aws', ["1", "inherited"]],
    ['export -n A; [ -n "$A" ] && aws', ["unset"]],
    ['declare +x A; if [ -z "$A" ]; then export A=1; fi; aws', ["1", "unset"]],
    ["c & wait $! && export A=1; aws", ["1", "inherited"]],
    ["c & wait -n && export A=1; aws", ["1", "inherited"]],
    ["if (( $N > 3 )); then export A=1; fi; aws", ["1", "inherited"]],
    ["c; if ! { while d; do e; done; }; then export A=1; fi; aws", ["1", "inherited"]],
    ["c; if { until d; do false; done; }; then export A=1; fi; aws", ["1", "inherited"]],
    ["select x in a b; do export A=1; break; done; aws", ["1", "inherited"]],
    ["select x in a b; do export A=1; break; done <<< 1; aws", ["1"]],
    ["select x in a b; do export A=$x; break; done <<< 2; aws", ["b"]],
    ["select x in a b; do export A=$x; break; done <<< $'\\n\\n 1 '; aws", ["a"]],
    ["select x in a b; do export A=1$x; break; done <<< 3; aws", ["1"]],
    ["select x in a b; do export A=$REPLY; break; done <<< +1; aws", ["+1"]],
    ["A=0; select x in a b; do A=1; break; done < /dev/null; export A; aws", ["0", "1"]],
    ["A=0; select x in a b; do A=1; break; done <<< ''; export A; aws", ["0"]],
    ["select x in a b; do :; done <<< 1 && export A=1; aws", ["inherited"]],
    ["set -e; select x in a b; do :; done <<< 1; export A=1; aws", ["1"]],
    ["select x in; do :; done && export A=1; aws", ["1"]],
    ["X=$(c && echo 1 || echo 2); export A=$X; aws", ["*1", "*2"]],
  ];
  it.each(cases)("%s", (script, expected) => {
    expect([...new Set(awsViews(script))].toSorted()).toEqual(expected.toSorted());
  });
});

describe("arrays with unknown elements", () => {
  const cases: [script: string, words: string][] = [
    ['X=(a "b $C" $LIST c); aws "${X[0]}" "${X[1]}" "${X[2]}" "${X[3]}"', "a b * * *"],
    ['X=($LIST a); aws "${X[0]}" "${X[1]}"', "* *"],
    ['X=(a b $LIST c); aws "${X[@]:0:2}" x "${X[@]:1}"', "a b x b *…"],
    ['X=(a $LIST b); Y=(z "${X[@]}"); aws "${Y[1]}" "${Y[2]}" "${Y[@]}"', "a * z a *… b"],
    ['X=(a $LIST); X+=(b); aws "${X[0]}" "${X[1]}" "${X[2]}"', "a * *"],
    ['X=(a $LIST); X[0]=b; X[4]=e; aws "${X[0]}" "${X[4]}" "${X[3]}"', "b e *"],
    ['X=(a $LIST); X[4]=e; X=(a $LIST); aws "${X[4]}"', "*"],
    ['X=(a b); X[$N]=c; aws "${X[0]}" "${X[@]}"', "* *…"],
    ['mapfile -t X < file; aws "${X[@]}" "$X" "${X[1]}"', "*… * *"],
    ['read -ra X < file; aws "${X[@]}" "$X" "${X[1]}"', "*… * *"],
    ['X=(a b); unset "X[$N]"; aws "${X[0]}"', "*"],
    ['declare -A X=([a]=b); unset "X[$N]"; aws "${X[a]-none}" "${#X[@]}"', "* *"],
    ['X=(a $LIST); set -u; aws "${X[0]}" "${X[1]}"', "a *"],
  ];
  it.each(cases)("%s", (script, words) => {
    expect(views(script)).toEqual([`${words}: inherited`]);
  });

  it("have an unknown number of elements if a loop appends to them", () => {
    expect(views('X=(a)\nwhile c; do X+=("$(c)"); done\naws "${X[4]}"')).toContain("*: inherited");
  });

  it("keep the elements that a loop does not change", () => {
    expect(views('X=(a b)\nwhile c; do X+=("$(c)"); done\naws "${X[@]}"')).toContain("a b *…: inherited");
    expect(views('X=(a b)\nwhile c; do X=("$(c)" "${X[@]}"); done\naws "${X[@]}"')).toContain("*…: inherited");
  });
});

describe("a condition restricts later conditions", () => {
  const cases: [what: string, script: string, views: string[]][] = [
    [
      "two branches that set different variables",
      'unset A; if c; then export A=p; else export AWS_ROLE_ARN=k; fi; [ -n "$A" ] || aws $AWS_ROLE_ARN; [ -n "$A" ] && aws',
      ["p", "k: unset"],
    ],
    ["a flag", 'if c; then X=1; fi; if [ -n "$X" ]; then export A=1; fi; if [ -n "$X" ]; then aws; fi', ["1"]],
    ["a parameter before shift", '[ "$1" = p ] || exit; shift; aws "$1"', ["*: inherited"]],
    ["a parameter after shift", 'shift; [ "$1" = p ] && aws "$1"', ["p: inherited"]],
    ["an own parameter before shift", 'set -- a b; [ "$1" = a ] && shift && aws "$1"', ["b: inherited"]],
    ["the same test again", '[ "$C" = 1 ] && export A=1; [ "$C" = 1 ] && aws', ["1"]],
    ["the opposite test", '[ "$C" = 1 ] && export A=1; [ "$C" != 1 ] || aws', ["1"]],
    ["a case of the same word", "case $M in v1) export A=1;; esac; case $M in v1) aws;; esac", ["1"]],
    [
      "emptiness",
      'if [ -z "$C" ]; then export A=1; fi; if [ -z "$C" ]; then aws; fi; [ -n "$C" ] && aws set',
      ["1", "set: inherited"],
    ],
    ["a status in a variable", "if c; then ok=yes; export A=1; else ok=no; fi; [ $ok = yes ] && aws", ["1"]],
    [
      "a function used as a condition",
      "has() { if c; then return 0; else return 1; fi; }; if has; then export A=1; fi; aws",
      ["1", "inherited"],
    ],
    ["a default", 'X=${X:-d}; if [ "$X" = d ]; then export A=1; else export A=2; fi; aws $X', ["d: 1", "*…: 2"]],
    ["a default for an empty variable", 'if [ -z "$X" ]; then X=d; fi; [ -n "$X" ] || aws never; aws', ["inherited"]],
    [
      "an output that is checked",
      'X=$(c); if [ -z "$X" ]; then exit 1; fi; [ -n "$X" ] || aws never; aws',
      ["inherited"],
    ],
    ["a value that is compared", 'if [ "$X" = a ] || [ "$X" = b ]; then aws $X; fi', ["a: inherited", "b: inherited"]],
    [
      "an output",
      'X=$(c); [ "$X" = y ] && export A=1; [ "$X" = y ] && aws; [ "$X" = n ] && aws n',
      ["1", "n: inherited"],
    ],
    ["an output twice", 'X=$(c); if [ "$X" != y ]; then export A=1; fi; Y=$X; if [ "$Y" != y ]; then aws; fi', ["1"]],
    ["a length", "[ ${#A} -gt 0 ] || exit; aws", ["*"]],
    ["a length that is enough", "[[ ${#A} -ge 20 ]] && aws yes; aws", ["inherited", "yes: *", "*"]],
    ["a length in arithmetic", "(( ${#A} == 0 )) && exit; aws", ["*"]],
    ["a length that is a number", "if (( ! ${#A} )); then aws no; else aws yes; fi", ["no: unset", "yes: *"]],
    ["lengths", '(( ${#A} > 0 && 0 < ${#X} )) || exit; aws; [ -n "$X" ] || aws never', ["*"]],
    [
      "a length in a disjunction with an unknown condition",
      "(( $# > 1 || ${#A} != 0 )) || exit; aws",
      ["*", "inherited"],
    ],
    ["a length of zero", '[ ${#X} -eq 0 ] && X=d; [ -n "$X" ] || aws never; aws', ["inherited"]],
    ["an export of a non-empty inherited variable", 'export A; [ -n "$A" ] || exit; aws', ["*"]],
    ["an export of a variable that may be inherited", 'export A; [ -n "$A" ] || A=1; aws', ["*", "1"]],
    [
      "an export of a variable that another shell does not get",
      "export A; bash -c 'A=1; aws'; (A=2; aws)",
      ["unset", "2"],
    ],
    ["a variable that passes set -u", 'set -u; echo "$A"; [ -n "$A" ] || aws never; aws', ["*"]],
    ["a program from a variable or its default", '${X:-aws} x; "${1-aws}" y', ["x: inherited", "y: inherited"]],
  ];
  it.each(cases)("%s", (_, script, expected) => {
    expect([...new Set(awsViews(script))].toSorted()).toEqual(expected.toSorted());
  });
});

describe("a condition in another process restricts a variable that both processes inherit", () => {
  it.each([
    ["a subshell", '( [ -n "$A" ] )', ["*"]],
    ["a subshell that exits", '( [ -n "$A" ] || exit 1 )', ["*"]],
    ["a substitution", 'X=$([ -n "$A" ] || exit 1)', ["*"]],
    ["another shell", "bash -c '[ -n \"$A\" ]'", ["*"]],
    ["another shell that exits", 'bash -c \'[ -n "$A" ] || exit 1; [ "$A" != x ] || exit 1\'', ["*"]],
    [
      "another shell that may succeed for another reason",
      "bash -c 'c && exit; [ -n \"$A\" ] || exit 1'",
      ["inherited"],
    ],
    ["a subshell that sets the variable", '( A=1; [ -n "$A" ] )', ["inherited"]],
    ["a subshell that unsets the variable", '( unset A; [ -z "$A" ] )', ["inherited"]],
    ["another shell that does not have the variable", "sudo bash -c '[ -z \"$A\" ]'", ["inherited"]],
    ["another shell that gets a different value", "A=1 bash -c '[ -n \"$A\" ]'", ["inherited"]],
    ["a value", '( [ "$A" = prod ] )', ["prod"]],
    ["the end of a pipeline", 'true | [ -n "$A" ]', ["*"]],
    ["the end of a pipeline that exits", 'true | { [ -n "$A" ] || exit 1; true; }', ["*"]],
    ["the start of a pipeline whose status is lost", '[ -n "$A" ] | cat', ["inherited"]],
    ["the start of a pipeline", 'set -o pipefail; { [ -n "$A" ] || exit 1; } | cat', ["*"]],
    ["the middle of a pipeline", 'set -o pipefail; true | { [ -n "$A" ] || exit 1; } | true', ["*"]],
    ["a pipeline that sets the variable", 'true | { A=1; [ -n "$A" ]; }', ["inherited"]],
  ])("%s", (_, condition, expected) => {
    expect([...new Set(awsViews(`#!/bin/bash\nif ${condition}; then aws; fi`))].toSorted()).toEqual(expected);
  });
});

describe("an assignment without export is exported if the environment contains the variable", () => {
  const child = `bash -c 'if [ -n "$A" ]; then aws; fi'`;
  it.each([
    [`A=1; ${child}`, true],
    [`A+=1; ${child}`, true],
    [`for A in 1; do ${child}; done`, true],
    [`A=1; bash -c "A=2; ${child.replaceAll(/["$]/g, "\\$&")}"`, true],
    [`unset A; A=1; ${child}`, false],
    [`export -n A; A=1; ${child}`, false],
    [`A=1; export -n A; ${child}`, false],
    [`A=1; env -u A ${child}`, false],
  ])("%s", (script, reached) => {
    const text = script.replaceAll(/\bA\b/g, "AWS_PROFILE");
    const real = execFileSync("bash", ["-c", `aws() { echo reached; }; export -f aws; ${text}`], {
      env: { PATH: process.env["PATH"], AWS_PROFILE: "0" },
    });
    expect(real.toString()).toBe(reached ? "reached\n" : "");
    const invocations = evaluate(parseShell(`#!/bin/bash\n${text}`), { programs, interest: USUAL }).invocations;
    expect(invocations.some(({ program }) => program === "aws")).toBe(reached);
  });
});

describe("a read-only variable", () => {
  const ending = ["A=2", "export A=2", "for A in 2; do :; done", ": $((A=2))", "A=2 :"];
  it.each([
    ...["A=2 aws none", "A=2 f", "A=2 true", ...ending].map((code) => ["dash", code]),
    ...ending.map((code) => ["sh", code]),
  ])("ends %s that assigns to it: %s", (shell, code) => {
    const start = `#!/bin/${shell}\nreadonly A=1\nexport A\n`;
    expect(views(`${start}aws before\n${code}\naws after`)).toEqual(["before: 1"]);
    expect(views(`${start}(${code}; aws in)\naws after`)).toEqual(["after: 1"]);
  });
});

describe("the environment of the agent", () => {
  it("is exported and stays exported", () => {
    const run = evaluated("aws; A=2; aws", ["A"]).invocations.map((one) => seen(one.runs[0]!, "A"));
    expect(run).toEqual(["*", "2"]);
  });

  it("is known to be non-empty after a test", () => {
    const [run] = runsOf('[ -n "$A" ] || exit; aws');
    expect(run!.environment.get("A")).toMatchObject([
      { state: "set", exported: true, span: undefined, value: [{ kind: "unknown", name: "A", nonEmpty: true }] },
    ]);
  });
});

describe("unknown code", () => {
  it.each([". ./lib.sh", "source /opt/x.sh", 'eval "$(tool env)"', 'eval "$X"'])("may set any variable: %s", (code) => {
    expect(views(`export A=1; ${code}; aws`)).toEqual(["anything"]);
    expect(views(`${code}; export A=1; aws`)).toEqual(["1"]);
    expect(views(`(${code}); aws`)).toEqual(["inherited"]);
  });

  it.each([
    ". /etc/os-release",
    ". /etc/profile.d/x.sh",
    '. "$HOME/.bashrc"',
    ". ~/.bash_profile",
    "source venv/bin/activate",
    '. "$NVM_DIR/nvm.sh"',
    'eval "$(ssh-agent -s)"',
    'eval "$(brew shellenv)"',
    'eval "$(/opt/homebrew/bin/brew shellenv)"',
  ])("changes nothing if it is known to set no variables: %s", (code) => {
    expect(views(`export A=1; ${code}; aws`)).toEqual(["1"]);
  });

  it("is evaluated if the script itself wrote it", () => {
    expect(views("echo export A=1 > f; . ./f; aws")).toEqual(["1"]);
    expect(views("cat > f <<E\nexport A=$X\nE\n. ./f; aws")).toEqual(["*"]);
  });
});

describe("the removal of a variable is recorded", () => {
  const cases: [script: string, by: string][] = [
    ["export A=1; unset A; aws", "unset"],
    ["A=1; bash -c aws", "not exported"],
    ["export A=1; sudo aws", "sudo"],
  ];
  it.each(cases)("%s", (script, by) => {
    const [binding] = runsOf(script)[0]!.environment.get("A");
    expect(binding).toMatchObject({ state: "unset", removal: { by, was: { state: "set" } } });
  });
});

describe("events", () => {
  it("record where a variable is set and which scope it is lost with", () => {
    const script = "(export A=1)\nA=2 true\nf() { export A=3; }\nf\nunset A\nexport A=4 | true";
    const told = evaluated(script).events.map((one) => [
      script.slice(one.pos, one.end),
      one.kind,
      one.exported,
      one.prefix,
      one.scopes.map((scope) => scope.kind).join(),
    ]);
    expect(told).toEqual([
      ["A=1", "export", true, false, "subshell"],
      ["A=2", "export", true, true, ""],
      ["A=3", "export", true, false, "function"],
      ["A", "unset", false, false, ""],
      ["A=4", "export", true, false, "pipeline"],
    ]);
  });
});

it("a caller's local variable that a function unsets stays unset in dash until the caller ends", () => {
  const script = 'f() { local A=in; g; aws "f${A-u}"; }; g() { unset A; aws "g${A-u}"; A=new; }; A=out; f; aws "$A"';
  expect(views(`#!/bin/dash\n${script}`).map((one) => one.split(":")[0])).toEqual(["fnew", "gu", "out"]);
});
