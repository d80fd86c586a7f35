import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { unifiedDiff } from "../../../src/cli/fix/patch.ts";
import { scratch, writeFiles } from "../../support/scratch.ts";

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
