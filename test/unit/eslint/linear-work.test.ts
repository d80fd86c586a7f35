/** Linting takes linear work: for a document of twice the size, ssmlint parses and decodes about twice as much text. */
import type * as Unbash from "unbash";
import { describe, expect, test, vi } from "vitest";
import { shapes } from "../../../bench/growth-shapes.ts";
import { Runs } from "../../../src/document/scalars/runs.ts";
import { recommended } from "../../support/recommended.ts";

const work = vi.hoisted(() => ({ parsed: 0, decoded: 0 }));

vi.mock("unbash", async (load) => {
  const original = await load<typeof Unbash>();
  const parse: typeof original.parse = (text, ...rest) => {
    work.parsed += text.length;
    return original.parse(text, ...rest);
  };
  return { ...original, parse };
});

const decode = Runs.prototype.decode;
Runs.prototype.decode = function counted(source) {
  work.decoded += this.length;
  return decode.call(this, source);
};

function workOn(text: string): typeof work {
  Object.assign(work, { parsed: 0, decoded: 0 });
  const messages = recommended(text);
  expect(messages.some(({ fatal }) => fatal)).toBe(false);
  return { ...work };
}

/** Twice the work for twice the size, with a margin for rounding. */
const MOST_GROWTH = 2.3;

describe("a document of twice the size needs about twice the work", () => {
  const tested = shapes.filter(({ name }) => !/nested|bracket|blanks/.test(name));
  test.each(tested.map((shape) => [shape.name, shape] as const))("%s", (_, { document }) => {
    const small = workOn(document(75));
    const large = workOn(document(150));
    for (const kind of ["parsed", "decoded"] as const)
      expect(large[kind], kind).toBeLessThanOrEqual(MOST_GROWTH * small[kind] + 20_000);
  });
});
