import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseArguments } from "../../../../src/cli/arguments/parse.ts";
import { FixedFiles } from "../../../../src/cli/fix/fixed-files.ts";
import type { FileResult } from "../../../../src/cli/lint/result.ts";
import type { Terminal } from "../../../../src/cli/terminal/terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const fixing = () => new FixedFiles(parseArguments(["--fix"]), {} as Terminal);
const mended = (filePath: string, output: string) => ({ filePath, output }) as FileResult;

test("a file that somebody changed while it was being checked is left so, and named", async () => {
  const path = join(scratch({ "a.yaml": "old" }), "a.yaml");
  const files = fixing();
  files.take(mended(path, "mended"), "old");
  writeFileSync(path, "another editor's");
  expect(await files.write()).toEqual([{ path, reason: "it was changed while it was being checked, and is left so" }]);
  expect(readFileSync(path, "utf8")).toBe("another editor's");
});

test("a file that goes by two names is mended once", async () => {
  const cwd = scratch({ "a.yaml": "old" });
  symlinkSync("a.yaml", join(cwd, "b.yaml"));
  const files = fixing();
  for (const name of ["a.yaml", "b.yaml"]) files.take(mended(join(cwd, name), "mended"), "old");
  expect(await files.write()).toEqual([]);
  expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe("mended");
});
