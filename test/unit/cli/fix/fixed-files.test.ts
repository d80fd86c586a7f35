import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../../src/cli/arguments/parse.ts";
import { FixedFiles } from "../../../../src/cli/fix/fixed-files.ts";
import type { FileResult } from "../../../../src/cli/lint/result.ts";
import type { Terminal } from "../../../../src/cli/terminal/terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const fixing = () => new FixedFiles(parseArguments(["--fix"]), {} as Terminal);
const fixed = (filePath: string, output = "fixed") => ({ filePath, output }) as FileResult;

test("a file that changed during the check is not overwritten, and the reason is reported", async () => {
  const path = join(scratch({ "a.yaml": "old" }), "a.yaml");
  writeFileSync(path, "another editor's");
  const reason = await fixing().take(fixed(path), "old", undefined);
  expect(reason).toBe("it changed while it was being checked, so it was not written");
  expect(readFileSync(path, "utf8")).toBe("another editor's");
});

test("a file that was replaced by a named pipe during the check does not block", async () => {
  const path = join(scratch(), "a.yaml");
  execFileSync("mkfifo", [path]);
  expect(await fixing().take(fixed(path), "old", undefined)).toMatch(
    /^it could not be read again .* not a regular file/,
  );
});

test("a file with two names is fixed once", async () => {
  const cwd = scratch({ "a.yaml": "old" });
  symlinkSync("a.yaml", join(cwd, "b.yaml"));
  const files = fixing();
  for (const name of ["a.yaml", "b.yaml"]) expect(await files.take(fixed(join(cwd, name)), "old", cwd)).toBeUndefined();
  expect(readFileSync(join(cwd, "a.yaml"), "utf8")).toBe("fixed");
});

describe("a symbolic link", () => {
  const linked = () => {
    const cwd = scratch({ "tree/a.yaml": "old", "tree-beside/b.yaml": "old" });
    symlinkSync("../tree-beside/b.yaml", join(cwd, "tree/out.yaml"));
    return cwd;
  };

  test("out of the searched directory tree is not followed", async () => {
    const cwd = linked();
    const reason = await fixing().take(fixed(join(cwd, "tree/out.yaml")), "old", join(cwd, "tree"));
    expect(reason).toMatch(/^it is a link to .*\/tree-beside\/b\.yaml, outside .*\/tree, so --fix does not change it$/);
    expect(readFileSync(join(cwd, "tree-beside/b.yaml"), "utf8")).toBe("old");
  });

  test("is not what a file beside the tree is called", async () => {
    const cwd = linked();
    const [path, tree] = [join(cwd, "tree-beside/b.yaml"), join(cwd, "tree")];
    const reason = await fixing().take(fixed(path), "old", tree);
    expect(reason).toBe(`it is outside ${tree}, so --fix does not change it`);
    expect(readFileSync(path, "utf8")).toBe("old");
  });

  test("that was named explicitly is followed", async () => {
    const cwd = linked();
    expect(await fixing().take(fixed(join(cwd, "tree/out.yaml")), "old", undefined)).toBeUndefined();
    expect(readFileSync(join(cwd, "tree-beside/b.yaml"), "utf8")).toBe("fixed");
  });

  test("inside a directory tree that was named by a link is followed", async () => {
    const cwd = linked();
    symlinkSync("tree", join(cwd, "named"));
    symlinkSync("a.yaml", join(cwd, "tree/in.yaml"));
    expect(await fixing().take(fixed(join(cwd, "named/in.yaml")), "old", join(cwd, "named"))).toBeUndefined();
    expect(readFileSync(join(cwd, "tree/a.yaml"), "utf8")).toBe("fixed");
  });
});
