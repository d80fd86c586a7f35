/** Compares with real shells: constructs that are found behave differently in dash, and other code does not. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { nameInBusybox } from "../../../src/analysis/portability/construct.ts";
import { findConstructs } from "../../../src/analysis/portability/find-constructs.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { CONSTRUCTS } from "../../oracle/portability-samples.ts";

const root = mkdtempSync(join(tmpdir(), "portability-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
symlinkSync("/bin/bash", join(root, "sh"));
const SHELLS = { dash: ["dash"], busybox: ["busybox", "sh"], bash: [join(root, "sh")] };
const results = new Map<string, string>();

/** Runs the script, once, in its own directory. Returns its output, its status and the names of the files that it leaves. */
function run(shell: keyof typeof SHELLS, script: string): string {
  const key = `${shell} ${script}`;
  const known = results.get(key);
  if (known !== undefined) return known;
  const cwd = join(root, String(results.size));
  mkdirSync(cwd);
  writeFileSync(join(cwd, "script"), script);
  const env = { PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8" };
  const [program, ...options] = SHELLS[shell] as [string, ...string[]];
  const { stdout, status } = spawnSync(program, [...options, "script"], {
    cwd,
    env,
    encoding: "utf8",
    timeout: 10_000,
  });
  const result = `${stdout}status ${status}\n${readdirSync(cwd).toSorted().join("\n")}`;
  results.set(key, result);
  return result;
}

const found = (script: string): string[] => {
  const { tree, text } = parseShell(script);
  return [...new Set(findConstructs(tree!, text).map(({ name }) => name))];
};

/** A construct, and a script whose output shows that dash behaves differently. */
const BASHISMS: readonly (readonly [string, string])[] = [
  ["testCommand", "if [[ a == a ]]; then echo yes; else echo no; fi"],
  ["testCommand", "[[ -n x ]] && echo yes; true"],
  ["testGroup", "if [[ ( a == a ) ]]; then echo yes; fi"],
  ["testGroup", "if [[ ab =~ ^(ab|c)$ ]]; then echo yes; fi"],
  ["arithmeticCommand", "x=5\nif (( x == 5 )); then echo yes; else echo no; fi"],
  ["arithmeticOutput", "x=5\nif (( x > 3 )); then echo yes; else echo no; fi"],
  ["arithmeticCommand", `x=5\nif (( $(echo "$(echo "f((x))" | wc -l)") < x )); then echo yes; else echo no; fi`],
  ["bracketNegation", "touch .b; rm -rf .[^.]*; ls -A"],
  ["bracketNegation", "touch b; ls [^a]*"],
  ["arithmeticFor", "for ((i=0;i<2;i++)); do echo $i; done"],
  ["array", "A=(a b)\necho ok"],
  ["array", "A+=(a)\necho ok"],
  ["append", "x=a\nx+=b\necho $x"],
  ["functionKeyword", "function f { echo in; }\nf"],
  ["functionKeyword", "function f() {\n echo in\n}\nf"],
  ["hereString", "cat <<< hi"],
  ["processSubstitution", "cat <(echo hi)"],
  ["pipeBoth", "ls /nonexistent |& wc -l"],
  ["redirectBothOld", "echo hi >& out\ncat out"],
  ["redirectBoth", "if false &>/dev/null; then echo found; else echo missing; fi"],
  ["redirectBoth", "false &>>log || echo handled"],
  ["select", "select x in a b; do echo $x; done < /dev/null\necho end"],
  ["caseFallThrough", "case a in a) echo 1;& b) echo 2;; esac"],
  ["execDescriptorVariable", "exec {fd}>out\necho x"],
  ["caseModification", 'x=ab\necho "${x^^}"'],
  ["lowerCase", 'x=AB\necho "${x,,}"'],
  ["replacement", 'x=a.b\necho "${x/./-}"'],
  ["replacement", 'x=a.b.c\necho "${x//./-}"'],
  ["slice", 'x=abcd\necho "${x:1:2}"'],
  ["slice", 'x=abcd\necho "${x: -2}"'],
  ["parameterSlice", 'set -- a b c\nprintf "%s." "${@:2}"'],
  ["parameterSlice", "set -- a b c\necho ${*:1:2} ${@: -1}"],
  ["indirection", 'y=1; x=y\necho "${!x}"'],
  ["lastParameter", '[ -n "$BASH_VERSION" ] && set +o posix\nset -- a b\necho "${!#}"'],
  ["transformation", 'x=1\necho "${x@Q}"'],
  ["increment", "x=1\necho $((x++))"],
  ["power", "echo $((2**3))"],
  ["subscript", 'echo "${A[0]}" end'],
  ["oldArithmetic", "echo $[1+2]"],
  ["ansiQuote", "echo $'a\\tb'"],
  ["localeQuote", 'echo $"hi"'],
  ["braces", "echo a{b,c}"],
  ["braces", "for i in {1..3}; do echo $i; done"],
  ["fileContent", "echo hi > f\nx=$(< f)\necho $x"],
  ["variable", 'echo "[$UID]"'],
  ["variable", 'if [ "$EUID" -ne 0 ] 2>/dev/null; then echo user; else echo "root or empty: $EUID"; fi'],
  ["variable", 'f() { echo "[$FUNCNAME]"; }\nf'],
  ["arithmeticVariable", "echo $(($UID % 5))\necho end"],
  ["lastWord", 'mkdir d && [ "$_" = d ] && echo there'],
  ["secondsCounter", "SECONDS=0\nsleep 1\n[ $SECONDS -gt 0 ] && echo later"],
  ["testExists", "if [ -a /etc/passwd ]; then echo yes; else echo no; fi"],
  ["printfOption", 'printf "%\'d\\n" 1000'],
  ["builtinOption", "trap -p EXIT\necho x"],
  ["declare", "declare X=1\necho $X"],
  ["source", "echo Q=1 > q.sh\nsource ./q.sh\necho $Q"],
  ["let", "let x=1+2\necho $x"],
  ["bashCommand", "pushd /tmp > /dev/null && echo there"],
  ["bashCommand", "shopt -s nullglob && echo set"],
  ["equals", "if [ a == a ]; then echo yes; else echo no; fi"],
  ["equals", "test a == a && echo yes || echo no"],
  ["testOperator", "x=1\nif [ -v x ]; then echo yes; else echo no; fi"],
  ["readOption", 'printf "a b" | { read -n 1 a; echo "[$a]"; }'],
  ["readOption", 'echo y | { read; echo "[$REPLY]"; }'],
  ["readOption", 'echo y | { read -rs a; echo "[$a]"; }'],
  ["printfOption", "printf -v X %s hi\necho $X"],
  ["printfOption", "printf '%q\\n' 'a b'"],
  ["printfEscape", "printf 'a\\x41\\n'"],
  ["printfEscape", "printf 'a\\E[1m'"],
  ["printfEscape", "C='\\E[1m'; printf '%b\\n' \"$C\""],
  ["printfQuote", `printf '{\\"a\\": 1}\\n'`],
  ["printfQuote", String.raw`printf "a\\'b\\?\n"`],
  ["printfQuote", `f='\\"%s\\"'; printf "$f" x`],
  ["trapSignal", "trap 'echo caught' ERR\nfalse\necho x"],
  ["typeKind", "type -t ls"],
  ["typeOption", "if type -P ls > /dev/null; then echo yes; else echo no; fi"],
  ["killSignal", "sleep 5 > /dev/null 2>&1 & kill -SIGTERM $!; echo $?"],
  ["killSignal", "sleep 5 > /dev/null 2>&1 & kill -s SIGTERM $!; echo $?"],
  ["functionInGroup", "main() {\n function f {\n echo in\n }\n echo rest\n}\nmain"],
  ["coprocInGroup", "main() {\n coproc { cat; }\n echo rest\n}\nmain"],
  ["timeInGroup", "{\n{\n time { :; }\n echo rest\n}\necho more\n}\necho end"],
  ["demandedVersion", 'set -u\n[ -n "$BASH_VERSION" ] || exec bash "$0" "$@"\necho on'],
  ["demandedVersion", 'set -eu\nif [ -z "${BASH_VERSION}" ]; then exec bash "$0" "$@"; fi\necho on'],
  // Without quotes, the empty word vanishes, so the test is always true.
  ["testCommand", '[ -n $BASH_VERSION ] || exec bash "$0" "$@"\n[[ a == a ]] && echo yes; true'],
  ["testCommand", '[[ -z $BASH_VERSION ]] && exec bash "$0" "$@"\n[[ a == a ]] && echo yes; true'],
  ["waitOption", "sleep 0 & wait -n\necho $?"],
  ["echoOption", 'echo -e "a\\tb"'],
  ["echoEscape", 'echo "C:\\temp\\new"'],
  ["echoEscape", "log() { echo \"$1\"; }\nlog 'a\\nb'"],
  ["echoEscape", "log() { echo \"[x] $*\"; }\nlog a 'b\\tc'"],
  ["echoEscape", 'log() {\n local m="$1"\n echo "$m"\n}\nlog "C:\\temp"'],
  ["shiftTooMany", 'log() { a=$1; shift; echo "$a $*"; }\nlog\necho end'],
  ["shiftTooMany", 'log() { a=$1; shift 2 || true; echo "$a $*"; }\nlog "$UNSET" && echo end'],
  ["shiftTooMany", "log() ( shift; echo in )\nlog\necho end"],
  ["shiftTooMany", "log() { shift; shift; echo done; }\nlog a b\nlog a\necho end"],
  ["shiftTooMany", "set -- a\nshift 2\necho end"],
  ["shiftTooMany", 'set a "b c" d\nif true; then set --; shift || true; fi\necho end'],
  ["shiftTooMany", "x=$(set -- a; shift; shift; echo in)\necho $x"],
  ["shiftTooMany", "f() { set -- 'a b'; shift 2; echo in; }\nf a b c"],
  ["arithmeticSubshell", "x=$((echo a; echo b) | wc -l)\necho $x"],
  ["arithmeticSubshell", 'echo "$((cd / && pwd) 2>/dev/null)"'],
  ["arithmeticSubshell", "cat <<E\n$((echo a) | cat)\nE"],
  ["doubleNegation", "! ! true\necho $?"],
  ["largeStatus", "big() { return 256; }\nbig && echo zero || echo no"],
  ["setOption", "set -o posix\necho x"],
  ["setOption", "set +H\necho x"],
  ["localOutside", "local a=1 2>/dev/null\necho end"],
  ["builtinOption", 'f() { local -r a=1; echo "[$a]"; }\nf'],
  ["builtinOption", "f() { :; }\nexport -f f\necho x"],
  ["unsetElement", "unset 'A[0]'\necho x"],
];

/** Scripts that look like bashisms, but mean the same in all shells. */
const PORTABLE: readonly string[] = [
  "echo abc | grep -o [^a]*c",
  "touch b; ls 'b' \"b\"; rm '[^a]' || echo none",
  'x=a; [ "$x" = a ] && echo yes',
  "echo -n a",
  "f() { local a=1; echo $a; }\nf",
  "echo '[[ a == a ]] {1..3} $(( x++ ))'",
  "cat <<'E'\n[[ a ]] <<< x {a,b} &> y\nE",
  'read -r a b <<E\n1 2\nE\necho "$b$a"',
  'IFS= read -r -p "? " a < /dev/null; echo "$?"',
  "log() { echo \"$2\"; }\nlog 'a\\nb' c",
  "log() { printf '%s\\n' \"$1\"; }\nlog 'a\\nb'",
  'log() { a=$1; shift; echo "$a $*"; }\nlog a\nlog b c',
  'log() { [ $# -gt 0 ] && shift; echo "$*"; }\nlog\necho end',
  'log() { while [ $# -gt 0 ]; do shift; done; echo "$#"; }\nlog\nlog a b',
  "log() { set -- a b; shift; echo $1; }\nlog",
  "set -- a\nset -- b c\nshift 2\necho end",
  "set -- a\nset -- $(echo b c)\nshift 2\necho end",
  "set -- a\nset a b\nshift 2; echo end",
  "set -- a\nif [ $# -gt 1 ]; then shift 2; fi\necho end",
  "f() { set -- a; return; shift 2; }\nf\necho end",
  // The advice for ${@:2}, ${@:1:2} and ${@: -1}.
  'set -- a "b c" d\n(shift; printf "%s." "$@")\necho $#',
  'f() { set -- "$1" "$2"; printf "%s." "$@"; }\nf a "b c" d',
  'set -- a "b c" d\n(shift $(($# - 1)); echo "$@")',
  "x=$( (echo a; echo b) | wc -l)\necho $x",
  "x=$(((1 + 2) * 3))\necho $x",
  "if ! (! true); then echo yes; fi",
  "big() { return 255; }\nbig; echo $?",
  "(exit 256) && echo zero",
  "set -eu\necho x",
  "set -o errexit\necho x",
  "(set -o pipefail) 2>/dev/null && set -o pipefail\necho x",
  "trap 'echo bye' EXIT\necho x",
  "command -v ls >/dev/null && echo found",
  'x=abc; echo "${x%c} ${x#a} ${#x} ${y:-d} ${x:+s}"',
  "echo $((1 + 2 * 3))",
  'HOSTNAME=h; echo "$HOSTNAME"',
  'echo "${HOSTNAME:-unknown}" > /dev/null; echo x',
  "ls > out 2>&1; echo $?",
  "printf '%s\\n' 'a\\tb'",
  String.raw`printf "{\"a\": '1', \"%s\"}\n" '\"'`,
  String.raw`printf '%b|' '\"' '\e' '\\E'; printf 'a\\"b'`,
  "case ab in a*) echo 1;; *) echo 2;; esac",
  'for i in 1 2 3; do echo "$i"; done',
  "find . -name x -exec echo {} \\;",
  "echo {} {a} a{b}",
  "i=0; while [ $i -lt 2 ]; do i=$((i+1)); echo $i; done",
  "bash -c '[[ a == a ]] && echo yes'",
  "bash <<'E'\nA=(1 2); echo ${#A[@]}\nE",
  '[ -n "$BASH_VERSION" ] || exec bash "$0" "$@"\nA=(1 2)\necho ${A[1]}\n[[ a == a ]] && echo yes',
  'if [ -z "$BASH_VERSION" ]; then exec bash "$0" "$@"; fi\n[[ a == a ]] && echo yes',
  '[ "$BASH_VERSION" ] || exec bash "$0" "$@"\n[[ a == a ]] && echo yes',
  '[ "x$BASH_VERSION" != x ] || exec /bin/bash "$0" "$@"\n[[ a == a ]] && echo yes',
  '[ -z "${BASH_VERSION:-}" ] && exec bash "$0" "$@"\n[[ a == a ]] && echo yes',
  'if [ ! "$BASH_VERSION" ]; then exec bash "$0" "$@"; fi\n[[ a == a ]] && echo yes',
  'if ! [ -n "$BASH_VERSION" ]; then\n  exec bash "$0" "$@"\nfi\n[[ a == a ]] && echo yes',
  'if [ -n "$BASH_VERSION" ]; then :; else exec bash "$0" "$@"; fi\n[[ a == a ]] && echo yes',
  'set -u\n[ -n "${BASH_VERSION:-}" ] || exec bash "$0" "$@"\n[[ a == a ]] && echo yes',
  'case "$BASH_VERSION" in "") exec bash "$0" "$@" ;; esac\n[[ a == a ]] && echo yes',
  '[ -z "$BASH" ] && exec bash "$0" "$@"\n[[ a == a ]] && echo yes',
  'x={a,b}\necho "$x"',
];

describe("bashisms are reported and behave differently in dash", () => {
  test.each(BASHISMS)("%s: %s", (name, script) => {
    expect(found(script)).toContain(name);
    expect(run("dash", script)).not.toBe(run("bash", script));
  });
});

test("the page shows the actual output of the shells", () => {
  const page = readFileSync("rules/no-bashisms.md", "utf8");
  const [, shown] = /```console\n\$ cat step\n([\s\S]*?)```/.exec(page)!;
  const [script, ...sessions] = shown!.split(/^\$ (?=(?:bash|dash) step)/m) as [string, ...string[]];
  const cwd = join(root, "page");
  mkdirSync(cwd);
  writeFileSync(join(cwd, "step"), script);
  const printed = sessions.map((one) => {
    const command = one.split("\n", 1)[0]!;
    const { stdout } = spawnSync("bash", ["-c", `{ ${command}; } 2>&1`], { cwd, encoding: "utf8" });
    return `${command}\n${stdout}`;
  });
  expect(printed).toHaveLength(2);
  expect(printed).toEqual(sessions);
});

test(
  "constructs are marked as missing in busybox exactly if busybox does not support them",
  { timeout: 300_000 },
  () => {
    for (const script of CONSTRUCTS) {
      const { tree, text } = parseShell(script);
      const missing = findConstructs(tree!, text).filter((one) => nameInBusybox(one) !== undefined);
      const differs = run("busybox", `${script}\necho END`) !== run("bash", `${script}\necho END`);
      expect([script, missing.length > 0]).toEqual([script, differs]);
    }
  },
);

describe("portable code is not reported and behaves the same in dash", () => {
  test.each(PORTABLE)("%s", (script) => {
    expect(found(script)).toEqual([]);
    expect(run("dash", script)).toBe(run("bash", script));
  });
});

test("a fix has the same effect in dash as the construct in bash", () => {
  const fixed = BASHISMS.flatMap(([, script]) => {
    const { tree, text } = parseShell(script);
    const all = findConstructs(tree!, text);
    if (all.length === 0 || !all.every(({ fix }) => fix !== undefined)) return [];
    const edits = all.flatMap(({ fix }) => fix!).toSorted((a, b) => b.pos - a.pos);
    return [
      [script, edits.reduce((so, { pos, end, text: by }) => so.slice(0, pos) + by + so.slice(end), script)] as const,
    ];
  });
  expect(fixed.length).toBeGreaterThan(8);
  for (const [before, after] of fixed) {
    expect(found(after), after).toEqual([]);
    expect([after, run("dash", after)]).toEqual([after, run("bash", before)]);
  }
});

/** Contexts in which code runs as it does at the top level. */
const CONTEXTS: readonly ((script: string) => string)[] = [
  (script) => `f() {\n${script}\n}\nf`,
  (script) => `if true; then\n${script}\nfi`,
  (script) => `echo before\n(\n${script}\n)\necho after`,
  (script) => `case x in x)\n${script}\n;; esac`,
  (script) => `x=1\n${script}\necho end`,
];

test("the results do not depend on the surrounding code", { timeout: 300_000 }, () => {
  for (const context of CONTEXTS) {
    for (const [name, script] of BASHISMS) {
      if (name === "localOutside" || name.endsWith("InGroup")) continue;
      const names = found(context(script)).map((one) => one.replace("functionInGroup", "functionKeyword"));
      expect([context(script), names]).toEqual([context(script), expect.arrayContaining([name])]);
    }
    for (const script of PORTABLE.filter((one) => !/\$\{?BASH/.test(one) && !one.includes("<<")))
      expect([context(script), found(context(script))]).toEqual([context(script), []]);
  }
});
