/** One binding for several is compatible with the worlds of these, and with no others. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Binding } from "../../../../src/shell/model/environment.ts";
import { emptiness } from "../../../../src/shell/model/value.ts";
import { boundBindings } from "../../../../src/shell/values/bindings.ts";
import { EMPTY_STRING, stringOf, unknownPiece } from "../../../../src/shell/values/pieces.ts";
import { compatibleBindings, withWorlds, type Choice } from "../../../../src/shell/values/worlds.ts";

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
