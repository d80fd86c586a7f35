/**
 * Code that has nothing to do with a command changes no verdict about it: the findings of a script's own lines stay the same, whatever
 * unrelated statements stand between them, however a program is spelled, in a function and behind another step.
 *
 * `UNRELATED_COUNT=2000 SEED=1 npx vitest run test/unit/eslint/unrelated-code.test.ts` goes through more scripts and places.
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
  boundaries,
  inFunction,
  inserted,
  isRelated,
  spelledByVariable,
  UNRELATED,
} from "../../support/unrelated-code.ts";
import type { Changed } from "../../support/unrelated-code.ts";

const count = Number(process.env["UNRELATED_COUNT"] ?? 25);

/** The findings in the script's own code are those before the change, at the positions to which it was moved. */
function expectSame(
  before: readonly ScriptFinding[],
  change: Changed,
  shown: (finding: ScriptFinding) => ScriptFinding = (one) => one,
): void {
  const after = scriptFindings(change.text).filter(({ pos }) => !change.isAdded(pos));
  const moved = before.map((one) => ({ ...one, pos: change.moved(one.pos) }));
  expect(after.map(shown), change.text).toEqual(moved.map(shown));
}

/** Reasons that say in which order the script runs its commands: a function may be called again, so they are less certain in one. */
const ORDERED = new Set(["later", "otherBranch", "unreached", "oneCommand", "lost", "uncalled", "removed"]);
/** What may give any variable another value. */
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
  "scripts that ask the metadata service": metadataScript.map(metadataText),
};

const real = [...new Set(corpusScripts().map(({ text }) => text))].filter(
  (text) => /\b(?:aws|curl|wget|grep|sed|awk)\b/.test(text) && isWritable(text) && boundaries(text).length > 0,
);

const sources: readonly (readonly [string, fc.Arbitrary<string>])[] = [
  ...Object.entries(generated),
  ...(real.length === 0 ? [] : [["real scripts", fc.constantFrom(...real)] as const]),
];

describe.each(sources)("in %s", (_, scripts) => {
  it("an unrelated statement changes nothing", { timeout: 100_000 + count * 1000 }, () => {
    fc.assert(fc.property(insertionsInto(scripts), check), { numRuns: count, seed });
  });

  it("a program that is named by a variable is the same program", { timeout: 100_000 + count * 1000 }, () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const change = spelledByVariable(script, ["aws", "curl", "wget"]);
        fc.pre(change !== undefined && !UNKNOWN_CODE.test(script));
        expectSame(scriptFindings(script), change!);
      }),
      { numRuns: Math.ceil(count / 2), seed },
    );
  });

  it("a function that is called does what its body does", { timeout: 100_000 + count * 1000 }, () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const change = inFunction(script);
        fc.pre(change !== undefined);
        expectSame(scriptFindings(script), change!, withoutOrder);
      }),
      { numRuns: Math.ceil(count / 2), seed },
    );
  });

  it("a step before it changes nothing", { timeout: 100_000 + count * 1000 }, () => {
    fc.assert(
      fc.property(scripts, fc.constantFrom(...Object.values(UNRELATED)), (script, code) => {
        expect(scriptFindings(script, code), script).toEqual(scriptFindings(script));
      }),
      { numRuns: Math.ceil(count / 2), seed },
    );
  });
});
