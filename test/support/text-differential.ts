/** Holds a simulated tool against the real one on random cases. */
import { seed } from "./seed.ts";
import { expect } from "vitest";
import fc from "fast-check";
import { runTextTool } from "../../src/programs/text/index.ts";
import { runReal, type Case } from "./real-tools.ts";

/** Cases for each tool; `RUNS` for more. */
const runs = Number(process.env["RUNS"] ?? 8);

/**
 * Every simulated case gives the bytes and the status of the real tools, and at least `share` of the cases is simulated.
 * `programs`: the real programs that all have to agree, where they are not the one that `argv` names.
 */
export function expectSameAsReal(cases: fc.Arbitrary<Case>, share: number, programs?: readonly string[]): void {
  let seen = 0;
  let simulated = 0;
  for (const batch of fc.sample(fc.array(cases, { minLength: 60, maxLength: 60, size: "max" }), {
    seed,
    numRuns: runs,
  })) {
    const ours = batch.map(({ argv, stdin }) => runTextTool(argv[0]!, argv, stdin));
    seen += batch.length;
    simulated += ours.filter((result) => result !== undefined).length;
    const wrong = (programs ?? [undefined]).flatMap((program) => {
      const real = runReal(batch.map(({ argv, stdin }) => ({ argv: [program ?? argv[0]!, ...argv.slice(1)], stdin })));
      return batch.flatMap(({ argv, stdin }, index) => {
        const own = ours[index];
        const same = own === undefined || JSON.stringify(own) === JSON.stringify(real[index]);
        return same ? [] : [JSON.stringify({ program, argv, stdin, own, real: real[index] }, undefined, 1)];
      });
    });
    // Shrinking would start thousands of processes; the smallest of a batch is small enough.
    expect(wrong.toSorted((one, other) => one.length - other.length).slice(0, 3), `SEED=${seed}`).toEqual([]);
  }
  if (process.env["RUNS"] !== undefined) console.log(`${simulated} of ${seen} simulated`);
  expect(simulated / seen).toBeGreaterThan(share);
}
