/**
 * Runs scripts in dash, bash and busybox, and determines which scripts start the command `id`, or another command that is not their own.
 * One process of each shell runs many scripts. Each script runs in its own subshell, which reads it from a file.
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const SHELLS = ["dash", "bash", "busybox"] as const;
export type Shell = (typeof SHELLS)[number];

export interface Trial {
  readonly script: string;
  /** Variables that the agent sets for the script. */
  readonly environment: Readonly<Record<string, string>>;
  readonly bash: boolean;
}

export interface Outcome {
  /** Whether, in one of the shells, a command ran that is not in the place. */
  readonly ran: boolean;
  /** Whether, in one of the shells, a file was created that the place does not create. */
  readonly wrote: boolean;
}

const DRIVER = `
id() { : > "$CANARY/$CASE"; }
while read -r CASE; do
  export CASE
  ( cd "$WORK/$CASE"; . "$SCRIPTS/$CASE"; wait ) > /dev/null 2>&1 < /dev/null
done < "$LIST"
wait
`;

/** A regular expression for valid lines of a crontab. If one line is invalid, `crontab` installs none of them (tried with cron 3.0). */
function cronLine(): string {
  const [time, name] = ["[0-9*][0-9*,/-]*", "[A-Za-z0-9*][A-Za-z0-9*,/-]*"];
  return `^[ \t]*($|#|[A-Za-z_][A-Za-z0-9_]* *=|@(daily|hourly|weekly|monthly|yearly|annually|midnight|reboot) |(${time} +){3}${name} +${name}( |$))`;
}

/** Programs that start a shell on another host, later, or as another user. Here they start it immediately. */
const STUBS: Readonly<Record<string, string>> = {
  // `cat >(id)` waits forever for a pipe that its own shell holds open.
  cat: 'exec /usr/bin/timeout 1 /bin/cat "$@"',
  ssh: 'while [ "$1" != h ]; do shift; done\nshift\n[ $# -gt 0 ] || exec sh\nexec sh -c "$*"',
  sudo: 'unset SSM_p SSM_q\nexec "$@"',
  su: 'unset SSM_p SSM_q\nwhile [ "$1" != -c ]; do shift; done\nexec sh -c "$2"',
  at: "exec sh",
  crontab: `unset SSM_p SSM_q
[ "$1" = - ] || exec < "$1"
jobs=$(cat)
printf '%s\\n' "$jobs" | grep -Evq '${cronLine()}' && exit 1
printf '%s\\n' "$jobs" | while read -r a b c d e line; do
case $a in "#"* | *=*) ;; @*) sh -c "$b $c $d $e $line" ;; *) sh -c "$line" ;; esac
done`,
};

/** Real programs that the places use. */
const TOOLS = ["xargs", "mkdir", "env", "find", "chmod", "grep"];

/** Words that the places themselves use. Their start proves nothing. */
const OWN = new Set(
  "echo cat sh xargs eval export test trap set wait true false if then else fi for in do done case esac env find chmod exec read printf let declare unset local until while break".split(
    " ",
  ),
);

/** The commands that a value may start: each of its words that could be a command's name. */
export function commandsIn(value: string): string[] {
  return [/[^A-Za-z0-9_.:~+,@%-]+/, /[^A-Za-z0-9_.:~+,@%#!^-]+/]
    .flatMap((between) => value.split(between))
    .filter((word) => word.length <= 12 && /[A-Za-z0-9_]/.test(word) && !OWN.has(word));
}

/** Runs the trials. @param commands are the names whose start is recorded, in addition to `id`. */
export function runTrials(trials: readonly Trial[], commands: Iterable<string>): Outcome[] {
  const root = mkdtempSync(join(tmpdir(), "injection-"));
  try {
    const scripts = join(root, "scripts");
    mkdirSync(scripts);
    trials.forEach(({ environment, script }, index) => {
      const given = Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}\n`);
      writeFileSync(join(scripts, String(index)), `${given.join("")}${script}\n`);
    });
    const names = new Set(["id", ...commands]);
    const seen = SHELLS.map((shell) => runIn(shell, root, scripts, trials, names));
    return trials.map((_, index) => ({
      ran: seen.some(({ ran }) => ran.has(index)),
      wrote: seen.some(({ wrote }) => wrote.has(index)),
    }));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function runIn(shell: Shell, root: string, scripts: string, trials: readonly Trial[], names: ReadonlySet<string>) {
  const directory = join(root, shell);
  const [bin, canary, work] = ["bin", "canary", "work"].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  for (const one of [directory, bin, canary, work]) mkdirSync(one);
  for (const tool of TOOLS)
    symlinkSync(existsSync(`/bin/${tool}`) ? `/bin/${tool}` : `/usr/bin/${tool}`, join(bin, tool));
  const program = `/bin/${shell}`;
  symlinkSync(program, join(bin, "sh"));
  const started = Object.fromEntries(Array.from(names, (name) => [name, ': > "$CANARY/$CASE"']));
  for (const [name, text] of Object.entries({ ...started, ...STUBS })) {
    const path = join(bin, name);
    if (existsSync(path)) continue;
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
  }
  const cases = trials.flatMap(({ bash }, index) => (bash && shell !== "bash" ? [] : [String(index)]));
  for (const one of cases) mkdirSync(join(work, one));
  writeFileSync(join(directory, "driver"), DRIVER);
  const env = { PATH: bin, CANARY: canary, WORK: work, SCRIPTS: scripts, LIST: join(directory, "list") };
  // Under the name `sh`, as on Amazon Linux, bash runs in POSIX mode. Places that only bash can parse run under the name `bash`.
  const posix = cases.filter((one) => trials[Number(one)]!.bash === false);
  spawnSync(join(bin, "sh"), [join(directory, "driver")], {
    env: { ...env, LIST: listOf(directory, "posix", shell === "bash" ? posix : cases) },
    timeout: 300_000,
  });
  if (shell === "bash") {
    const own = cases.filter((one) => trials[Number(one)]!.bash);
    spawnSync(program, [join(directory, "driver")], {
      env: { ...env, LIST: listOf(directory, "own", own) },
      timeout: 300_000,
    });
  }
  const ran = new Set(readdirSync(canary).map(Number));
  const wrote = new Set(cases.filter((one) => readdirSync(join(work, one)).length > 0).map(Number));
  return { ran, wrote };
}

function listOf(directory: string, name: string, cases: readonly string[]): string {
  const path = join(directory, name);
  writeFileSync(path, cases.map((one) => `${one}\n`).join(""));
  return path;
}
