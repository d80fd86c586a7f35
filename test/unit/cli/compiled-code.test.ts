import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { keepCompiledCode, readCompiledCode } from "../../../src/cli/compiled-code.ts";
import { scratch } from "../../support/scratch.ts";

const source = Buffer.from("console.log(1)");
const code = Buffer.from("compiled code of some length");

test("stored code is read back for the same source, and not for another source of the same length", () => {
  const path = join(scratch(), "kept");
  keepCompiledCode(path, source, code);
  expect(readCompiledCode(path, source)).toEqual(code);
  expect(readCompiledCode(path, Buffer.from("console.log(2)"))).toBeUndefined();
});

test("a file with a flipped bit, or that is truncated, extended or empty, is not read", () => {
  const path = join(scratch(), "kept");
  keepCompiledCode(path, source, code);
  const whole = readFileSync(path);
  const flipped = fc.nat(whole.length * 8 - 1).map((bit) => {
    const bytes = Buffer.from(whole);
    bytes[bit >> 3]! ^= 1 << (bit & 7);
    return bytes;
  });
  const cut = fc.nat(whole.length - 1).map((length) => whole.subarray(0, length));
  const longer = fc.uint8Array({ minLength: 1 }).map((more) => Buffer.concat([whole, more]));
  fc.assert(
    fc.property(fc.oneof(flipped, cut, longer), (bytes) => {
      writeFileSync(path, bytes);
      expect(readCompiledCode(path, source)).toBeUndefined();
    }),
  );
});

test("only the user can read the file, whatever the umask, and an existing file is replaced", () => {
  const directory = scratch({ kept: "of others", elsewhere: "untouched" });
  const path = join(directory, "kept");
  chmodSync(path, 0o666);
  const before = process.umask(0);
  try {
    keepCompiledCode(path, source, code);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const link = join(directory, "link");
    symlinkSync("elsewhere", link);
    keepCompiledCode(link, source, code);
    expect(readFileSync(join(directory, "elsewhere"), "utf8")).toBe("untouched");
    expect(readCompiledCode(link, source)).toEqual(code);
  } finally {
    process.umask(before);
  }
});

test("nothing is stored or thrown if the file cannot be written", () => {
  const path = join(scratch(), "gone", "kept");
  keepCompiledCode(path, source, code);
  expect(existsSync(path)).toBe(false);
  expect(readCompiledCode(path, source)).toBeUndefined();
});
