import fc from "fast-check";
import { expect, it } from "vitest";
import { Memory } from "../../../../src/shell/state/path/store.ts";

/** Slots in the same leaf, in the same branch, and far apart. */
const slot = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 100, max: 300 }), fc.nat(5_000));
const writes = fc.array(fc.tuple(slot, fc.constantFrom("a", "b", undefined)), { maxLength: 30 });
type Writes = readonly (readonly [slot: number, value: string | undefined])[];

const written = (memory: Memory, all: Writes): Memory => all.reduce((to, [at, value]) => to.set(at, value), memory);
const held = (all: Writes): (readonly [number, string | undefined])[] =>
  [...new Map(all)].filter(([, value]) => value !== undefined).toSorted(([a], [b]) => a - b);

it("contains the last written values, and the previous memory is unchanged", () => {
  fc.assert(
    fc.property(writes, writes, (before, after) => {
      const first = written(Memory.empty, before);
      const second = written(first, after);
      for (const [memory, all] of [
        [first, before],
        [second, [...before, ...after]],
      ] as const) {
        const found: [number, unknown][] = [];
        memory.forEach((at, value) => found.push([at, value]));
        expect(found).toEqual(held(all));
        for (const [at] of all) expect(memory.get(at)).toBe(new Map(all).get(at));
      }
    }),
  );
});

it("differs from another memory exactly in the slots whose values are not identical", () => {
  fc.assert(
    fc.property(writes, writes, writes, (common, one, other) => {
      const start = written(Memory.empty, common);
      const [a, b] = [written(start, one), written(start, other)];
      const slots = new Set([...common, ...one, ...other].map(([at]) => at));
      const expected = [...slots].filter((at) => a.get(at) !== b.get(at)).toSorted((x, y) => x - y);
      const found: number[] = [];
      a.differences(b, (at) => found.push(at));
      expect(found).toEqual(expected);
      expect(a.agrees(b, () => false)).toBe(expected.length === 0);
    }),
  );
});

it("contains the same after many writes at once as after one by one, and the previous memories are unchanged", () => {
  fc.assert(
    fc.property(writes, writes, writes, (before, one, other) => {
      const start = written(Memory.empty, before);
      const first = start.setAll(one);
      const second = first.setAll(other);
      const expected = written(start, one);
      const differing: number[] = [];
      first.differences(expected, (at) => differing.push(at));
      second.differences(written(expected, other), (at) => differing.push(at));
      start.differences(written(Memory.empty, before), (at) => differing.push(at));
      expect(differing).toEqual([]);
    }),
  );
});

it("has a new version after each visible change and only then", () => {
  const first = Memory.empty.set(1, "a");
  expect(first.set(1, "a").version).toBe(first.version);
  expect(first.set(2, "b", false).version).toBe(first.version);
  expect(first.set(2, "b").version).not.toBe(first.version);
  expect(first.setAll([[1, "a"]])).toBe(first);
  expect(first.setAll([[2, "b"]], false).version).toBe(first.version);
  expect(first.setAll([[2, "b"]]).version).not.toBe(first.version);
});
