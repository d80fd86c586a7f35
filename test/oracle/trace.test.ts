/**
 * Compares `ssmlint trace` with the real CLI: for generated scripts, the source that the trace names for each kind of machine is the
 * one that `aws configure list` prints there. If the source depends on conditions, this applies to the path whose conditions hold.
 * ORACLE_COUNT sets the number of scripts. Each script runs on four machines.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { MachineName } from "../../src/analysis/trace/machines.ts";
import { hasAws } from "../support/loopback.ts";
import { seed as suiteSeed } from "../support/seed.ts";
import { given, guarded, held, unrelated, VARIABLES } from "./trace-conditions.ts";
import { answersOf, openLaboratory, traceOf, type Laboratory } from "./trace-laboratory.ts";
import { calls, lines } from "./trace-scripts.ts";

const count = Number(process.env["ORACLE_COUNT"] ?? 25);
const seed = Number(process.env["ORACLE_SEED"] ?? suiteSeed);
const TIMEOUT = 30 * 60_000;

let laboratory: Laboratory;
beforeAll(async () => {
  laboratory = await openLaboratory();
});
afterAll(() => laboratory.close());

const scripts = fc.tuple(fc.array(lines, { maxLength: 6 }), calls).map(([all, last]) => [...all, last].join("\n"));

/** The answers of the trace by machine. */
function predicted(script: string): ReadonlyMap<MachineName, string> {
  const { paths } = traceOf(script);
  expect(paths, script).toHaveLength(1);
  expect(paths[0]!.conditions).toEqual([]);
  return new Map(paths[0]!.machines.map(({ machine, answer }) => [machine, answer]));
}

function balanceOf(answers: readonly string[]): ReadonlyMap<string, number> {
  const balance = new Map<string, number>();
  for (const answer of answers) balance.set(answer, (balance.get(answer) ?? 0) + 1);
  console.log([...balance].map(([answer, times]) => `${answer}: ${times}`).join(", "));
  return balance;
}

describe.skipIf(!hasAws)("the trace and the real CLI (needs Debian's awscli)", () => {
  test(`agree on the source in ${count} scripts`, { timeout: TIMEOUT }, async () => {
    const tasks = fc.sample(scripts, { numRuns: count, seed }).flatMap((script) => laboratory.tasksOf(script));
    const real = await answersOf(tasks);
    const disagreements = tasks.flatMap(({ script, machine }, index) => {
      const said = predicted(script).get(machine);
      return said === real[index] ? [] : [{ script, machine, said, real: real[index] }];
    });
    const balance = balanceOf(real);
    expect(disagreements.slice(0, 6), `${disagreements.length} of ${tasks.length}`).toEqual([]);
    expect(balance.size).toBeGreaterThan(4);
  });
});

const conditional = fc.tuple(
  fc.array(fc.oneof({ weight: 1, arbitrary: lines }, { weight: 2, arbitrary: guarded }), {
    minLength: 1,
    maxLength: 5,
  }),
  fc.array(unrelated, { maxLength: 3 }),
  calls,
);

describe.skipIf(!hasAws)("the conditions that the trace names (needs Debian's awscli)", () => {
  test(`are decisive in a real shell, ${count} scripts`, { timeout: TIMEOUT }, async () => {
    const samples = fc.sample(fc.tuple(conditional, fc.nat(2 ** VARIABLES.length - 1)), { numRuns: count, seed });
    const tasks = samples.flatMap(([[parts, , call], start]) => {
      const script = [...parts, call].join("\n");
      const paths = new Map(
        // Flips each condition alone, too.
        [start, ...VARIABLES.map((_, bit) => start ^ (1 << bit))].map((bits) => [bits, given(bits)]),
      );
      return [...paths].flatMap(([bits, values], index) => {
        // Running each on only one machine limits the number of calls.
        const all = laboratory.tasksOf(script, values);
        return [{ ...all[(start + index) % all.length]!, bits }];
      });
    });
    const real = await answersOf(tasks);
    let conditions = 0;
    let single = 0;
    const disagreements = tasks.flatMap(({ bits, machine, script }, index) => {
      const { paths } = traceOf(script);
      const taken = paths.filter((path) => path.conditions.every((one) => held(one, bits) === one.outcome));
      conditions += paths.reduce((sum, path) => sum + path.conditions.length, 0);
      if (paths.length > 1 && taken.length === 1) single += 1;
      const said: readonly string[] = taken.map(
        ({ machines }) => machines.find((one) => one.machine === machine)!.answer,
      );
      return said.includes(real[index]!) ? [] : [{ script, bits, machine, said, real: real[index] }];
    });
    balanceOf(real);
    console.log(`${tasks.length} answers, ${conditions} conditions, ${single} answers by one of several paths`);
    expect(disagreements.slice(0, 6), `${disagreements.length} of ${tasks.length}`).toEqual([]);
    expect(conditions).toBeGreaterThan(count);
    expect(single).toBeGreaterThan(count / 4);
  });
});

describe("irrelevant conditions", () => {
  test("are not named in the trace and do not change the named ones", { timeout: TIMEOUT }, () => {
    const named = (script: string): unknown =>
      traceOf(script).paths.map(({ conditions, machines }) => ({
        machines,
        conditions: conditions.map(({ kind, outcome, text, word }) => ({ kind, outcome, text, word })),
      }));
    fc.assert(
      fc.property(conditional, fc.nat(), ([parts, others, call], at) => {
        const place = at % (parts.length + 1);
        const mixed = [...parts.slice(0, place), ...others, ...parts.slice(place), call];
        expect(named(mixed.join("\n"))).toEqual(named([...parts, call].join("\n")));
      }),
      { numRuns: Math.max(40, count) },
    );
  });
});
