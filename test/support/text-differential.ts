/** Compares a simulated tool with the real one on random cases. */
import { seed } from "./seed.ts";
import { expect } from "vitest";
import fc from "fast-check";
import { runTextTool } from "../../src/programs/text/index.ts";
import { runReal, type Case } from "./real-tools.ts";
import { expectShare } from "./share.ts";

/** The number of batches of cases for each tool. `RUNS` sets another number. */
const runs = Number(process.env["RUNS"] ?? 8);

/**
 * Expects that every simulated case has the same output and status as the real tools, and that at least the share of cases in `shares`
 * is simulated for each tool. This is needed because the answer "not simulated" is never wrong, but useless.
 * `programs` are the real programs, all of which have to agree, if they are not the program in `argv`.
 */
export function expectSameAsReal(
  cases: fc.Arbitrary<Case>,
  shares: Readonly<Record<string, number>>,
  programs?: readonly string[],
): void {
  const seen = new Map<string, number>();
  const simulated = new Map<string, number>();
  const count = (counts: Map<string, number>, tool: string): void => void counts.set(tool, (counts.get(tool) ?? 0) + 1);
  for (const batch of fc.sample(fc.array(cases, { minLength: 60, maxLength: 60, size: "max" }), {
    seed,
    numRuns: runs,
  })) {
    const ours = batch.map(({ argv, stdin }) => runTextTool(argv[0]!, argv, stdin));
    for (const [index, { argv }] of batch.entries()) {
      count(seen, argv[0]!);
      if (ours[index] !== undefined) count(simulated, argv[0]!);
    }
    const known = batch.flatMap(({ argv, stdin }, index) => {
      const own = ours[index];
      return own === undefined ? [] : [{ argv, stdin, own }];
    });
    const wrong = (programs ?? [undefined]).flatMap((program) => {
      const real = runReal(known.map(({ argv, stdin }) => ({ argv: [program ?? argv[0]!, ...argv.slice(1)], stdin })));
      return known.flatMap((one, index) => {
        const same = JSON.stringify(one.own) === JSON.stringify(real[index]);
        return same ? [] : [JSON.stringify({ program, ...one, real: real[index] }, undefined, 1)];
      });
    });
    // Shrinking would start thousands of processes. The smallest case of a batch is small enough.
    expect(wrong.toSorted((one, other) => one.length - other.length).slice(0, 3), `SEED=${seed}`).toEqual([]);
  }
  expect([...seen.keys()].toSorted()).toEqual(Object.keys(shares).toSorted());
  for (const [tool, all] of seen) expectShare(simulated.get(tool) ?? 0, all, shares[tool]!, `the cases of ${tool}`);
}

/** Expects that each case is simulated, with the output and status of the real program, or of all `programs`. */
export function expectEachSameAsReal(cases: readonly Case[], programs: readonly string[] = [cases[0]!.argv[0]!]): void {
  const ours = cases.map(({ argv, stdin }) => runTextTool(argv[0]!, argv, stdin));
  for (const program of programs) {
    const real = runReal(cases.map(({ argv, stdin }) => ({ argv: [program, ...argv.slice(1)], stdin })));
    const wrong = cases.flatMap(({ argv }, index) => {
      const [own, expected] = [ours[index] ?? "not simulated", real[index]];
      return JSON.stringify(own) === JSON.stringify(expected) ? [] : [{ program, argv, own, expected }];
    });
    expect(wrong).toEqual([]);
  }
}
