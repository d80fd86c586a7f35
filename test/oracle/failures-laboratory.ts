/** Runs scripts with stubs for `aws`, `curl` and `wget` that fail as specified, and returns what each run did. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The starts of a call that fail: none, all, the first, all but the first. */
export const PATTERNS = ["-", "*", "1", "2"] as const;
/** Rare patterns: `3` fails the first three starts; `e` fails none, but prints nothing. */
export const RARE_PATTERNS = ["-", "*", "3", "e"] as const;
export type Pattern = (typeof PATTERNS)[number] | (typeof RARE_PATTERNS)[number];

export interface Run {
  readonly script: string;
  readonly shell: "dash" | "bash";
  /** Values of `C1` and `C2`. */
  readonly conditions: Readonly<Record<string, boolean>>;
  /** The pattern of each call, by its site. */
  readonly fails: Readonly<Record<string, Pattern>>;
}

export interface Outcome {
  readonly status: number;
  /** The logged checks and messages of the twin, with the number of times each was logged. */
  readonly marks: ReadonlyMap<string, number>;
  /** The number of starts of each call. */
  readonly starts: ReadonlyMap<string, number>;
  /** The calls that failed at least once; for each, the calls that were started after its last failure. */
  readonly failed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly stdout: string;
}

/** After this many starts, a call succeeds, so that a loop that waits for it ends. */
const MOST_STARTS = 6;

/** A call. If it succeeds, it prints a line or writes the file among its words. The site is in its last words. */
const CALL = `#!/bin/dash
site= file=
for word; do
  case $word in
    *k[0-9]) site=\${word##*[!k0-9]} ;;
    ./file*) file=$word ;;
  esac
done
count=0
[ -f "$WORK/$site" ] && read -r count < "$WORK/$site"
count=$((count + 1))
echo "$count" > "$WORK/$site"
eval "pattern=\\$FAIL_$site"
echo "start $site" >> "$LOG"
fails=
case $pattern in
  '*') [ "$count" -gt ${MOST_STARTS} ] || fails=1 ;;
  1) [ "$count" -ne 1 ] || fails=1 ;;
  3) [ "$count" -gt 3 ] || fails=1 ;;
  2) [ "$count" -lt 2 ] || [ "$count" -gt ${MOST_STARTS} ] || fails=1 ;;
esac
if [ -n "$fails" ]; then
  echo "failed $site" >> "$LOG"
  # curl and aws only create the file if they succeed.
  [ -z "$file" ] || [ "\${0##*/}" != wget ] || : > "$file"
  exit 22
fi
[ "$pattern" != e ] || exit 0
if [ -n "$file" ]; then echo "out-$site" > "$file"; else echo "out-$site"; fi
`;

const STUBS: Readonly<Record<string, string>> = {
  aws: CALL,
  curl: CALL,
  wget: CALL,
  sleep: "#!/bin/dash\n",
  sudo: '#!/bin/dash\nexec "$@"\n',
  mark: '#!/bin/dash\necho "mark $*" >> "$LOG"\necho "$*"\n',
  // The argument may have several lines, all of which are logged.
  log: '#!/bin/dash\nset -f\necho mark $* >> "$LOG"\n',
  fail: '#!/bin/dash\necho "mark $*" >> "$LOG"\nexit 1\n',
};

const TOOLS = "sh dash bash cat grep env nice timeout xargs chmod rm mv mkdir seq sort".split(" ");

/** Like the agent, waits for all processes that can still write to stdout or stderr: here, the pipes do this. */
const DRIVER = `
n=0
while read -r script shell C1 C2 FAIL_k1 FAIL_k2 FAIL_k3; do
  n=$((n + 1))
  C1=\${C1#-} C2=\${C2#-}
  export C1 C2 FAIL_k1 FAIL_k2 FAIL_k3
  export WORK="$PLACES/$n"
  mkdir "$WORK"
  cd "$WORK" || exit
  : > "$LOG"
  printed=$({
    { "$shell" "$SCRIPTS/$script" 2>&1 >&4 4>&- < /dev/null; echo "status $?" > "$LOG.status"; } | cat > /dev/null
  } 4>&1)
  printf '%s\\n' "run" "$printed" "$(<"$LOG.status")" "log"
  printf '%s\n' "$(<"$LOG")"
done < "$LIST" > "$OUT"
`;

function counted(all: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const one of all) times.set(one, (times.get(one) ?? 0) + 1);
  return times;
}

/** For each call that failed, the calls that were started after its last failure. */
function failuresIn(lines: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const failed = new Map<string, Set<string>>();
  for (const line of lines) {
    const [what, site] = line.split(" ") as [string, string];
    if (what === "failed") failed.set(site, new Set());
    else if (what === "start") for (const after of failed.values()) after.add(site);
  }
  return failed;
}

function outcomeOf(text: string): Outcome {
  const at = text.lastIndexOf("\nlog\n");
  const printed = text.slice(0, at);
  const lines = text.slice(at + 5).split("\n");
  const of = (kind: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`${kind} `) ? [line.slice(kind.length + 1)] : []));
  const status = printed.lastIndexOf("status ");
  return {
    status: Number(printed.slice(status + 7)),
    marks: counted(of("mark")),
    starts: counted(of("start")),
    failed: failuresIn(lines),
    stdout: printed.slice(0, status),
  };
}

/** The outcomes of the runs, in the same order. */
export function outcomesOf(runs: readonly Run[]): readonly Outcome[] {
  if (runs.length === 0) return [];
  const root = mkdtempSync(join(tmpdir(), "failures-"));
  try {
    const [bin, scripts, work] = ["bin", "scripts", "work"].map((name) => join(root, name)) as [string, string, string];
    for (const one of [bin, scripts, work]) mkdirSync(one);
    for (const tool of TOOLS)
      symlinkSync(
        [`/usr/bin/${tool}`, `/bin/${tool}`].find((path) => existsSync(path))!,
        join(bin, tool),
      );
    for (const [name, body] of Object.entries(STUBS)) {
      writeFileSync(join(bin, name), body);
      chmodSync(join(bin, name), 0o755);
    }
    const files = new Map<string, number>();
    const lines = runs.map(({ script, shell, conditions, fails }) => {
      let file = files.get(script);
      if (file === undefined) {
        files.set(script, (file = files.size));
        writeFileSync(join(scripts, String(file)), `${script}\n`);
      }
      const given = ["C1", "C2"].map((name) => (conditions[name] === true ? "1" : "-"));
      return [file, shell, ...given, ...["k1", "k2", "k3"].map((site) => fails[site] ?? "-")].join(" ");
    });
    const [list, out] = [join(root, "list"), join(root, "out")];
    writeFileSync(list, `${lines.join("\n")}\n`);
    const env = { PATH: bin, PLACES: work, SCRIPTS: scripts, OUT: out, LIST: list, LOG: join(root, "log") };
    spawnSync("/bin/bash", ["-c", DRIVER], { env, timeout: 60_000 + runs.length * 1000 });
    const all = readFileSync(out, "utf8")
      .split(/^run\n/m)
      .slice(1);
    if (all.length !== runs.length) throw new Error(`${runs.length} runs, ${all.length} outcomes`);
    return all.map(outcomeOf);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
