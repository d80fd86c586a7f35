import { expect, test } from "vitest";

const PARSER = "../../../../src/document/syntax/hcl/parser.ts";
/** A parser of this file's own, in whose memory no other test has left free space. */
const { parseHcl } = (await import(`${PARSER}?own`)) as typeof import("../../../../src/document/syntax/hcl/parser.ts");

test("files that are parsed one after the other need no more memory than a few of them", () => {
  const text = Array.from({ length: 2_000 }, (_, at) => `a${at} = "x \${var.b} y"\n`).join("");
  const parseSome = (): void => {
    for (let count = 0; count < 5; count++) parseHcl(`${text}# ${count}\n`);
  };
  parseSome();
  // V8 counts WebAssembly memory as external.
  const grownBy = (): number => {
    const before = process.memoryUsage().external;
    parseSome();
    return (process.memoryUsage().external - before) / 2 ** 20;
  };
  // A tree that is not freed takes almost 4 MB. Buffers of other tests that the collector frees meanwhile can hide this once.
  expect(Math.max(...Array.from({ length: 3 }, grownBy))).toBeLessThan(8);
});

test("deep nesting does not overflow the stack", () => {
  const depth = 20_000;
  expect(parseHcl(`a = ${"[".repeat(depth)}${"]".repeat(depth)}\n`).hasError).toBe(false);
});
