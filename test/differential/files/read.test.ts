import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { largestFile, readDocumentFile } from "../../../src/cli/files/read.ts";
import { decodeFile } from "../../../src/cli/support/decode-file.ts";
import { scratch } from "../../support/scratch.ts";

const always = () => true;
const never = () => false;

describe("a named file that cannot be read is an error", () => {
  test.each<[string, (directory: string) => void, string]>([
    ["a missing file", () => {}, "there is no such file"],
    ["a directory", (directory) => mkdirSync(join(directory, "x")), "it is a directory"],
    ["a broken link", (directory) => symlinkSync("nowhere", join(directory, "x")), "there is no such file"],
    ["a link to itself", (directory) => symlinkSync("x", join(directory, "x")), "its symbolic links form a loop"],
    [
      "a pipe without a writer",
      (directory) => execFileSync("mkfifo", [join(directory, "x")]),
      "it is not a regular file (a pipe, socket or device). Pass its text on stdin with -",
    ],
  ])("%s", (_name, make, reason) => {
    const directory = scratch();
    make(directory);
    // A search may find a file that is then replaced by anything.
    for (const isNamed of [true, false])
      expect(readDocumentFile(join(directory, "x"), isNamed, always)).toEqual({ kind: "error", reason });
  });

  test("a file without read permission is an error, except for root", () => {
    const directory = scratch({ x: "schemaVersion" });
    const path = join(directory, "x");
    execFileSync("chmod", ["0", path]);
    const read = readDocumentFile(path, true, always);
    expect(read).toEqual(
      process.getuid?.() === 0
        ? { kind: "text", text: "schemaVersion" }
        : { kind: "error", reason: "permission denied" },
    );
  });

  test("a file that is too large is an error, but is skipped in a search", () => {
    const directory = scratch({ x: "" });
    const path = join(directory, "x");
    truncateSync(path, largestFile + 1);
    expect(readDocumentFile(path, true, always)).toMatchObject({
      kind: "error",
      reason: expect.stringMatching(/larger than 10 MB/),
    });
    expect(readDocumentFile(path, false, always)).toEqual({ kind: "skip" });
  });
});

describe("bytes", () => {
  test("any text is decoded unchanged, including its BOM and line endings", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.constantFrom("", "\uFEFF"), (text, bom) => {
        const whole = (bom + text).replaceAll("\0", "").replaceAll(/\r(?!\n)/g, "");
        expect(decodeFile(Buffer.from(whole, "utf8"), always)).toEqual({ kind: "text", text: whole });
      }),
    );
  });

  test("the shared buffer does not leak a long file into a short one", () => {
    const directory = scratch({ long: "x".repeat(400_000), short: "é" });
    expect(readDocumentFile(join(directory, "long"), false, always)).toMatchObject({ kind: "text" });
    expect(readDocumentFile(join(directory, "short"), false, always)).toEqual({ kind: "text", text: "é" });
  });

  test("another encoding is reported if the file contains a document, otherwise the file is skipped", () => {
    const utf16 = Buffer.from("\uFEFFschemaVersion", "utf16le");
    expect(decodeFile(utf16, (text) => text.includes("schemaVersion"))).toMatchObject({
      kind: "error",
      reason: expect.stringMatching(/UTF-16/),
    });
    expect(decodeFile(utf16, never)).toEqual({ kind: "skip" });
    expect(decodeFile(utf16.swap16(), (text) => text.includes("schemaVersion"))).toMatchObject({ kind: "error" });
    expect(decodeFile(Buffer.from("a\0b"), always)).toMatchObject({
      kind: "error",
      reason: expect.stringMatching(/binary/),
    });
    expect(decodeFile(Buffer.from("a\0b"), never)).toEqual({ kind: "skip" });
  });

  test("lines that end in CR only are reported, except in JSON", () => {
    const reason = "its lines end in CR only, which ssmlint does not read as line breaks. Convert them to LF";
    for (const text of ["a: 1\rb: 2\r", "\uFEFFa: 1\rb: 2", "resource {\r}\r"])
      expect(decodeFile(Buffer.from(text), always)).toEqual({ kind: "error", reason });
    for (const text of ["a: 1\r\nb: 2\r", "a\rb\n", '\uFEFF{\r"a": 1\r}\r', "\r [\r1]"])
      expect(decodeFile(Buffer.from(text), always)).toEqual({ kind: "text", text });
    expect(decodeFile(Buffer.from("a\rb"), never)).toEqual({ kind: "skip" });
  });

  test("the first byte that is not UTF-8 is reported, wherever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme" }), (before, after) => {
        const left = Buffer.from(before.replaceAll("\0", ""));
        const bytes = Buffer.concat([left, Buffer.from([0xff]), Buffer.from(after.replaceAll("\0", ""))]);
        fc.pre(bytes[0] !== 0xff || bytes[1] !== 0xfe);
        expect(decodeFile(bytes, always)).toEqual({
          kind: "error",
          reason: `it is not UTF-8: the byte at offset ${left.length} is invalid`,
        });
      }),
    );
  });

  test("a replacement character in the text is an ordinary character", () => {
    expect(decodeFile(Buffer.from("a\uFFFDb"), always)).toEqual({ kind: "text", text: "a\uFFFDb" });
  });
});
