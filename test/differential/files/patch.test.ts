import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../../src/cli/fix/patch.ts";
import { scratch, writeFiles } from "../../support/scratch.ts";

test.each([
  ["with", "\n"],
  ["without", ""],
])(
  "git apply accepts a patch of very many lines, which is not compared in quadratic time, %s a last line break",
  (_, end) => {
    const lines = (sign: string): string => Array.from({ length: 40_000 }, (__, at) => `${sign} ${at}`).join("\n");
    const before = `first\n${lines("a")}\r${end}`;
    const after = `first\n${lines("b")}\nx${end}`;
    const directory = scratch({ "a.yaml": before });
    const input = unifiedDiff("a.yaml", before, after);
    execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: directory, input, stdio: "pipe" });
    expect(readFileSync(join(directory, "a.yaml"), "utf8")).toBe(after);
  },
);

test("git apply turns the old text into the fixed text, for any lines and line endings", () => {
  const directory = scratch();
  const line = fc.constantFrom("a", "b", "  - c", "", "d: 😀");
  const text = fc
    .tuple(fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
    .map(([lines, end, isOpen]) => lines.join(end) + (isOpen ? "" : end));
  fc.assert(
    fc.property(text, text, fc.constantFrom("a.yaml", "docs/with space.yaml"), (before, after, path) => {
      fc.pre(before !== after && before !== "" && after !== "");
      writeFiles(directory, { [path]: before });
      const input = unifiedDiff(path, before, after);
      execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd: directory, input, stdio: "pipe" });
      expect(readFileSync(join(directory, path), "utf8")).toBe(after);
    }),
    { numRuns: 60 },
  );
});
