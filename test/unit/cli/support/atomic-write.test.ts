import { spawnSync } from "node:child_process";
import { chmodSync, lstatSync, readFileSync, readdirSync, readlinkSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { writeWhole } from "../../../../src/cli/support/atomic-write.ts";
import { scratch } from "../../../support/scratch.ts";

describe("a file is replaced as a whole", () => {
  test.each([0o600, 0o644, 0o755, 0o640, 0o4755])("keeps its mode: %o", async (mode) => {
    const directory = scratch({ "a.yaml": "old" });
    const path = join(directory, "a.yaml");
    chmodSync(path, mode);
    await writeWhole(path, "new");
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o7777).toBe(mode);
    expect(readdirSync(directory)).toEqual(["a.yaml"]);
  });

  test("is written through symbolic links, which remain", async () => {
    const directory = scratch({ "real/a.yaml": "old" });
    symlinkSync("real/a.yaml", join(directory, "one"));
    symlinkSync("one", join(directory, "two"));
    await writeWhole(join(directory, "two"), "new");
    expect(readFileSync(join(directory, "real/a.yaml"), "utf8")).toBe("new");
    expect(readlinkSync(join(directory, "two"))).toBe("one");
    expect(lstatSync(join(directory, "one")).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(directory, "real"))).toEqual(["a.yaml"]);
  });

  test("is written byte for byte: BOM, CRLF, no final line break, characters of four bytes", async () => {
    const directory = scratch({ "a.yaml": "" });
    const text = "\uFEFFa: 😀\r\nb: 1\r\nc";
    await writeWhole(join(directory, "a.yaml"), text);
    expect(readFileSync(join(directory, "a.yaml"))).toEqual(Buffer.from(text));
  });

  test.each(["a", "é", "漢", "😀"])("may have the longest possible name, of %j", async (character) => {
    const name = character.repeat(Math.floor(255 / Buffer.byteLength(character)));
    const directory = scratch({ [name]: "old" });
    await writeWhole(join(directory, name), "new");
    expect(readFileSync(join(directory, name), "utf8")).toBe("new");
    expect(readdirSync(directory)).toEqual([name]);
  });

  test("is created if it does not exist", async () => {
    const directory = scratch();
    await writeWhole(join(directory, "new.json"), "{}");
    expect(readFileSync(join(directory, "new.json"), "utf8")).toBe("{}");
  });

  test("is not written if the directory does not exist", async () => {
    await expect(writeWhole(join(scratch(), "gone", "a.yaml"), "x")).rejects.toThrow(/ENOENT/);
  });

  test("never has a temporary file with broader read permissions", async () => {
    const directory = scratch({ "a.yaml": "old" });
    chmodSync(join(directory, "a.yaml"), 0o600);
    const script = `import { writeWhole } from "./src/cli/support/atomic-write.ts";
      import fs, { statSync } from "node:fs"; import { syncBuiltinESMExports } from "node:module";
      const { fsyncSync } = fs;
      fs.fsyncSync = (descriptor) => { console.log((fs.fstatSync(descriptor).mode & 0o777).toString(8)); fsyncSync(descriptor); };
      syncBuiltinESMExports();
      process.umask(0);
      await writeWhole(${JSON.stringify(join(directory, "a.yaml"))}, "new");`;
    expect(await inNode(script)).toMatchObject({ out: "600\n", signal: null });
  });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s ends the process only when the file is complete, and leaves no temporary file",
  async (signal) => {
    const directory = scratch({ "a.yaml": "old" });
    const path = join(directory, "a.yaml");
    const script = `import { writeWhole } from "./src/cli/support/atomic-write.ts";
      import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module";
      const { fsyncSync } = fs;
      fs.fsyncSync = (descriptor) => {
        console.log(fs.readdirSync(${JSON.stringify(directory)}).length);
        process.kill(process.pid, "${signal}");
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
        fsyncSync(descriptor);
      };
      syncBuiltinESMExports();
      await writeWhole(${JSON.stringify(path)}, "new");
      await new Promise((resolve) => setTimeout(resolve, 5000));
      console.log("not reached");`;
    expect(await inNode(script)).toEqual({ out: "2\n", signal });
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(readdirSync(directory)).toEqual(["a.yaml"]);
  },
);

/** Runs a module in its own process. */
async function inNode(source: string) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
  });
  const { stdout, signal } = spawnSync(process.execPath, ["--input-type=module"], {
    input: outputFiles[0]!.text,
    encoding: "utf8",
  });
  return { out: stdout, signal };
}
