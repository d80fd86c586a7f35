/** One binding for several is compatible with the worlds of these, and with no others. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Binding } from "../../../../src/shell/model/environment.ts";
import { emptiness, knownText, shownText } from "../../../../src/shell/model/value.ts";
import { boundBindings, joinedBinding } from "../../../../src/shell/values/joined-bindings.ts";
import { EMPTY_STRING, GAP, stringOf, unknownPiece } from "../../../../src/shell/values/pieces.ts";
import { compatibleBindings, withWorlds, worldsOf, type Choice } from "../../../../src/shell/values/worlds.ts";

type SetBinding = Extract<Binding, { readonly state: "set" }>;

const WORLDS = 6;

const choices: readonly Choice[] = [0, 1].map((id) => ({
  id,
  worlds: Array.from({ length: WORLDS }, () => ({ facts: [], stages: [] })),
  slots: [0],
  calls: [],
  shared: new Map(),
  stages: new Map(),
}));

const mask = fc.integer({ min: 1, max: 2 ** WORLDS - 1 }).map(BigInt);

const binding: fc.Arbitrary<Binding> = fc
  .tuple(
    fc.oneof(
      fc.constant(EMPTY_STRING),
      fc.nat(9).map((index) => stringOf(`text ${index}`)),
      fc.nat(9).map((index) => [unknownPiece("inherited", false, `X${index}`)]),
    ),
    fc.option(mask),
    fc.option(mask),
  )
  .map(([value, ...masks]) => {
    const worlds = new Map(
      choices.flatMap((choice, index) => (masks[index] === null ? [] : [[choice, masks[index]!]])),
    );
    return withWorlds({ state: "set", exported: false, value, span: undefined }, worlds);
  });

/** Whether the variable may be empty or not, in one world of a choice. */
function kindsIn(all: readonly Binding[], choice: Choice, world: number): readonly string[] {
  const compatible = compatibleBindings(all, choice, 1n << BigInt(world));
  const kinds = compatible.map((one) => (one.state === "set" ? emptiness(one.value) : one.state));
  return [...new Set(kinds)].toSorted();
}

it("has the same kinds of values in each world", () => {
  fc.assert(
    fc.property(fc.array(binding, { minLength: 2, maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (all, most) => {
      const few = boundBindings(all, most);
      for (const choice of choices)
        for (let world = 0; world < WORLDS; world++)
          expect(kindsIn(few, choice, world)).toEqual(kindsIn(all, choice, world));
    }),
    { numRuns: 500 },
  );
});

it("is not restricted by a choice of which it has all worlds", () => {
  const [choice] = choices;
  const all = 2n ** BigInt(WORLDS) - 1n;
  fc.assert(
    fc.property(mask, (some) => {
      const one = { state: "unset", exported: false } as const;
      const [held, ...others] = boundBindings(
        [withWorlds(one, new Map([[choice!, some]])), withWorlds(one, new Map([[choice!, all & ~some]]))],
        1,
      );
      expect(others).toEqual([]);
      expect(worldsOf(held!).size).toBe(0);
    }),
  );
});

const elements = fc.oneof(
  fc.constant(GAP),
  fc.nat(2).map((index) => stringOf(`-${index}`)),
);

const array = fc
  .tuple(fc.array(elements, { minLength: 1, maxLength: 4 }), fc.boolean())
  .map(([all, isOpen]): SetBinding => {
    const last = all.length - 1;
    const values = isOpen ? all.with(last, [unknownPiece("cut")]) : all;
    return {
      state: "set",
      exported: false,
      value: values[0]!,
      array: values,
      front: isOpen ? last : undefined,
      span: undefined,
    };
  });

it("joins arrays element by element, as far as they are known", () => {
  fc.assert(
    fc.property(fc.array(array, { minLength: 2, maxLength: 6 }), (all) => {
      const joined = joinedBinding(all);
      if (joined.state !== "set" || joined.array === undefined) throw new Error("not an array");
      const { array: values, front = values.length } = joined;
      for (const one of all) {
        if (joined.front === undefined) expect([one.front, one.array?.length]).toEqual([undefined, front]);
        expect(one.front ?? one.array!.length).toBeGreaterThanOrEqual(front);
        for (const [index, value] of values.slice(0, front).entries()) {
          expect(one.array![index]).not.toBe(GAP);
          if (knownText(value) !== undefined) expect(one.array![index]).toEqual(value);
        }
      }
    }),
    { numRuns: 500 },
  );
});

it("keeps the options that all arrays have", () => {
  const all = ["a", "b", "c"].map((value): SetBinding => {
    const values = [stringOf("-d"), stringOf(`x=${value}`)];
    return { state: "set", exported: false, value: values[0]!, array: values, span: undefined };
  });
  const joined = joinedBinding(all);
  expect(joined.state === "set" && joined.array?.map((value) => knownText(value))).toEqual(["-d", undefined]);
});

it("has the span of the first assignment", () => {
  const assigned = (pos: number): Binding => ({
    state: "set",
    exported: false,
    value: EMPTY_STRING,
    span: { pos, end: pos + 1 },
  });
  const unset: Binding = { state: "unset", exported: false };
  expect(joinedBinding([unset, assigned(3), assigned(9)])).toMatchObject({ span: { pos: 3, end: 4 } });
});

it.each([
  [["a -x", "a -x -y", "a -x -z w"], "a -x…"],
  [["a", "a -y", "a -z"], "a…"],
  [["a -y", "a -z"], "a …"],
  [["a b c d -y", "a b c d -z"], "a b c …"],
  [["a -y", "a -z; b"], "…"],
  [["ab", "ac"], "…"],
  [["", "a"], "…"],
])("one text for %j: %s", (texts, shown) => {
  const all = texts.map((text): Binding => ({ state: "set", exported: false, value: stringOf(text), span: undefined }));
  const one = joinedBinding(all);
  expect(one.state === "set" && shownText(one.value)).toBe(shown);
});

it("keeps the first words that all values have in common, up to three", () => {
  const words = fc.array(fc.constantFrom("aws", "s3", "cp", "a;"), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.array(words, { minLength: 2, maxLength: 5 }), (all) => {
      const values = all.map((one) => stringOf(one.join(" ")));
      const joined = joinedBinding(values.map((value) => ({ state: "set", exported: false, value, span: undefined })));
      const known = joined.state === "set" && joined.value[0]?.kind === "text" ? joined.value[0].text : "";
      const shortest = Math.min(...all.map(({ length }) => length));
      const differs = all[0]!.findIndex((word, at) => all.some((one) => one[at] !== word));
      const common = all[0]!.slice(0, Math.min(shortest - 1, differs === -1 ? shortest : differs, 3));
      const isWhole = all.some((one) => one.join(" ") === known.trimEnd());
      const mayAddCommands = all.some((one) => one.slice(common.length).join(" ").includes(";"));
      if (!isWhole) expect(known.trimEnd()).toBe(mayAddCommands ? "" : common.join(" "));
      for (const one of all) expect(`${one.join(" ")} `.startsWith(known)).toBe(true);
    }),
  );
});
