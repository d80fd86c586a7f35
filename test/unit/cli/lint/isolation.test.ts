/** An exception in one file is an error for that file. All other files are reported as if it did not exist. */
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { formats } from "../../../../src/cli/arguments/flags.ts";
import { SsmSourceCode } from "../../../../src/eslint/source-code.ts";
import { ssmlint } from "../../../support/fake-terminal.ts";
import { clean, implicit } from "../../../support/documents.ts";
import { scratch } from "../../../support/scratch.ts";

const hostile = implicit("aws s3 ls # hostile");
const texts = { "a.yaml": implicit(), "b.yaml": hostile, "c.yaml": clean, "d.yaml": implicit("aws s3 rb s3://d") };
const { "b.yaml": _, ...others } = texts;

/** Functions that make a part of ssmlint throw for the hostile file, by the name of the part. */
const faults: Readonly<Record<string, () => void>> = {
  "a rule": () => throwsIn(SsmSourceCode.prototype, "edit", (code) => (code as SsmSourceCode).text),
  "the reader": () => throwsIn(SsmSourceCode.prototype, "traverse", (code) => (code as SsmSourceCode).text),
};

let thrown: unknown;

function throwsIn<Name extends string>(
  home: Record<Name, (...given: never[]) => unknown> | object,
  name: Name,
  textOf: (self: unknown) => string,
): void {
  const original = (home as Record<string, (...given: unknown[]) => unknown>)[name]!;
  vi.spyOn(home as Record<string, (...given: unknown[]) => unknown>, name).mockImplementation(function (
    this: unknown,
    ...given
  ) {
    if (textOf(this).includes("hostile")) throw thrown;
    return original.apply(this, given);
  });
}

afterEach(() => vi.restoreAllMocks());

describe.each(Object.keys(faults))("an exception in %s", (part) => {
  test.each([
    [
      "a programming error",
      new TypeError("x is not a function"),
      /failed while checking it.*\(TypeError: x is not a function\)/,
    ],
    ["a stack overflow", new RangeError("Maximum call stack size exceeded"), /ran out of stack/],
    ["a thrown string", "oops", /failed while checking it/],
  ])("%s: gives exit code 2, all other files in every format, and no stack trace", async (_name, given, reason) => {
    thrown = given;
    for (const format of formats) {
      const without = await ssmlint(scratch(others), ["-f", format]);
      faults[part]!();
      const cwd = scratch(texts);
      const { code, out, err } = await ssmlint(cwd, ["-f", format]);
      vi.restoreAllMocks();
      expect(code).toBe(2);
      expect(err).toMatch(reason);
      expect(err).toContain(`ssmlint: ${join(cwd, "b.yaml")}: ssmlint `);
      expect(out + err).not.toMatch(/^\s*at .*:\d+:\d+\)?$/m);
      const about = (text: string) => text.match(/(?:aws s3 rb|aws s3 cp)[^\n]{0,40}/g);
      expect(about(out)).toEqual(about(without.out));
      expect(about(out)).not.toBeNull();
    }
  });
});
