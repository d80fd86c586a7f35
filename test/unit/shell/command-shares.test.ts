import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate, parseShell } from "../../../src/shell/index.ts";
import { cheapEffort, commandShares, mostCommands } from "../../../src/shell/limits/command-shares.ts";
import { effort, startEffort, weigh } from "../../../src/shell/limits/effort.ts";
import { LIMITS } from "../../../src/shell/limits/limits.ts";
import { programs } from "../../../src/programs/table.ts";

const lengths = fc.array(fc.nat({ max: 20_000 }), { maxLength: 600 });

describe("the scripts of one document", () => {
  test("together cost no more than the longest script that AWS accepts", () => {
    expect(LIMITS.documentCommands).toBe(LIMITS.mostCommands);
  });

  test("together get at most the commands of one long script for each 200,000 characters", () => {
    fc.assert(
      fc.property(lengths, (given) => {
        const all = commandShares(given).map((share, index) => share ?? mostCommands(given[index]!));
        const characters = given.reduce((sum, one) => sum + one, 0);
        const sum = all.reduce((total, one) => total + one, 0);
        expect(sum).toBeLessThanOrEqual(LIMITS.documentCommands * Math.max(1, characters / 200_000) + 1);
      }),
    );
  });

  test("get at most what each would get alone, regardless of their order", () => {
    fc.assert(
      fc.property(lengths, (given) => {
        const shares = commandShares(given);
        for (const [index, share] of shares.entries())
          if (share !== undefined) expect(share).toBeLessThan(mostCommands(given[index]!));
        expect(commandShares(given.toReversed()).toReversed()).toEqual(shares);
      }),
    );
  });

  test("get as much as alone if they are few", () => {
    expect(commandShares([])).toEqual([]);
    expect(commandShares([100, 2_000, 500])).toEqual([undefined, undefined, undefined]);
  });

  test("an ordinary document of a hundred steps, one of them long, reaches no limit", () => {
    const [long, ...short] = commandShares([20_000, ...Array.from({ length: 99 }, () => 500)]);
    // One command for each 20 characters, each of them evaluated five times.
    expect(long).toBeGreaterThan(5_000);
    for (const share of short) expect(share).toBeGreaterThan(150);
  });
});

test("much effort counts several times in a script that AWS does not accept", () => {
  const effortAfter = (ways: readonly number[], length: number): number => {
    startEffort(cheapEffort(length));
    for (const count of ways) weigh("way", count);
    return effort();
  };
  expect(effortAfter([2_500, 100], 65_000)).toBe(2_600);
  expect(effortAfter([2_499, 1], 66_000)).toBe(2_500);
  expect(effortAfter([2_500, 100], 66_000)).toBe(2_800);
});

test("a script is evaluated up to its share of commands, and the result mentions the limit", () => {
  const text = "aws s3 ls a\naws s3 ls b\naws s3 ls c\n";
  const evaluated = (commandShare?: number) => {
    const { cuts, invocations } = evaluate(parseShell(text, { commandShare }), {
      programs,
      interest: { watched: ["aws"] },
    });
    return { limits: cuts.map(({ limit }) => limit), calls: invocations.length };
  };
  expect(evaluated()).toEqual({ limits: [], calls: 3 });
  expect(evaluated(3)).toEqual({ limits: [], calls: 3 });
  expect(evaluated(2)).toEqual({ limits: ["commands"], calls: 2 });
});
