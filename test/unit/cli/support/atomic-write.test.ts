import { chmodSync, lstatSync, readFileSync, readdirSync, readlinkSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { writeWhole } from "../../../../src/cli/support/atomic-write.ts";
import { scratch } from "../../../support/scratch.ts";

describe("a file is replaced as a whole", () => {
  test.each([0o600, 0o644, 0o755, 0o640, 0o4755])("with its mode: %o", (mode) => {
    const directory = scratch({ "a.yaml": "old" });
    const path = join(directory, "a.yaml");
    chmodSync(path, mode);
    writeWhole(path, "new");
    expect(readFileSync(path, "utf8")).toBe("new");
    expect(statSync(path).mode & 0o7777).toBe(mode);
    expect(readdirSync(directory)).toEqual(["a.yaml"]);
  });

  test("through symbolic links, which stay", () => {
    const directory = scratch({ "real/a.yaml": "old" });
    symlinkSync("real/a.yaml", join(directory, "one"));
    symlinkSync("one", join(directory, "two"));
    writeWhole(join(directory, "two"), "new");
    expect(readFileSync(join(directory, "real/a.yaml"), "utf8")).toBe("new");
    expect(readlinkSync(join(directory, "two"))).toBe("one");
    expect(lstatSync(join(directory, "one")).isSymbolicLink()).toBe(true);
    expect(readdirSync(join(directory, "real"))).toEqual(["a.yaml"]);
  });

  test("byte for byte: BOM, CRLF, no line break at the end, characters of four bytes", () => {
    const directory = scratch({ "a.yaml": "" });
    const text = "\uFEFFa: 😀\r\nb: 1\r\nc";
    writeWhole(join(directory, "a.yaml"), text);
    expect(readFileSync(join(directory, "a.yaml"))).toEqual(Buffer.from(text));
  });

  test("and one that was not there is made", () => {
    const directory = scratch();
    writeWhole(join(directory, "new.json"), "{}");
    expect(readFileSync(join(directory, "new.json"), "utf8")).toBe("{}");
  });

  test("not at all where there is no directory", () => {
    expect(() => writeWhole(join(scratch(), "gone", "a.yaml"), "x")).toThrow(/ENOENT/);
  });
});
