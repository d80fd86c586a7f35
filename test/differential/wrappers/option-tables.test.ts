/** Every option in a wrapper's own `--help` is in its model: with the option, the wrapper starts what the model predicts. */
import { spawnSync } from "node:child_process";
import { afterAll, expect, test } from "vitest";
import { agrees, predict } from "../../support/prediction.ts";
import { createRecorder, type Started } from "../../support/recorder.ts";

const recorder = createRecorder();
const { rec } = recorder;
afterAll(() => recorder.remove());

const isRoot = process.getuid?.() === 0;

/** The wrapper's own operands between its options and the command. `unshare` is missing because it binds namespaces to its operands. */
const WRAPPERS: Readonly<Record<string, readonly string[]>> = {
  sudo: [],
  env: [],
  nice: [],
  ionice: [],
  timeout: ["5"],
  chrt: ["0"],
  taskset: ["1"],
  setsid: [],
  stdbuf: ["-oL"],
  chroot: ["/"],
  prlimit: [],
  xargs: [],
  flock: [`${recorder.directory}/lock`],
  setpriv: [],
  // The namespaces of this process.
  nsenter: ["--target", String(process.pid), "--all"],
  runuser: ["-u", "root"],
};

/** Options with which a program waits for an answer, changes the behavior under test, or needs something that is not available here. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  // Asks before each command.
  "xargs -p",
  "xargs --interactive",
  // Applies to the given process; 0 is the caller.
  "prlimit -p",
  "prlimit --pid",
  // Start the command later.
  "sudo -b",
  "sudo --background",
  "setsid -f",
  "setsid --fork",
  // Lets the command read from a terminal.
  "xargs -o",
  "xargs --open-tty",
  // The command gets the environment of another process, which is not known.
  "nsenter -e",
  "nsenter --env",
]);

interface Listed {
  readonly option: string;
  readonly takes: "nothing" | "value" | "optional";
}

/** The options of a help text: `-k, --kill-after=DURATION`, `-e, --eof[=END]`, `-T, --sched-runtime <ns>`, `-I R`. */
function listedOptions(help: string): readonly Listed[] {
  return help.split("\n").flatMap((line) => {
    const found = /^\s{1,8}(?:(-\w)(?:, ?|\s|$|(?=\[)))?(--[a-z][\w-]*)?(\[?[= ]?[<A-Z[][^ ]*|=\w+)?(?: |$)/.exec(line);
    if (found === null) return [];
    const [, short, long, value = ""] = found;
    const takes = value === "" ? "nothing" : value.startsWith("[") ? "optional" : "value";
    return [short, long].flatMap((option) => (option === undefined ? [] : [{ option, takes } as const]));
  });
}

/** Values, at least one of which is valid for most options. */
const VALUES = ["1", "root", "/", "KILL", `${recorder.directory}/lock`, "A", "0"];

function spellings({ option, takes }: Listed): readonly (readonly string[])[] {
  const attached = (value: string): readonly string[] => [
    option.startsWith("--") ? `${option}=${value}` : option + value,
  ];
  if (takes === "nothing") return [[option]];
  const withValue = VALUES.flatMap((value) =>
    takes === "value" ? [[option, value], attached(value)] : [attached(value)],
  );
  return takes === "value" ? withValue : [[option], ...withValue];
}

test.skipIf(!isRoot).each(Object.entries(WRAPPERS))("%s", (wrapper, operands) => {
  const { stdout, stderr } = spawnSync(wrapper, ["--help"], { encoding: "utf8" });
  const options = listedOptions(stdout === "" ? stderr : stdout);
  expect(options.length, "the help lists options").toBeGreaterThan(3);
  const lines = options
    .filter(({ option }) => !LEFT_OUT.has(`${wrapper} ${option}`))
    .flatMap((listed) => spellings(listed))
    .map((own) => ({ words: [wrapper, ...own, ...operands, rec, "x"], stdin: "item\n" }));
  const real = recorder.record(lines);
  const wrong = lines.flatMap((line, index) => {
    const started = real[index] as Started[];
    // An invalid value is not an error in the table.
    if (started.length === 0) return [];
    const predicted = predict(line, rec);
    return agrees(started, predicted)
      ? []
      : [{ line: line.words.join(" "), started: JSON.stringify(started), predicted: JSON.stringify(predicted) }];
  });
  expect(wrong).toEqual([]);
  expect(real.some((started) => started.length > 0)).toBe(true);
});
