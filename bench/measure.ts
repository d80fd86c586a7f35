/** Runs programs side by side and measures their costs. */
import { spawnSync } from "node:child_process";

export interface Cost {
  /** Wall-clock time in milliseconds, the median of all rounds. */
  readonly wall: number;
  /** CPU time of all cores in milliseconds; `undefined` for programs that do not run on Node. */
  readonly cpu: number | undefined;
  /** Peak memory in MiB; `undefined` for programs that do not run on Node. */
  readonly memory: number | undefined;
}

export interface Contestant {
  readonly name: string;
  /** Arguments of `node`. A contestant has either these or `program`, a program with its arguments. */
  readonly node?: readonly string[];
  readonly program?: readonly string[];
  readonly cwd?: string;
  readonly input?: string;
}

/** When the process exits, writes its resource usage to file descriptor 3. */
const meter = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from "node:fs"; process.on("exit", () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); writeSync(3, JSON.stringify({ cpu: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 })); });`,
)}`;

function once({ node, program, cwd, input }: Contestant, isMetered: boolean): Cost {
  const [command, ...argv] = node
    ? [process.execPath, ...(isMetered ? ["--import", meter] : []), ...node]
    : [...program!];
  const start = performance.now();
  const { output, error } = spawnSync(command!, argv, {
    cwd,
    input: input ?? "",
    stdio: ["pipe", "ignore", "ignore", "pipe"],
    maxBuffer: 1e9,
  });
  const wall = performance.now() - start;
  if (error) throw error;
  const used = node && isMetered ? (JSON.parse(String(output[3])) as { cpu: number; memory: number }) : undefined;
  return { wall, cpu: used?.cpu, memory: used?.memory };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Runs the contestants in turn, so that other load on the machine affects all of them equally. */
export function sideBySide(contestants: readonly Contestant[], rounds: number): Cost[] {
  const walls = contestants.map((): number[] => []);
  for (const contestant of contestants) once(contestant, false);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) walls[index]!.push(once(contestant, false).wall);
  }
  return contestants.map((contestant, index) => ({ ...once(contestant, true), wall: median(walls[index]!) }));
}

/** The cost of one run of Node; `undefined` if it does not exit by itself within `seconds` of CPU time. */
export function usage(argv: readonly string[], seconds: number): { cpu: number; memory: number } | undefined {
  const node = [process.execPath, "--import", meter, ...argv];
  const { output } = spawnSync("sh", ["-c", `ulimit -t ${seconds}; exec "$@"`, "sh", ...node], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const written = String(output?.[3] ?? "");
  return written === "" ? undefined : (JSON.parse(written) as { cpu: number; memory: number });
}
