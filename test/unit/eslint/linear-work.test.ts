/** Linting takes linear work: for a document of twice the size, ssmlint parses, decodes and edits about twice as much text. */
import type * as Unbash from "unbash";
import { describe, expect, test, vi } from "vitest";
import { fileOf, shapes, type Shape } from "../../../bench/growth-shapes.ts";
import { Runs } from "../../../src/document/scalars/runs.ts";
import type * as Hcl from "../../../src/document/syntax/hcl/parser.ts";
import type * as Edits from "../../../src/document/scalars/edit-order.ts";
import { recommended } from "../../support/recommended.ts";

const work = vi.hoisted(() => ({ parsed: 0, decoded: 0, edited: 0 }));

vi.mock("unbash", async (load) => {
  const original = await load<typeof Unbash>();
  const parse: typeof original.parse = (text, ...rest) => {
    work.parsed += text.length;
    return original.parse(text, ...rest);
  };
  return { ...original, parse };
});

vi.mock("../../../src/document/syntax/hcl/parser.ts", async (load) => {
  const original = await load<typeof Hcl>();
  const parseHcl: typeof original.parseHcl = (text) => {
    work.parsed += text.length;
    return original.parseHcl(text);
  };
  return { ...original, parseHcl };
});

vi.mock("../../../src/document/scalars/edit-order.ts", async (load) => {
  const original = await load<typeof Edits>();
  const applyEdits: typeof original.applyEdits = (text, changes) => {
    work.edited += text.length;
    return original.applyEdits(text, changes);
  };
  return { ...original, applyEdits };
});

const decode = Runs.prototype.decode;
Runs.prototype.decode = function counted(source) {
  work.decoded += this.length;
  return decode.call(this, source);
};

function workOn(shape: Shape, size: number): typeof work {
  Object.assign(work, { parsed: 0, decoded: 0, edited: 0 });
  const messages = recommended(shape.document(size), fileOf(shape));
  expect(messages.some(({ fatal }) => fatal)).toBe(false);
  return { ...work };
}

/** Twice the work for twice the size, with a margin for rounding. */
const MOST_GROWTH = 2.3;

describe("a document of twice the size needs about twice the work", () => {
  const tested = shapes.filter(({ name }) => !/nested|bracket|blanks/.test(name));
  test.each(tested.map((shape) => [shape.name, shape] as const))("%s", (_, shape) => {
    const small = workOn(shape, 75);
    const large = workOn(shape, 150);
    for (const kind of ["parsed", "decoded", "edited"] as const)
      expect(large[kind], kind).toBeLessThanOrEqual(MOST_GROWTH * small[kind] + 20_000);
  });
});
