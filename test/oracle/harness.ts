/**
 * Runs scripts in a real bash under every assignment of their unknown conditions, with recording programs first on PATH.
 *
 * The conditions of a script are decisions: `cond ID` (its status), `val ID` (prints `y` or `n`) and `word ID` (prints `y`, `n` or
 * another word), each decided again at every call; the environment variables `C1`, `C2` … and the variables `AWS_…` that the script
 * reads (`1` or unset); the files `./f1`, `./f2` … (existing or not); and the status of a recording program. Decisions are discovered
 * by running: each run logs the decisions that it asked for, and each of them is flipped in further runs until no new one appears.
 */
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomDecisions } from "./random-decisions.ts";

/** A recorded start of a recording program. */
export interface Recorded {
  readonly program: string;
  readonly argv: readonly string[];
  /** The watched variables that were in its environment. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Maps a decision's name to its results, one bit for each call: `{ "cond 3": "01" }`. */
export type Decisions = Readonly<Record<string, string>>;

export interface Execution {
  readonly decisions: Decisions;
  readonly records: readonly Recorded[];
}

export interface Exploration {
  readonly executions: readonly Execution[];
  /** Whether every decision was flipped. */
  readonly complete: boolean;
}

/** A program that is put first on PATH: its name and its POSIX shell text, which may call `decide NAME` (status) and `record`. */
export interface Stub {
  readonly name: string;
  readonly text: string;
}

export interface Laboratory {
  readonly stubs: readonly Stub[];
  /** The variables that `record` logs. */
  readonly watched: readonly string[];
  /** Environment variables that are set exactly if another variable is set. */
  readonly together?: Readonly<Record<string, string>>;
  /** Variables that may be in the environment. They are decisions if a script with `set -u` reads them: it exits if they are unset. */
  readonly given?: readonly string[];
  /** The maximum number of runs of one script. */
  readonly most: number;
  /** The number of additional random runs of a script that has more assignments than `most`. */
  readonly sampled?: number;
  readonly shell?: string | undefined;
}

/** A decision is flipped only in this many of its first calls, so that loops end. */
const TURNED_CALLS = 3;

/** The maximum number of runs in one bash process. */
const BATCH = 400;

const conditions: readonly Stub[] = [
  { name: "cond", text: 'decide "cond $1"' },
  { name: "until_cond", text: 'decide "until $1"' },
  { name: "val", text: 'if decide "val $1"; then echo y; else echo n; fi' },
  { name: "word", text: 'if decide "word $1"; then echo y; elif decide "else $1"; then echo other; else echo n; fi' },
];

/** A file with the decision's name contains the remaining bits. After these, or without a file, each bit is 0, or 1 for `until`. */
const decide = `decide() {
  bits=
  if [ -f "./.d.$1" ]; then read -r bits < "./.d.$1"; fi
  case $bits in
    "") case $1 in until*) bit=1 ;; *) bit=0 ;; esac ;;
    1*) bit=1 ;;
    *) bit=0 ;;
  esac
  printf '%s\\n' "\${bits#?}" > "./.d.$1"
  printf '?%s\\037%s\\035' "$1" "$bit" >> ./.log
  [ "$bit" = 1 ]
}
`;

/** The function `record`. It logs with a single write, so that the records of concurrent processes do not mix. */
function recorder(name: string, watched: readonly string[]): string {
  const variables = watched.map((variable) => `\${${variable}+${variable}=$${variable}\u001F}`);
  return `record() {
  line='!${name}'
  for word; do line="$line\u001F$word"; done
  printf '%s' "$line\u001E${variables.join("")}\u001D" >> ./.log
}
`;
}

function readLog(path: string): { decisions: Record<string, string>; records: Recorded[] } {
  const decisions: Record<string, string> = {};
  const records: Recorded[] = [];
  if (!existsSync(path)) return { decisions, records };
  for (const entry of readFileSync(path, "utf8").split("\u001D")) {
    const kind = entry[0];
    const [first = "", second = ""] = entry.slice(1).split(kind === "?" ? "\u001F" : "\u001E");
    if (kind === "?") {
      decisions[first] = (decisions[first] ?? "") + second;
    } else if (kind === "!") {
      const [program = "", ...argv] = first.split("\u001F");
      const environment: Record<string, string> = {};
      for (const assignment of second.split("\u001F")) {
        const equals = assignment.indexOf("=");
        if (equals > 0) environment[assignment.slice(0, equals)] = assignment.slice(equals + 1);
      }
      records.push({ program, argv, environment });
    }
  }
  return { decisions, records };
}

interface Job {
  readonly script: string;
  readonly decisions: Decisions;
}

/** The variables and files that the script may read. They are always decided, once for each run. */
function standing(script: string, { together = {}, given = [] }: Laboratory): string[] {
  const own = [...script.matchAll(/\bC\d+\b|\.\/f\d+\b/g)].map(([name]) => name);
  const read = [...script.matchAll(/\$\{?(AWS_[A-Z_]+)/g)].map(([, name]) => together[name!] ?? name!);
  const required = /^set -u$/m.test(script) ? given.filter((name) => script.includes(`$${name}`)) : [];
  return [...new Set([...own, ...read, ...required])];
}

/** Runs each job in its own directory. */
async function runAll(jobs: readonly Job[], laboratory: Laboratory, bin: string): Promise<Execution[]> {
  const root = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "oracle-"));
  try {
    const lines = jobs.map(({ script, decisions }, index) => {
      const directory = join(root, String(index));
      mkdirSync(directory);
      writeFileSync(join(directory, "s"), script);
      const variables: string[] = [];
      const companions = Object.entries(laboratory.together ?? {});
      for (const [name, bits] of Object.entries(decisions)) {
        if (/^(?:C\d|AWS_)/.test(name) || laboratory.given?.includes(name) === true) {
          const given = [name, ...companions.filter(([, other]) => other === name).map(([one]) => one)];
          if (bits === "1") variables.push(...given.map((one) => `${one}=1`));
        } else if (!name.startsWith("./")) writeFileSync(join(directory, `.d.${name}`), `${bits}\n`);
        else if (bits === "1") writeFileSync(join(directory, name), "");
      }
      return `cd ${directory}; ${variables.join(" ")} ${laboratory.shell ?? "bash"} ./s </dev/null >/dev/null 2>&1`;
    });
    const halves = [lines.filter((_, index) => index % 2 === 0), lines.filter((_, index) => index % 2 === 1)];
    await Promise.all(halves.map((half, index) => runBash(half, join(root, `driver.${index}`), bin)));
    return jobs.map(({ script, decisions }, index) => {
      const log = readLog(join(root, String(index), ".log"));
      for (const name of standing(script, laboratory)) log.decisions[name] = decisions[name] ?? "0";
      return log;
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function runBash(lines: readonly string[], path: string, bin: string): Promise<void> {
  const functions = [decide, ...conditions.map(({ name, text }) => `${name}() { ${text}; }`)];
  const names = ["decide", ...conditions.map(({ name }) => name)];
  const script = ["ulimit -t 1", ...functions, `export -f ${names.join(" ")}`, ...lines, "wait", ""];
  writeFileSync(path, script.join("\n"));
  return new Promise((resolve, reject) => {
    const child = spawn("bash", [path], { env: { PATH: `${bin}:/usr/bin:/bin` }, stdio: "ignore" });
    child.on("error", reject);
    child.on("exit", () => resolve());
  });
}

function keyOf(decisions: Decisions): string {
  return JSON.stringify(Object.entries(decisions).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Everything that happened in a run, except for one decision. */
function course({ decisions, records }: Execution, but: string): string {
  return keyOf({ ...decisions, [but]: "" }) + JSON.stringify(records);
}

interface Search {
  readonly script: string;
  readonly executions: Map<string, Execution>;
  readonly tried: Set<string>;
  queue: { decisions: Decisions; turned: string; from: Execution | undefined }[];
  cut: boolean;
  settled: boolean;
}

/** The assignments that differ from a run in one decision. */
function turnings(execution: Execution): { decisions: Decisions; turned: string }[] {
  return Object.entries(execution.decisions).flatMap(([name, bits]) =>
    Array.from(bits.slice(0, TURNED_CALLS), (bit, index) => ({
      decisions: { ...execution.decisions, [name]: bits.slice(0, index) + (bit === "1" ? "0" : "1") },
      turned: name,
    })),
  );
}

/**
 * Runs the scripts under every assignment of their decisions, up to `laboratory.most` runs of each script. `settled` may end the
 * search for a script earlier, if no remaining run can matter.
 */
export async function explore(
  scripts: readonly string[],
  laboratory: Laboratory,
  settled?: (script: number, executions: readonly Execution[]) => boolean,
): Promise<Exploration[]> {
  const bin = mkdtempSync(join(tmpdir(), "oracle-bin-"));
  for (const { name, text } of [...conditions, ...laboratory.stubs]) {
    const path = join(bin, name);
    writeFileSync(path, `#!/bin/sh\n${decide}${recorder(name, laboratory.watched)}${text}\n`);
    chmodSync(path, 0o755);
  }
  const searches = scripts.map((script): Search => ({
    script,
    executions: new Map(),
    tried: new Set(),
    queue: [{ decisions: {}, turned: "", from: undefined }],
    cut: false,
    settled: false,
  }));
  try {
    for (;;) {
      const round = searches.flatMap((search) => search.queue.splice(0).map((entry) => ({ search, entry })));
      if (round.length === 0) break;
      for (let start = 0; start < round.length; start += BATCH) {
        const part = round.slice(start, start + BATCH);
        const jobs = part.map(({ search, entry }) => ({ script: search.script, decisions: entry.decisions }));
        const executions = await runAll(jobs, laboratory, bin);
        executions.forEach((execution, index) => {
          const { search, entry } = part[index] as (typeof part)[number];
          const key = keyOf(execution.decisions);
          if (search.executions.has(key)) return;
          search.executions.set(key, execution);
          // If the status of a recorded program makes no difference, it makes none in combination with other decisions.
          const idle = entry.from !== undefined && course(entry.from, entry.turned) === course(execution, entry.turned);
          if (idle && entry.turned.startsWith("status")) return;
          for (const turning of turnings(execution)) {
            const id = keyOf(turning.decisions);
            if (search.tried.has(id)) continue;
            if (search.tried.size >= laboratory.most) {
              search.cut = true;
              break;
            }
            search.tried.add(id);
            search.queue.push({ ...turning, from: execution });
          }
        });
      }
      searches.forEach((search, index) => {
        search.settled = settled?.(index, [...search.executions.values()]) === true;
        if (search.settled) search.queue = [];
      });
    }
    const open = searches.filter(({ cut, settled: isSettled }) => cut && !isSettled);
    for (const { script, executions } of open) {
      const samples = randomDecisions(script, executions.values(), laboratory.sampled ?? 0, TURNED_CALLS);
      const jobs = samples.map((decisions) => ({ script, decisions }));
      for (const one of await runAll(jobs, laboratory, bin)) executions.set(keyOf(one.decisions), one);
    }
  } finally {
    rmSync(bin, { recursive: true, force: true });
  }
  return searches.map(({ executions, cut }) => ({ executions: [...executions.values()], complete: !cut }));
}
