import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { noBashisms } from "../../../rules/no-bashisms.ts";
import { fix, lint, type LintOptions } from "../../support/lint.ts";
import { document, FIRST_LINE, jsonDocument } from "../../support/rule-tester.ts";

const rules = { "no-bashisms": noBashisms };
const found = (text: string) =>
  lint(text, { rules }).map(({ messageId, line, column }) => `${messageId} ${line - FIRST_LINE + 1}:${column}`);

describe("no-bashisms", () => {
  it("reports each kind once, at its first occurrence, with its class", () => {
    const script = "[[ a == b ]] && echo x\n[[ c ]]\nA=(1)\nset -o pipefail\necho ${x^^}\nls &> log";
    expect(found(document(script))).toEqual([
      "command 1:11",
      "parse 3:11",
      "builtin 4:15",
      "expansion 5:16",
      "meaning 6:14",
    ]);
  });

  it.each(["#!/bin/bash\n[[ a ]]", "#!/usr/bin/env bash\nA=(1)", "#!/usr/bin/python3\nx = [[1]]", "#!/bin/zsh\nA=(1)"])(
    "is silent if bash or another interpreter runs the script: %j",
    (script) => expect(found(document(script))).toEqual([]),
  );

  it.each(["#!/bin/sh\n[[ a ]]", "#!/bin/dash\n[[ a ]]"])("reports %j", (script) =>
    expect(found(document(script))).toEqual(["command 2:11"]),
  );

  it.each([
    "(set -o pipefail 2>/dev/null) && set -o pipefail",
    "( set -eo pipefail > /dev/null 2>&1 ) && set -eo pipefail || true",
    "if (set -o pipefail) 2>/dev/null; then\n  set -o pipefail\nfi",
    "set -o | grep -q pipefail && set -o pipefail",
    'case "$(set -o)" in *pipefail*) set -eo pipefail ;; *) ;; esac',
    "f() { OPTIONS=$(set -o); case $OPTIONS in *pipefail*) set -o pipefail; esac; }\nf",
    '[ -n "$BASH_VERSION" ] || exit 0\nif (set -o pipefail 2>&-); then f() { set -o pipefail; }; f; fi',
  ])("accepts pipefail after a test for it: %j", (script) => expect(found(document(script))).toEqual([]));

  it.each([
    ["X=$(set -o pipefail; ls | sort)", 19],
    ["(set -o pipefail; ls | sort)", 16],
    ["f() (set -o pipefail; ls | sort)\nf", 20],
    ["if (set -o pipefail 2>&-); then :; else set -o pipefail; fi", 55],
    ["(set -o pipefail) || set -o pipefail", 36],
    ['case "$(set -o)" in *pipefail*) ;; *) set -o pipefail ;; esac', 53],
    ["case $1 in pipefail | *) set -o pipefail ;; esac", 40],
  ])("reports pipefail that no test has tried: %j", (script, column) =>
    expect(found(document(script))).toEqual([`builtin 1:${column}`]),
  );

  it("reports the header of for (( … )) once", () => {
    const script = "for ((i = 0; i < 3; i++)); do echo $((i**2)); done";
    expect(found(document(script))).toEqual(["parse 1:11", "expansion 1:49"]);
  });

  it("describes the effect of a block that ends early", () => {
    const script = "main() {\n  function helper {\n    echo in\n  }\n  echo rest\n}\nmain";
    expect(lint(document(script), { rules }).map(({ message }) => message)).toEqual([
      "dash cannot parse the keyword function in a block: on instances where sh is dash, its `}` ends the block around it, the code after it runs immediately, and the script stops at the block's own `}` with status 2. Write name() { … }.",
    ]);
    expect(found(document("exit 0; main() {\n  function helper {\n    echo in\n  }\n}\nmain"))).toEqual([]);
    expect(found(document("if true; then\n{\nfunction helper {\n    echo in\n  }\n}\nfi"))).toEqual(["parse 3:11"]);
    // The first `}` ends the inner block, the next one the outer block: on its line is one `}` too many, so nothing of the blocks runs.
    expect(found(document("{ {\nfunction helper {\necho in\n}\necho rest\n}; }"))).toEqual(["parse 2:11"]);
    expect(found(document("{ {\nfunction helper {\necho in\n}\necho rest\n}\n}"))).toEqual(["early 2:11"]);
  });

  it("does not say that a script continues if it has ended at a parse error", () => {
    const endings = (script: string) =>
      lint(document(script), { rules }).map(
        ({ messageId, message }) => `${messageId} ${message.includes("continues")}`,
      );
    expect(endings("[[ a ]]\nA=(1)\nsource x")).toEqual(["command true", "parse false", "command false"]);
    expect(endings("[[ a ]] && A=(1)")).toEqual(["command false", "parse false"]);
    expect(endings("[[ a ]]\nif true; then\nsource x\nA=(1)\nfi")).toEqual([
      "command true",
      "command false",
      "parse false",
    ]);
    expect(endings("sh -c '[[ a ]]'\nsh -c 'A=(1)'\nsource x")).toEqual([
      "command true",
      "parse true",
      "command false",
    ]);
  });

  it.each([
    ["set -e\nsource x", "; `set -e` stops the script. "],
    ["set -eu\npushd /tmp", "; `set -e` stops the script. "],
    ["set -o errexit\n{ pushd /tmp; }", "; `set -e` stops the script. "],
    ["#!/bin/sh -e\ntrue && pushd /tmp", "; `set -e` stops the script. "],
    ["set -e\nset +e\nsource x\ndate", "; the script continues. "],
    ["set -e\nif [[ a ]]; then :; fi", "; the script continues. "],
    ["set -e\n[[ a ]] && :\ndate", "; the script continues. "],
    ["set -e\n! source x\ndate", "; the script continues. "],
    ["set -e\nsource x | cat\ndate", "; the script continues. "],
    ["set -e\nf() { source x; }\nf", "settings are missing. "],
    // The caller may have set it.
    ["f() { { source x; }; }\nset -e\nf", "settings are missing. "],
    ["f() { source x || exit 1; }\nset -e\nf", "; the script continues. "],
    ["f() { source x; }\nset +e\nf", "; the script continues. "],
    ["set -e\ndate | [[ a ]]", "the condition is always false. "],
    ['set -e -- "$(source x)"\ndate', "; the script continues. "],
    ["source x\nset -e", "; the script continues. "],
    // The script ends anyway.
    ["date\nsource x", "settings are missing. "],
    ["date\n[[ a ]] && date", "the condition is always false. "],
    ["date\nif [[ a ]]; then date; fi", "; the script continues. "],
  ])("takes set -e into account: %j", (script, expected) =>
    expect(lint(document(script), { rules })[0]!.message).toContain(expected),
  );

  it("knows the variables that bash exports to a shell it starts", () => {
    const inSh = `printf '%s\\n' 'echo "$SHLVL"' | sh`;
    expect(found(document(inSh))).toEqual(["meaning 1:32"]);
    expect(found(document(`#!/bin/bash\n${inSh}`))).toEqual([]);
    expect(found(document(`[ -n "$BASH_VERSION" ] || exec bash "$0" "$@"\n${inSh}`))).toEqual([]);
  });

  it("reports $_ in a shell that bash starts", () => {
    expect(found(document("#!/bin/bash\nsh -c 'mkdir d && cd $_'"))).toEqual(["meaning 2:32"]);
    expect(found(document("#!/bin/bash\nmkdir d && cd $_"))).toEqual([]);
  });

  it("distinguishes variables in arithmetic with and without a dollar sign", () => {
    expect(found(document("sleep $((RANDOM % 5))"))).toEqual(["meaning 1:20"]);
    expect(found(document("sleep $(($RANDOM % 5))"))).toEqual(["expansion 1:20"]);
    expect(found(document("sleep $((${RANDOM} % 5))"))).toEqual(["expansion 1:20"]);
    expect(found(document("RANDOM=1\nsleep $(($RANDOM % 5))"))).toEqual([]);
  });

  it("reports echo of a variable with escapes, if its value is known", () => {
    expect(found(document(String.raw`X='a\nb'` + '\necho "$X"'))).toEqual(["meaning 2:16"]);
    expect(found(document("f() { local X='a\\tb'; echo \"x $X\"; }\nf"))).toEqual(["meaning 1:38"]);
    expect(found(document(String.raw`X='a\nb'` + '\nX=c\necho "$X"'))).toEqual([]);
    expect(found(document(String.raw`X='a\nb' ls` + '\necho "$X"'))).toEqual([]);
    expect(found(document(String.raw`X='a\.b'` + '\necho "$X"'))).toEqual([]);
    expect(found(document(String.raw`X='a\nb'` + '\nprintf \'%s\' "$X"\necho "${#X}"'))).toEqual([]);
  });

  it("reports ~ unless HOME is set, which the agent does not do", () => {
    expect(found(document("cd ~"))).toEqual(["meaning 1:14"]);
    expect(found(document("X=~/a"))).toEqual(["meaning 1:11"]);
    expect(found(document("for f in ~/*; do ls; done"))).toEqual(["meaning 1:20"]);
    expect(found(document("date > ~/a"))).toEqual(["command 1:18"]);
    expect(found(document("sh -c 'cd ~'"))).toEqual(["meaning 1:21"]);
    expect(found(document("cat > run <<'E'\ncd ~\nE\nsh run"))).toEqual(["meaning 2:14"]);
    for (const script of [
      "export HOME=/root\ncd ~",
      "eval HOME=~root\ncd ~",
      'eval "export HOME=$(getent passwd root | cut -d: -f6)"\ncd ~',
      ': "${HOME:=/root}"\ncd ~',
      "cd ~root",
      "echo '~' x=~ \"~/a\"",
      "sudo sh -c 'cd ~'",
      'sudo sh -c \'sh -c "cd ~"; eval "cd ~"\'',
      "env HOME=/h sh -c 'cd ~'",
      "env HOME= sh -c 'cd ~'",
      "doas sh -c 'cd ~'",
      "su app -c 'cd ~'",
      "runuser app -c 'cd ~'",
      "runuser -u app -- sh -c 'cd ~'",
      "HOME=/h sh -c 'cd ~'",
      "cat > run <<'E'\ncd ~\nE\nsudo sh run",
      "#!/bin/bash\ncd ~",
    ])
      expect(found(document(script)), script).toEqual([]);
    expect(fix(document("ls ~ ~/a\nX=~/b"), { rules })).toBe(document("ls ~root ~root/a\nX=~root/b"));
  });

  it.each([
    ["export PATH=$PATH:~/bin", "export PATH=$PATH:~root/bin"],
    ["export PATH=~/bin:$PATH:~/x", "export PATH=~root/bin:$PATH:~root/x"],
    ['X=~:b:~:"$y":~', 'X=~root:b:~root:"$y":~root'],
    ["X=a\\\\:~/b", "X=a\\\\:~root/b"],
    ["f() { local X=:~; }\nf", "f() { local X=:~root; }\nf"],
    ["X=a:~ Y=~/*:~ ls", "X=a:~root Y=~root/*:~root ls"],
    ["ls ${x:-~/a} ${x:+~}", "ls ${x:-~root/a} ${x:+~root}"],
    ['ls "${x#~/}"', 'ls "${x#~root/}"'],
    ["case $x in ~ | ~/*) ls ;; esac", "case $x in ~root | ~root/*) ls ;; esac"],
    ["sh -c 'X=a:~/b'", "sh -c 'X=a:~root/b'"],
  ])("rewrites every ~ that bash expands: %j", (script, fixed) => {
    expect(found(document(script))).toHaveLength(1);
    expect(fix(document(script), { rules })).toBe(document(fixed));
  });

  it("reports ~+ after a colon, and keeps it", () => {
    expect(found(document("X=a:~+/c"))).toEqual(["meaning 1:11"]);
    expect(fix(document("X=a:~+:~"), { rules })).toBe(document("X=a:~+:~root"));
  });

  it.each([
    'X="a:~/b"',
    "X=a\\:~/b",
    'X=a":"~/b',
    'X=a:$y~/b X=a:~"/b" X=~"" X=:~$y X=~root:~root/b',
    "echo a:~/b X=a:~/c",
    "ls > a:~",
    'ls "${x:-~/b}" ${x:-"~"} ${x:-a:~} ${x#a:~}',
    "cat <<E\n${x:-~/b} ~\nE",
    "export HOME=/root\nX=a:~/b",
  ])("ignores a ~ that no shell expands, and a set HOME: %j", (script) => expect(found(document(script))).toEqual([]));

  it("reports local in eval if the eval is not in a function", () => {
    expect(found(document('X="local a=1"\neval "$X"'))).toEqual(["builtin 1:14"]);
    expect(found(document('X="local a=1"\nf() { eval "$X"; }\nf'))).toEqual([]);
    expect(found(document('X="local a=1"\nf() { echo in; }\nf\neval "$X"'))).toEqual(["builtin 1:14"]);
    expect(found(document("f() { eval \"trap 'local a=1' EXIT\"; exit; }\nf"))).toEqual([]);
  });

  it.each([
    ["cat", true],
    ["X=1 cat", true],
    ["read x", true],
    ["f", true],
    ["eval cat", false],
    ["X=1", false],
    ["{ cat; }", false],
    ["(cat)", false],
  ])("knows whether dash permits local in a here-document of %j", (command, permits) => {
    const script = `f() { cat; }\n${command} << E\n$(local a=1; echo ok)\nE\n`;
    const { stderr } = spawnSync("dash", ["-c", script], { encoding: "utf8" });
    expect(stderr === "").toBe(permits);
    expect(found(document(script))).toEqual(permits ? [] : ["builtin 3:13"]);
  });

  it("checks scripts that a script writes and runs", () => {
    const inner = "cat > inner.sh <<'IN'\nx=(1)\neval '[[ a ]]'\nIN\nsh inner.sh";
    const script = `#!/bin/bash\ncat > outer.sh <<'OUT'\n${inner}\nOUT\nsh ./outer.sh`;
    expect(found(document(script))).toEqual(["parse 4:11", "command 5:17"]);
    expect(found(document(script.replace("sh ./outer.sh", "bash outer.sh")))).toEqual(["parse 4:11", "command 5:17"]);
    expect(found(document(script.replace("sh inner.sh", "bash inner.sh")))).toEqual([]);
  });

  it("describes how the construct fails in each shell", () => {
    const both = (script: string, shells: readonly string[]) =>
      lint(document(script), {
        rules,
        config: { rules: { "ssm/no-bashisms": ["error", { shells }] } },
      }).map(({ messageId, message }) => `${messageId} ${message.split(":", 1)[0]}`);
    expect(both("[[ 10 > 9 ]] && ls", ["dash", "busybox"])).toEqual([
      "command dash does not support [[ … ]]",
      "meaning busybox does not support > in [[ … ]]",
    ]);
    expect(both("[[ -f $x ]] && ls", ["dash", "busybox"])).toEqual([
      "command dash does not support [[ … ]]",
      "meaning busybox does not support an expansion without quotes in [[ … ]]",
    ]);
    expect(both('[[ -n "$x" || -z $x || $x ]] && ls', ["busybox"])).toEqual([]);
    // busybox prints a character for \x, and the letter for \E.
    expect(both(String.raw`printf '\\E\x41'`, ["busybox"])).toEqual([]);
    for (const escape of [String.raw`\E`, String.raw`\u00e9`, String.raw`\\\E`])
      expect(both(`printf '${escape}'`, ["busybox"])).toHaveLength(1);
    for (const test of ["$x != a", '$x == ""', "-d / && a != ${x}", "$(ls) != a"])
      expect(both(`[[ ${test} ]] && ls`, ["busybox"])).toEqual([
        "command busybox does not support an expansion without quotes in [[ … ]]",
      ]);
    for (const test of ['"$x" != a', "$x == a", "x$x != a", "$# != 0"])
      expect(both(`[[ ${test} ]] && ls`, ["busybox"])).toEqual([]);
    for (const test of ["x -gt 2", "$n*2 -eq 4", "1 -lt 0x10"])
      expect(both(`n=2; [[ ${test} ]] && ls`, ["busybox"])).toEqual([
        "command busybox does not support an empty number, a name or an expression in [[ … ]]",
      ]);
    for (const test of ["$e -eq 0", '"$e" -lt 5', "0 -eq ${e}", "$e -ge $n"])
      expect(both(`e=; n=$(ls); [[ ${test} ]] && ls`, ["busybox"])).toEqual([
        "command busybox does not support an empty number, a name or an expression in [[ … ]]",
      ]);
    for (const test of ["$e -gt 0", "$n -eq 0", "$# -gt 1", '"$n" -lt -1', "${#e} -eq 0", "-$n -le $((n + 1))"])
      expect(both(`e=; n=$(ls); [[ ${test} ]] && ls`, ["busybox"])).toEqual([]);
    for (const test of ["$s == a*", "-n $s", "! -f ${s}", "x != $s"])
      expect(both(`s="a b"; [[ ${test} ]] && ls`, ["busybox"])).toEqual([
        "command busybox does not support an expansion without quotes in [[ … ]]",
      ]);
    expect(both(`s="a b"; IFS=:; [[ "$s" == a* || $s == a* ]] && ls`, ["busybox"])).toEqual([]);
    for (const set of ["x=a", 'x="a"', "x='a'", "x=a; x=b", "for x in a b; do :; done"])
      expect(both(`${set}; [[ $x != b ]] && ls`, ["busybox"])).toEqual([]);
    expect(both("x=a; [[ -n $x ]] && ls", ["busybox"])).toEqual([]);
    expect(both("eval 'x=a; [[ -n $x ]] && ls'", ["busybox"])).toEqual([]);
    expect(both("[[ -v x ]] && ls", ["busybox"])).toEqual([
      "command busybox does not support an operator of [ … ] that only bash has",
    ]);
    expect(both("kill -l TERM\nf-x() { ls; }\nf-x", ["busybox"])).toEqual([]);
    expect(both("echo `function f { ls; }; f`", ["busybox"])).toEqual([]);
    expect(both("echo `function f ( ls ); f`", ["busybox"])).toEqual([
      "parse busybox cannot parse the keyword function",
    ]);
    expect(both("kill -l TERM", ["dash"])).toEqual(["command dash does not support an option that only bash has"]);
    expect(both("kill -l 15", ["dash"])).toEqual([]);
    expect(both('echo "${!#}"', ["dash"])).toEqual(["meaning dash does not support ${!#}"]);
    expect(lint(document("f() ( shift )\nf"), { rules })[0]?.message).toContain("the subshell stops");
    expect(lint(document("(set -- a; shift 2)"), { rules })[0]?.message).toContain("the subshell stops");
    for (const given of ["{{ Names }}", "a {{ Names }}", "x-{{ Names }}", '"$@"', "*.txt"])
      for (const call of [`set -- ${given}\nshift 3`, `f() { shift 3; }\nf ${given}`])
        expect(found(document(call))).toEqual([]);
    expect(found(document('set -- "{{ Name }}"\nshift 3'))).toEqual(["builtin 2:11"]);
    expect(lint(document("ls ${x,,}"), { rules })[0]?.message).toContain("tr '[:upper:]' '[:lower:]'");
    expect(both("exit 0; ls &>> log", ["dash", "busybox"])).toEqual(["parse busybox cannot parse &>>"]);
    expect(both("set -o privileged", ["busybox"])).toEqual(["command busybox does not support an option of set -o"]);
    expect(both("set -o privileged", ["dash"])).toEqual([]);
  });

  it("reports for busybox only constructs that busybox does not have", () => {
    expect(found(document("#!/bin/busybox sh\n[[ a ]] && source ./x &> log\nx=(1)"))).toEqual(["parse 3:11"]);
  });

  it.each([
    "exit 0\n[[ a ]]\nx=(1)",
    "exec sleep 1\n[[ a ]]",
    "unused() {\n[[ a ]]\n}",
    'if [ -z "$BASH_VERSION" ]; then ls; else [[ a ]]; fi',
    '[ -n "$BASH_VERSION" ] || { echo no; exit 1; }\nx=(1)',
    'if [ -n "$BASH_VERSION" ]; then\nsh <<EOF\n[[ a ]]\nEOF\nfi',
  ])("is silent for code that dash does not run: %j", (script) => expect(found(document(script))).toEqual([]));

  it.each([
    ["unused() {\nx=(1)\n}", "parse 2:11"],
    ["exit 0; x=(1)", "parse 1:19"],
    ["f() {\n[[ a ]]\n}\ntrap f EXIT", "command 2:11"],
    ["f() {\n[[ a ]]\n}\n$1", "command 2:11"],
    ["exit 0 &\n[[ a ]]", "command 2:11"],
  ])("reports code that dash parses or may run: %j", (script, expected) =>
    expect(found(document(script))).toEqual([expected]),
  );

  it.each([
    ["echo ${x^^}", "the script stops here with status 2."],
    ["( echo ${x^^} )", "the subshell stops here with status 2, and the script continues."],
    ["y=$(echo ${x^^})", "the substitution stops here with status 2, and the script continues with its output so far."],
    ["echo ${x^^} | cat", "this pipeline stage stops here with status 2, and the script continues."],
    [
      "{ export -n X; } &",
      "the background process stops here with an error status, even if `|| true` follows, and the script continues.",
    ],
    ["set -u\necho $UID", "cannot evaluate $UID, a variable that only bash sets, with set -u:"],
    ["echo ${az::-1}", "dash cannot evaluate ${az::-1}:"],
    ["pushd /tmp", "dash does not support pushd:"],
    ["echo a | read -ra B", "dash does not support read -ra:"],
    ["trap x ERR", "dash does not support the signal ERR in trap:"],
  ])("says which shell stops: %j", (script, expected) => {
    expect(lint(document(script), { rules })[0]!.message).toContain(expected);
  });

  it.each([
    ["eval '[[ a ]]'", "command 1:17"],
    ["C='[[ a ]]'\neval \"$C\"", "command 1:14"],
    ["trap '[[ a ]]' EXIT", "command 1:17"],
    ["sh -c '[[ a ]]'", "command 1:18"],
    ["#!/bin/bash\n[[ a ]] && sh -c 'x=(1)'", "parse 2:29"],
    ["sh <<'EOF'\n[[ a ]]\nEOF", "command 2:11"],
    ["echo '[[ a ]]' | sh", "command 1:17"],
    ["echo \"$(echo '[[ a ]]' | sh)\"", "command 1:25"],
    ["echo '[[ a ]]' | sh; echo", "command 1:17"],
    ["#!/bin/bash\nsh<<'E'\n[[ a ]]\nE", "command 3:11"],
    ["sudo -u app sh -c 'echo ${x^^}'", "expansion 1:35"],
    ["ls | xargs sh -c 'ls &> log'", "meaning 1:32"],
    ["bash -c \"sh -c 'x=(1)'\"", "parse 1:27"],
    ["cat > run <<'EOF'\n#!/bin/sh\n[[ a ]]\nEOF\nchmod +x run\n./run", "command 3:11"],
    ["tee /opt/run <<'EOF'\nx=(1)\nEOF\nsudo sh /opt/run", "parse 2:11"],
    ['[ -n "$BASH_VERSION" ] || exec bash "$0" "$@"\nsh -c "x=(1)"', "parse 2:18"],
    ["cat > lib <<'EOF'\nx=(1)\nEOF\n. ./lib", "parse 2:11"],
    ["if [ -n \"$BASH_VERSION\" ]; then ls; fi\nsh -c '[[ a ]]'", "command 2:18"],
    ["sh -c '[[ a ]]'\nif [ -n \"$BASH_VERSION\" ]; then ls; fi", "command 1:18"],
  ])("checks code in strings that sh runs: %j", (script, expected) =>
    expect(found(document(script))).toEqual([expected]),
  );

  it.each([
    "bash -c '[[ a ]]'",
    "bash -c \"eval 'x=(1)'\"",
    "#!/bin/bash\neval 'x=(1)'\ntrap 'x=(2)' EXIT",
    "cat > run <<'EOF'\n#!/bin/bash\n[[ a ]]\nEOF\nchmod +x run\n./run",
    "cat > run <<'EOF'\n[[ a ]]\nEOF\nbash run",
    "cat > run <<'EOF'\n[[ a ]]\nEOF\ncat run\ncp run /opt/run",
    "cat > page <<EOF\n$(date) [[ a ]]\nEOF\nsh page",
    "su - app -c '[[ a ]]'",
    `sh -c '[ -z "$BASH_VERSION" ] || { eval "[[ a ]]"; }'`,
    "su - app -c '. ./x; [[ a ]]'",
    "trap 'rm x' EXIT\necho 'source x' | sudo -u app -i",
    "ssh host 'sh -c \"[[ a ]]\"'",
    "echo \"sh -c '[[ a ]]'\"",
    "HOSTNAME=a sh -c 'echo $HOSTNAME'",
    "f() { eval 'local x=1'; }\nf",
    "exit 0\nsh -c '[[ a ]]'",
  ])("ignores code of other shells and data: %j", (script) => expect(found(document(script))).toEqual([]));

  it("says that the inner shell stops, and does not suggest another interpreter for the script", () => {
    const [message] = lint(document("sh -c 'x=(1)'"), { rules });
    expect(message!.message).toContain(
      "the shell that executes this code runs everything before this command, then stops with status 2, and the script continues.",
    );
    expect(message!.message).toContain("Run this code with bash.");
    expect(message!.suggestions ?? []).toEqual([]);
    expect(fix(document("sh -c '[ a == b ] &> log'"), { rules })).toBe(document("sh -c '[ a = b ] > log 2>&1'"));
  });

  it("names the configured shells", () => {
    const config = {
      rules: { "ssm/no-bashisms": ["error", { shells: ["dash", "busybox"] }] },
    } satisfies LintOptions["config"];
    const [message] = lint(document("A=(1)"), { rules, config });
    expect(message!.message).toMatch(
      /^dash and busybox cannot parse an array: on instances where sh is dash or busybox,/,
    );
  });

  it.each(["source ./x || true", "if source ./x; then date; fi", "! source ./x", "source ./x && date || date -u"])(
    "is not offered for a file that may not exist, because `.` would end dash: %s",
    (script) => expect(fix(document(`${script}\ndate`), { rules })).toBe(document(`${script}\ndate`)),
  );

  it("fixes constructs that have a POSIX spelling", () => {
    expect(fix(document("function f {\n  ls &> log\n}\n[ a == b ] || source ./x\n[ ! -a x ]"), { rules })).toBe(
      document("f() {\n  ls > log 2>&1\n}\n[ a = b ] || . ./x\n[ ! -e x ]"),
    );
    expect(fix(jsonDocument('echo -e "a\\tb"'), { rules })).toBe(jsonDocument("printf '%b\\n' \"a\\tb\""));
  });

  it.each([
    ["make all|&tee log", "make all 2>&1 |tee log"],
    ["echo 1|&cat", "echo 1 2>&1 |cat"],
    ["(ls) |& cat", "(ls) 2>&1 | cat"],
    ["echo 1&>b", "echo 1 >b 2>&1"],
    ["echo {x}&>>b", "echo {x} >>b 2>&1"],
    ["echo 1\\\n&> b", "echo 1\\\n > b 2>&1"],
    ["echo 1 \\\n&> b", "echo 1 \\\n> b 2>&1"],
    ["echo 1\\ &> b", "echo 1\\  > b 2>&1"],
    ["(&>b ls)", "(>b 2>&1 ls)"],
    ["ls>&b", "ls>b 2>&1"],
    ["sh -c 'echo 1&>b'", "sh -c 'echo 1 >b 2>&1'"],
  ])("separates redirections from the word before them: %j", (script, fixed) =>
    expect(fix(document(script), { rules })).toBe(document(fixed)),
  );

  it.each([
    'exec 3>>log; FD=3; echo x >&"$FD"',
    "FD=3; echo x >&$FD",
    'log() { echo "$2" >&"$1"; }\nlog 2 hi',
    'echo x >&"${FD:-3}"',
    'read -r FD; echo x >&"$FD"',
    'FD=log; FD=3; echo x >&"$FD"',
    "for fd in 1 2; do echo x >&$fd; done",
    "echo x >&$(echo 2)",
    "echo x >&$((1 + 1))",
    "echo x >&'2'",
    "echo x >&\\2",
    'echo x >&"-"',
    "echo x >&{{ fd }}",
    'FD="{{ fd }}"; echo x >&$FD',
    "echo x 1>&2",
    "echo x 3>&1",
  ])("accepts >& with a word that may be a number: %j", (script) => expect(found(document(script))).toEqual([]));

  it.each([
    ["ls >&log", "ls >log 2>&1"],
    ["ls >&2024.log", "ls >2024.log 2>&1"],
    ["ls 1>& log", "ls > log 2>&1"],
    ['ls >&"$DIR/log"', 'ls >"$DIR/log" 2>&1'],
    ["ls >&log$n", "ls >log$n 2>&1"],
    ["ls >&'a b'", "ls >'a b' 2>&1"],
    ['LOG=/var/log/x; ls >&"$LOG"', 'LOG=/var/log/x; ls >"$LOG" 2>&1'],
    ["LOG=$DIR/x; ls >&${LOG}", "LOG=$DIR/x; ls >${LOG} 2>&1"],
  ])("fixes >& with a word that is not a number: %j", (script, fixed) => {
    expect(lint(document(script), { rules }).map(({ messageId }) => messageId)).toEqual(["expansion"]);
    expect(fix(document(script), { rules })).toBe(document(fixed));
  });

  it.each([
    [String.raw`echo -e "\033[1m\tx\0101\c"`, String.raw`printf '%b\n' "\033[1m\tx\0101\c"`],
    [String.raw`echo -e 'a\.b\\1\8'`, String.raw`printf '%b\n' 'a\.b\\1\8'`],
    ["C='\\033[1m'\necho -e \"$C\"", "C='\\033[1m'\nprintf '%b\\n' \"$C\""],
  ])("fixes echo -e if printf prints the same: %j", (script, fixed) => {
    const others = lint(document(script), { rules }).filter(({ fix: edit }) => edit === undefined);
    expect(others).toEqual([]);
    expect(fix(document(script), { rules })).toBe(document(fixed));
  });

  it.each([
    String.raw`echo -e 's/\(a\)/[\1]/'`,
    String.raw`echo -e "\E[1m"`,
    String.raw`echo -e "\x1b[1m"`,
    String.raw`echo -e '\\\1'`,
    String.raw`echo -e '\u00e9'`,
    "C='\\E[1m'\necho -e \"$C text\"",
    "f() { echo -e \"$1\"; }\nf '\\1'",
    "echo -e -n",
    "echo -e '-n'",
    String.raw`echo -e "a\tb" c`,
    String.raw`echo -e > f "a\tb"`,
  ])("does not fix echo -e if printf prints something else: %j", (script) => {
    expect(found(document(script))).toHaveLength(1);
    expect(fix(document(script), { rules })).toBe(document(script));
  });

  it.each([
    String.raw`printf '\E[1m'`,
    String.raw`printf '%b' a '\E[1m'`,
    String.raw`printf '%s %b' a b c '\E[1m'`,
    String.raw`printf '%*s%b' 5 a '\E[1m'`,
    String.raw`printf "$x%b" a '\E[1m'`,
    "C='\\E[1m'\nprintf \"${C}x\"",
    "C='\\x1b[1m'\nprintf '%b' \"$C\"",
    "f() { printf \"$1\"; }\nf '\\E[1m'",
  ])("reports escapes that only printf of bash knows: %j", (script) => {
    const [message, ...more] = lint(document(script), { rules });
    expect(message?.message).toContain("\\x, \\u or \\E in printf");
    expect(more).toEqual([]);
  });

  it("reports conversions that only printf of bash knows, with flags and widths", () => {
    expect(found(document("printf '%-10q|' x"))).toHaveLength(1);
    expect(found(document(`printf "%'10d" 1000`))).toHaveLength(1);
    expect(found(document("printf '%-10s|%+5d' x 1"))).toEqual([]);
  });

  it("reports quotes that only printf of bash reads as escaped", () => {
    const [message, ...more] = lint(document(String.raw`printf '{\"a\": "%s"}' '\"'`), { rules });
    expect(message?.message).toContain(
      String.raw`\", \' or \? in the format of printf: on instances where sh is dash, printf prints the backslash too.`,
    );
    expect(more).toEqual([]);
  });

  it.each([
    String.raw`printf '\e[1m\\E'`,
    String.raw`printf '%s' '\E'`,
    String.raw`printf '{\\"a\\": 1}'`,
    "printf '5%%q %%(a) 100%%\\n'",
    String.raw`printf '%b%% %5s|' a '\E' b '\x41'`,
    "C='\\E'\nprintf '%s' \"$C\"",
  ])("accepts escapes that printf of every shell prints alike: %j", (script) =>
    expect(found(document(script))).toEqual([]),
  );

  it.each(["${@:2}", "${*:1:2}", "${@: -1}"])("does not advise string operations for the parameters: %s", (slice) => {
    const advice = 'Use shift or set -- in a function or ( … ), and then "$@".';
    const [message] = lint(document(`ls "${slice}"`), { rules });
    expect(message?.message).toBe(
      `dash cannot evaluate ${slice}: on instances where sh is dash, the script stops here with status 2. ${advice}`,
    );
    expect(lint(document('ls "${1:2}"'), { rules })[0]?.message).toContain("Use cut -c,");
  });

  it("suggests a first line that selects bash", () => {
    const [message] = lint(document("A=(1)"), { rules });
    expect(message!.suggestions).toHaveLength(1);
    const { range, text: added } = message!.suggestions![0]!.fix;
    const text = document("A=(1)");
    expect(text.slice(0, range[0]) + added + text.slice(range[1])).toBe(document("#!/bin/bash\nA=(1)"));
  });

  it("ignores placeholders and broken scripts", () => {
    expect(found(document("echo {{ a }} '{{ b }}'\nls {{ c }}{{ d }}"))).toEqual([]);
    expect(found(document("if [[ a"))).toEqual([]);
  });
});
