/** Files that a repository may contain are read only if they are regular: reading a device or a pipe may never end. */
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRegularFile } from "../../../../src/cli/support/regular-file.ts";
import { clean } from "../../../support/documents.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { scratch } from "../../../support/scratch.ts";

const isPosix = process.platform !== "win32";

test.runIf(isPosix)("a device and a directory are not read, a link to a file is", () => {
  const cwd = scratch({ file: "text" });
  mkdirSync(join(cwd, "directory"));
  symlinkSync("/dev/null", join(cwd, "device"));
  symlinkSync("file", join(cwd, "link"));
  expect(readRegularFile(join(cwd, "link")).toString()).toBe("text");
  expect(() => readRegularFile(join(cwd, "device"))).toThrow("not a regular file");
  expect(() => readRegularFile(join(cwd, "directory"))).toThrow("EISDIR");
});

test.runIf(isPosix).each([
  [".ssmlintrc.yaml", {}, []],
  ["base.yaml", { ".ssmlintrc.yaml": "extends: ./base.yaml" }, []],
  ["known.json", {}, ["--baseline", "known.json"]],
])("a device named %s is an error", async (name, files, options) => {
  const cwd = scratch({ "a.yaml": clean, ...files });
  symlinkSync("/dev/null", join(cwd, name));
  const { code, err } = await ssmlint(cwd, [...options, "a.yaml"]);
  expect(code).toBe(2);
  expect(err).toContain("it is not a regular file (a pipe, socket or device)");
});

test.runIf(isPosix)("a device without an end that --config names is read up to the largest size", async () => {
  const cwd = scratch({ "a.yaml": clean });
  const { code, err } = await ssmlint(cwd, ["--config", "/dev/zero", "a.yaml"]);
  expect(code).toBe(2);
  expect(err).toContain("it is larger than 200 KB");
});
