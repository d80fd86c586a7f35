/** The ways through one command make the same choices, whatever the others have left of the budget for work. */
import fc from "fast-check";
import { beforeEach, expect, it } from "vitest";
import type { Path } from "../../../../src/shell/state/path/path.ts";
import { explore, type Choices } from "../../../../src/shell/state/path/choices.ts";
import { affordableWords, isAffordable, markWork, startCounting } from "../../../../src/shell/limits/work.ts";

const MILLION = 1_000_000;

const path = { clone: () => path } as unknown as Path;

beforeEach(() => {
  startCounting(1);
});

const from = <T>(choices: Choices, ...options: readonly T[]): T =>
  choices.choose(
    () => options,
    () => options[0]!,
  );

/** All ways through a command that does this, each with what it returns. */
function waysThrough<T>(command: (choices: Choices) => T, cut = (): void => {}): readonly T[] {
  const results: T[] = [];
  explore(
    path,
    (_, choices) => {
      results.push(command(choices));
      return [];
    },
    cut,
  );
  return results;
}

it("a value that the first way can afford is known on each", () => {
  const ways = waysThrough((choices) => [isAffordable(40 * MILLION) || from(choices, "empty"), from(choices, 1, 2)]);
  expect(ways).toEqual([
    [true, 1],
    [true, 2],
  ]);
});

it("an operation in a choice, which is not repeated, leaves as much to each way", () => {
  const ways = waysThrough((choices) => {
    choices.choose(
      () => [isAffordable(30 * MILLION)],
      () => true,
    );
    return [isAffordable(40 * MILLION) || from(choices, "unknown"), from(choices, 1, 2)];
  });
  expect(ways).toEqual([
    ["unknown", 1],
    ["unknown", 2],
  ]);
});

it("what every way has cost is missing afterwards, and no other way follows once the budget is overdrawn", () => {
  let isCut = false;
  const command = (choices: Choices): number => {
    isAffordable(25 * MILLION);
    return from(choices, 1, 2, 3, 4, 5);
  };
  waysThrough(command, () => (isCut = true));
  expect(isCut).toBe(true);
  const { left, spent } = markWork();
  expect([left, spent]).toEqual([(62.5 - 75) * MILLION, 75 * MILLION]);
  expect(affordableWords()).toBe(1);
});

/** What each way does: it examines text, chooses, or runs a command with ways of its own. */
type Deed =
  | { readonly kind: "text"; readonly cost: number }
  | { readonly kind: "command"; readonly cost: number }
  | { readonly kind: "choice"; readonly options: number; readonly cost: number; readonly isCommand: boolean };

const cost = fc.nat(10 * MILLION);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant("text"), cost: fc.nat(40 * MILLION) }),
  fc.record({ kind: fc.constant("command"), cost }),
  fc.record({ kind: fc.constant("choice"), options: fc.integer({ min: 1, max: 3 }), cost, isCommand: fc.boolean() }),
);

const command = (price: number): unknown => waysThrough((inner) => [isAffordable(price), from(inner, 1, 2)]);

it("each choice gets one of its own possibilities", () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 6 }), (deeds) => {
      startCounting(1);
      const wrong: string[] = [];
      const chosen = (choices: Choices, at: string, options: () => readonly number[]): void => {
        const one = choices.choose(
          () => options().map((number) => `${at} ${String(number)}`),
          (all) => all[0]!,
        );
        if (!one.startsWith(`${at} `)) wrong.push(`${at} got ${one}`);
      };
      waysThrough((choices) => {
        deeds.forEach((one, index) => {
          const at = String(index);
          if (one.kind === "command") command(one.cost);
          else if (one.kind === "choice") {
            chosen(choices, at, () => {
              if (one.isCommand) command(one.cost);
              else isAffordable(one.cost);
              return Array.from({ length: one.options }, (_, number) => number);
            });
          } else if (!isAffordable(one.cost)) chosen(choices, `${at} unknown`, () => [0, 1]);
        });
      });
      expect(wrong).toEqual([]);
    }),
  );
});
