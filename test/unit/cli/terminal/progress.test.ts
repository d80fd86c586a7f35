import { expect, test, vi } from "vitest";
import { fileProgress } from "../../../../src/eslint/scripts/file-progress.ts";
import { Progress } from "../../../../src/cli/terminal/progress.ts";
import { guardTerminal } from "../../../../src/cli/terminal/terminal.ts";
import { implicit } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

/** A terminal of 40 columns, and every line that is printed on it. */
function terminal(isTerminal: boolean) {
  const lines: string[] = [];
  const raw = {
    cwd: "/work",
    env: {},
    stdoutIsTerminal: isTerminal,
    stderrIsTerminal: isTerminal,
    columns: 40,
    out: () => {},
    err: (text: string) => void lines.push(text),
    readInput: () => Buffer.alloc(0),
  };
  return { lines, terminal: guardTerminal(raw) };
}

test("a long run shows the current file and its progress", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  try {
    const { lines, terminal: shown } = terminal(true);
    const progress = new Progress(shown, 1);
    progress.at("/work/documents/large.yaml", 0);
    progress.within!({ stage: "script", done: 1, total: 8 });
    expect(lines).toEqual([]);
    vi.advanceTimersByTime(1500);
    progress.within!({ stage: "script", done: 2, total: 8 });
    expect(lines.at(-1)).toBe("1/1 documents/large.yaml: script 2/8");
    progress.within!({ stage: "script", done: 3, total: 8 });
    expect(lines.at(-1)).toBe("1/1 documents/large.yaml: script 2/8");
    vi.advanceTimersByTime(200);
    progress.within!({ stage: "rules", done: 999, total: 2000 });
    expect(lines.at(-1)).toBe("1/1 documents/large.yaml: rules 49 %");
    progress.at(`/work/${"x".repeat(80)}.yaml`, 0);
    vi.advanceTimersByTime(200);
    progress.within!({ stage: "rules", done: 1, total: 2 });
    expect(lines.at(-1)).toMatch(/^1\/1 x+: rules 50 %$/);
    expect(lines.at(-1)!.length).toBeLessThan(40);
    progress.done();
    expect(lines.at(-1)).toBe("\r\u001B[2K");
  } finally {
    vi.useRealTimers();
  }
});

test("progress is neither shown nor requested if stderr is not a terminal", () => {
  expect(new Progress(terminal(false).terminal, 1).within).toBeUndefined();
});

test("scripts and rules of one file report their progress", async () => {
  const seen: string[] = [];
  const cwd = scratch({
    "a.yaml": implicit(...Array.from({ length: 200 }, (_, index) => `aws s3 ls s3://b/${index}`)),
  });
  const within = vi.spyOn(Progress.prototype, "within", "get").mockReturnValue(({ stage, done, total }) => {
    expect(done).toBeLessThanOrEqual(total);
    seen.push(stage);
  });
  try {
    await ssmlint(cwd, []);
  } finally {
    within.mockRestore();
  }
  expect(new Set(seen)).toEqual(new Set(["script", "rules"]));
  expect(fileProgress.listener).toBeUndefined();
});
