/**
 * Metamorphic tests: code that is unrelated to a command changes no verdict about it. The findings on a script's own lines stay the same
 * with unrelated statements between the lines, if a variable names the program, in a block, in a function, and after another step.
 *
 * `UNRELATED_COUNT=2000 SEED=1 npx vitest run test/unit/eslint/unrelated-code.test.ts` tries more scripts and positions.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { script as credentialsScript } from "../../oracle/generate.ts";
import { script as metadataScript, scriptText as metadataText } from "../../oracle/metadata-generate.ts";
import { scriptText as credentialsText } from "../../oracle/script-text.ts";
import { corpusScripts } from "../../support/corpus-scripts.ts";
import { ordinaryScript } from "../../support/ordinary-scripts.ts";
import { isWritable, scriptFindings, type ScriptFinding } from "../../support/script-findings.ts";
import { seed } from "../../support/seed.ts";
import {
  BLOCKS,
  boundaries,
  inBlock,
  inFunction,
  inserted,
  isRelated,
  spelledByVariable,
  UNRELATED,
} from "../../support/unrelated-code.ts";
import type { Changed } from "../../support/unrelated-code.ts";

const count = Number(process.env["UNRELATED_COUNT"] ?? 15);

/** Expects the same findings in the script's own code as before the change, at the positions to which the change moved that code. */
function expectSame(
  before: readonly ScriptFinding[],
  change: Changed,
  shown: (finding: ScriptFinding) => ScriptFinding = (one) => one,
): void {
  const after = scriptFindings(change.text).filter(({ pos }) => !change.isAdded(pos));
  const moved = before.map((one) => ({ ...one, pos: change.moved(one.pos) }));
  expect(after.map(shown), change.text).toEqual(moved.map(shown));
}

/** Reasons about the order of the commands. They are less certain in a function, which may be called again. */
const ORDERED = new Set(["later", "otherBranch", "unreached", "oneCommand", "lost", "uncalled", "removed"]);
/** Matches code that may give any variable another value. */
const UNKNOWN_CODE = /(?:^|[\s;])(?:source|\.)\s+<\(/;
const withoutOrder = (one: ScriptFinding): ScriptFinding =>
  ORDERED.has(one.messageId ?? "") ? { ...one, messageId: "order" } : one;

interface Insertion {
  readonly script: string;
  readonly code: string;
  readonly place: number;
}

function insertionsInto(scripts: fc.Arbitrary<string>): fc.Arbitrary<Insertion> {
  return fc.record({
    script: scripts,
    code: fc.constantFrom(...Object.keys(UNRELATED)),
    place: fc.nat(),
  });
}

function check({ script, code, place }: Insertion): void {
  const places = boundaries(script);
  fc.pre(places.length > 0 && !isRelated(script, UNRELATED[code]!));
  expectSame(scriptFindings(script), inserted(script, [places[place % places.length]!], UNRELATED[code]!));
}

const generated: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "ordinary scripts": ordinaryScript(3, 25),
  "scripts that call aws": credentialsScript.map((block) => `#!/bin/bash\n${credentialsText(block)}`),
  "scripts that query the metadata service": metadataScript.map(metadataText),
};

const real = [...new Set(corpusScripts().map(({ text }) => text))].filter(
  (text) => /\b(?:aws|curl|wget|grep|sed|awk)\b/.test(text) && isWritable(text) && boundaries(text).length > 0,
);

const sources: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ...Object.entries(generated),
  ...(real.length === 0 ? [] : [["real scripts", fc.constantFrom(...real)] as const]),
];

describe.each(sources)("in %s", (_, scripts) => {
  it("an unrelated statement changes no finding", { timeout: 100_000 + count * 1000 }, () => {
    fc.assert(fc.property(insertionsInto(scripts), check), { numRuns: count, seed });
  });

  it("a program name in a variable gives the same findings", { timeout: 100_000 + count * 1000 }, () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const change = spelledByVariable(script, ["aws", "curl", "wget"]);
        fc.pre(change !== undefined && !UNKNOWN_CODE.test(script));
        expectSame(scriptFindings(script), change!);
      }),
      { numRuns: Math.ceil(count / 2), seed },
    );
  });

  it("moving a statement into a function changes no finding", { timeout: 100_000 + count * 1000 }, () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const change = inFunction(script);
        fc.pre(change !== undefined);
        expectSame(scriptFindings(script), change!, withoutOrder);
      }),
      { numRuns: Math.ceil(count / 2), seed },
    );
  });

  it("a block around the script changes no finding", { timeout: 100_000 + count * 1000 }, () => {
    fc.assert(
      fc.property(scripts, fc.constantFrom(...BLOCKS), (script, block) => {
        const change = inBlock(script, block);
        fc.pre(change !== undefined);
        expectSame(scriptFindings(script), change!);
      }),
      { numRuns: Math.ceil(count / 2), seed },
    );
  });

  it("a preceding step changes no finding", { timeout: 100_000 + count * 1000 }, () => {
    fc.assert(
      fc.property(scripts, fc.constantFrom(...Object.values(UNRELATED)), (script, code) => {
        expect(scriptFindings(script, code), script).toEqual(scriptFindings(script));
      }),
      { numRuns: Math.ceil(count / 2), seed },
    );
  });
});
