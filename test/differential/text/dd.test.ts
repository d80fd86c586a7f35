/** Compares what dd writes and prints with the real program. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { dd } from "../../../src/programs/coreutils/dd.ts";
import { knownText, stringOf, type Argument, type Run } from "../../../src/shell/index.ts";
import { seed } from "../../support/seed.ts";

const directory = mkdtempSync(join(tmpdir(), "dd-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const [input, output] = ["in", "out"].map((name) => join(directory, name)) as [string, string];
const contents = new Map([
  [input, "first\nsecond\n"],
  [output, "old content of the file\n"],
]);
const word = (text: string): Argument => ({ pos: 0, end: 0, value: stringOf(text), split: false, word: undefined });

/** What the model says, where it knows it: the text on stdout, and the file afterwards. */
function modelled(words: readonly string[], stdin: string): { stdout?: string; file?: string } {
  const run = {
    argv: ["dd", ...words].map(word),
    stdin: stringOf(stdin),
    file: (path: string) => (contents.has(path) ? stringOf(contents.get(path)!) : undefined),
  } as unknown as Run;
  const result: { stdout?: string; file?: string } = {};
  for (const effect of dd(run, run)) {
    if (effect.kind === "output") result.stdout = knownText(effect.value) ?? "";
    if (effect.kind !== "write") continue;
    expect(effect.path).toEqual(stringOf(output));
    const text = knownText(effect.content);
    if (text !== undefined) result.file = effect.append ? contents.get(output)! + text : text;
  }
  return result;
}

test("dd", () => {
  const operands = `if=${input}|of=${output}|of=${output}|bs=4|count=1|skip=1|status=none|conv=fsync|conv=ucase|conv=notrunc|conv=notrunc,fsync|oflag=append|iflag=fullblock|what=1`;
  let known = 0;
  fc.assert(
    fc.property(fc.uniqueArray(fc.constantFrom(...operands.split("|")), { maxLength: 4 }), (words) => {
      for (const [path, content] of contents) writeFileSync(path, content);
      const { status, stdout } = spawnSync("dd", words, { input: "on stdin\n", encoding: "utf8", timeout: 10_000 });
      const expected = modelled(words, "on stdin\n");
      if (status !== 0) return;
      if (expected.stdout !== undefined) expect(stdout).toBe(expected.stdout);
      if (expected.file !== undefined) expect(readFileSync(output, "utf8")).toBe(expected.file);
      known += expected.file === undefined && expected.stdout === undefined ? 0 : 1;
    }),
    { seed, numRuns: 200 },
  );
  expect(known).toBeGreaterThan(30);
});
