import { expect, test } from "vitest";
import { parseHcl } from "../../../../src/document/syntax/hcl/parser.ts";

test("files that are parsed one after the other need no more memory than a few of them", () => {
  const text = Array.from({ length: 2_000 }, (_, at) => `a${at} = "x \${var.b} y"\n`).join("");
  const parseSome = (): void => {
    for (let count = 0; count < 20; count++) parseHcl(`${text}# ${count}\n`);
  };
  parseSome();
  const grownBy = (): number => {
    const before = process.memoryUsage.rss();
    parseSome();
    parseSome();
    return (process.memoryUsage.rss() - before) / 2 ** 20;
  };
  // A tree that is not freed takes almost 4 MB, all of them 150 MB, in each attempt. What other tests leave to the collector in
  // the same process does so at most once.
  expect(Math.min(...Array.from({ length: 3 }, grownBy))).toBeLessThan(75);
});

test("deep nesting does not overflow the stack", () => {
  const depth = 20_000;
  expect(parseHcl(`a = ${"[".repeat(depth)}${"]".repeat(depth)}\n`).hasError).toBe(false);
});
