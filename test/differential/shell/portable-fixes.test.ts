/** Compares with real shells: the fixes of `no-bashisms` keep what a script does in bash, and dash then does the same. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { noBashisms } from "../../../rules/no-bashisms.ts";
import { fix, lint } from "../../support/lint.ts";
import { jsonDocument } from "../../support/rule-tester.ts";

const rules = { "no-bashisms": noBashisms };
const root = mkdtempSync(join(tmpdir(), "portable-fixes-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
symlinkSync("/bin/bash", join(root, "sh"));
const BASH = join(root, "sh");
const cwd = join(root, "run");

/** What commands need: variables, a function and a file. */
const SETTING = "one=1; o=out; f() { echo \"f$1\"; }\nprintf '1\\n2\\n' > in\n";

/** Returns the output, the status and the files of the script, as the agent runs it. */
function run(shell: string, script: string): string {
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd);
  writeFileSync(join(root, "script"), script);
  const env = { PATH: process.env["PATH"] ?? "", LANG: "C.UTF-8" };
  const { stdout, status } = spawnSync(shell, [join(root, "script")], { cwd, env, encoding: "utf8", timeout: 10_000 });
  const files = readdirSync(cwd).toSorted();
  return [`status ${status}`, stdout, ...files.map((file) => `${file}: ${readFileSync(join(cwd, file), "utf8")}`)].join(
    "\n",
  );
}

function fixed(script: string): string {
  return JSON.parse(fix(jsonDocument(script), { rules })).mainSteps[0].inputs.runCommand.join("\n");
}

/** Compares the command with its fix. Returns whether there is a fix. */
function hasRightFix(command: string): boolean {
  const before = SETTING + command;
  const after = fixed(before);
  if (after === before) return false;
  const expected = run(BASH, before);
  expect([after, run(BASH, after)]).toEqual([after, expected]);
  if (lint(jsonDocument(after), { rules }).length === 0) expect([after, run("dash", after)]).toEqual([after, expected]);
  return true;
}

/** What may come directly before a redirection. */
const COMMANDS = [
  "echo a",
  "echo a ",
  "echo 1",
  "echo 1 ",
  "echo 12",
  'echo "1"',
  "echo \\1",
  "echo 1\\\n",
  "echo 1 \\\n",
  "echo 1\\ ",
  "echo $one",
  "echo {one}",
  "echo x=1",
  "echo $(echo 1)",
  "echo `echo 1`",
  "ls nowhere",
  "ls nowhere ",
  "ls nowhere 2>err",
  "f 1",
  "(f 1)",
  "{ f 1; }",
  "! f 1",
  "echo 1;echo 2",
  "if true; then f 1; fi",
  "while read -r l; do echo $l; done <in",
] as const;

const REDIRECTIONS = [
  "&>o",
  "&> o",
  "&>>o",
  "&>1",
  "&>$o",
  "&>o <in",
  "&>o|cat",
  "&>o&&echo z",
  "&>o 2>err",
  "|&cat",
  "|& cat",
  "|&\ncat",
  "|&cat|&cat",
  ">&o",
  ">& o",
  '>&"o"',
] as const;

test.each(COMMANDS)("fixes of redirections after %j", (command) => {
  // Otherwise, the redirection has a descriptor.
  const isNumber = / \d+$|\{\w+\}$/.test(command);
  const all = REDIRECTIONS.filter((redirection) => !isNumber || !redirection.startsWith(">"));
  for (const redirection of all) expect([redirection, hasRightFix(command + redirection)]).toEqual([redirection, true]);
});

test.each([
  'exec 3>>log; FD=3; echo x >&"$FD"',
  'log() { echo "$2" >&"$1"; }; log 1 hi',
  'echo x >&"${FD:-1}"',
  "echo 1 | { read -r FD; echo x >&$FD; }",
  "echo x >&'1'; echo y >&\\1; echo z >&$(echo 1)",
])("a number after >& is a descriptor in every shell: %s", (command) => {
  expect(hasRightFix(command)).toBe(false);
  expect(run("dash", SETTING + command)).toBe(run(BASH, SETTING + command));
});

test.each(["echo a >&$o", 'echo a >&"${o}"', "f a >&x$one; cat x1", "f a >&1a", "f 2 1>&1a", 'f 2 1>& "$o"'])(
  "any other text after >& is a file: %s",
  (command) => expect(hasRightFix(command)).toBe(true),
);

// The fix names the user that the agent runs scripts as.
const isRoot = process.getuid?.() === 0;

test
  .runIf(isRoot)
  .each([
    "export X=$one:~/bin; echo $X",
    "export X=~/bin:$one:~/x Y=~; echo $X $Y",
    'X=~:b:~:"$one":~; echo $X',
    "X=a\\\\:~/b; echo $X",
    "readonly X=$(echo b):~/c; echo $X",
    "g() { local X=:~/*:~; echo $X; }; g",
    "X=~/a Y=b:~ env | grep '^[XY]=' | sort",
    'echo ${x:-~/a} ${x-~} ${o:+~/b} ${x:=~/c} "${x#~/}"',
    "case /root/a in ~/*) echo in ;; esac; case $one in ~ | 1) echo one ;; esac",
    "cat <<E\n${x#~/} $(echo ~)\nE",
    "for d in ~ a:~; do echo $d; done; [ -d ~ ] && cd ~ && pwd",
    "echo a >~/../tmp/portable-fixes && cat ~/../tmp/portable-fixes && rm ~/../tmp/portable-fixes",
  ])("a fixed tilde: %s", (command) => expect(hasRightFix(command)).toBe(true));

test.each([
  'X="a:~/b"; echo $X',
  "X=a\\:~/b; echo $X",
  'X=a":"~/b; echo $X',
  'X=a:$none~/b Y=a:~"/b" Z=~""; echo $X $Y $Z',
  "echo a:~/b X=a:~/c",
  'echo "${x:-~/b}" ${x:-"~"} ${x:-a:~}',
  "cat <<E\n${x:-~/b} ~\nE",
])("a tilde that no shell expands: %s", (command) => {
  expect(hasRightFix(command)).toBe(false);
  expect(run("dash", SETTING + command)).toBe(run(BASH, SETTING + command));
});

const SHARED_ESCAPES = String.raw`\a \b \c \e \f \n \r \t \v \\ \0 \01 \0101 \8 \xZ \z \( \. \" \? \\1 \\\\E`.split(
  " ",
);
const BASH_ESCAPES = String.raw`\E \1 \101 \7 \x41 \u41 \u00e9 \U41 \\\1`.split(" ");

test.each(SHARED_ESCAPES)("echo -e of %s is fixed", (escape) => {
  for (const command of [`echo -e 'a${escape}b'`, `m='${escape}'; echo -e "$m"`]) {
    expect([command, hasRightFix(command)]).toEqual([command, true]);
    expect([command, lint(jsonDocument(fixed(command)), { rules })]).toEqual([command, []]);
  }
});

test.each(BASH_ESCAPES)(
  "echo -e of %s is not fixed, because bash or dash prints it differently with printf",
  (escape) => {
    const [echo, printf] = [`echo -e 'a${escape}b'`, `printf '%b\\n' 'a${escape}b'`];
    expect(fixed(echo)).toBe(echo);
    expect([run(BASH, printf), run("dash", printf)]).not.toEqual([run(BASH, echo), run(BASH, echo)]);
  },
);
