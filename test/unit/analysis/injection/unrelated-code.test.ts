/**
 * Metamorphic tests: code that is unrelated to a placeholder changes no verdict about it. The findings stay the same with unrelated
 * statements between the script's own, in a function that is called, after another step, and if a variable names the program that
 * parses the value again.
 *
 * `UNRELATED_COUNT=5000 SEED=1 npx vitest run test/unit/analysis/injection/unrelated-code.test.ts` runs more cases.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { readDocument } from "../../../../src/document/read.ts";
import { findingsIn } from "../../../../src/analysis/injection/findings.ts";
import { parseStep } from "../../../../src/eslint/scripts/parse-step.ts";
import { PLACES } from "../../../oracle/injection-places.ts";
import { seed } from "../../../support/seed.ts";
import {
  boundaries,
  inFunction,
  inserted,
  spelledByVariable,
  UNRELATED,
  type Changed,
} from "../../../support/unrelated-code.ts";

const count = Number(process.env["UNRELATED_COUNT"] ?? 120);
const options = { numRuns: count, seed };
const timeout = 60_000 + count * 200;

/** Declarations with which the verdict about a placeholder depends only on the placeholder's own context. */
const DECLARATIONS: readonly object[] = [
  {},
  { interpolationType: "ENV_VAR" },
  { allowedPattern: String.raw`^[\w.-]*$` },
  { allowedPattern: String.raw`^[^'\n]*$` },
  { allowedPattern: '^[^"$`\\\\\\n]*$' },
  { allowedPattern: "^[a-z$()]*$" },
  { allowedPattern: "^a|b$" },
  { allowedValues: ["a", "b c", ";id", "$(id)"] },
];

interface Script {
  readonly text: string;
  readonly parameters: Readonly<Record<string, object>>;
}

const declaration = fc.constantFrom(...DECLARATIONS).map((one) => ({ type: "String", ...one }));

/** Scripts of one to `maxLength` of the oracle's fragments with placeholders. */
const scriptsOf = (maxLength: number): fc.Arbitrary<Script> =>
  fc
    .tuple(fc.array(fc.constantFrom(...PLACES), { minLength: 1, maxLength }), declaration, declaration)
    .map(([places, p, q]) => ({
      text: `#!/bin/bash\n${places.map(({ script }) => script).join("\n")}`
        .replaceAll("@", "{{ p }}")
        .replaceAll("§", "{{ q }}"),
      parameters: { p, q },
    }));

const scripts = scriptsOf(2);

interface Found {
  readonly kind: string;
  readonly name: string;
  readonly pos: number;
}

function findings({ parameters, text }: Script, before: readonly string[] = []): readonly Found[] {
  const mainSteps = [...before, text].map((script, index) => ({
    action: "aws:runShellScript",
    name: `s${index}`,
    inputs: { runCommand: script.split("\n") },
  }));
  const [document] = readDocument(JSON.stringify({ schemaVersion: "2.2", parameters, mainSteps }), {}).documents;
  const script = parseStep(document!.steps.at(-1)!);
  return findingsIn({ script, document: document! }, { splitting: false, agentsKnowEnvVar: undefined }).findings.map(
    ({ kind, pasted: { placeholder } }) => ({ kind, name: placeholder.name, pos: placeholder.pos }),
  );
}

function expectSame(script: Script, change: Changed): void {
  const expected = findings(script).map((one) => ({ ...one, pos: change.moved(one.pos) }));
  expect(findings({ ...script, text: change.text }), change.text).toEqual(expected);
}

it("an unrelated statement changes no finding", { timeout }, () => {
  fc.assert(
    fc.property(scripts, fc.constantFrom(...Object.values(UNRELATED)), fc.nat(), (script, code, place) => {
      const places = boundaries(script.text);
      fc.pre(places.length > 0);
      expectSame(script, inserted(script.text, [places[place % places.length]!], code));
    }),
    options,
  );
});

// The shell parses a function as a whole. If a value breaks one of its lines, no earlier line has run. So each script has one fragment.
it("moving a statement into a function changes no finding", { timeout }, () => {
  fc.assert(
    fc.property(scriptsOf(1), (script) => {
      const change = inFunction(script.text);
      fc.pre(change !== undefined);
      expectSame(script, change!);
    }),
    options,
  );
});

it("a program name in a variable gives the same findings", { timeout }, () => {
  fc.assert(
    fc.property(scripts, (script) => {
      const change = spelledByVariable(script.text, ["sh", "ssh", "xargs", "env", "sudo"]);
      fc.pre(change !== undefined);
      expectSame(script, change!);
    }),
    { ...options, numRuns: Math.ceil(count / 2) },
  );
});

it("a preceding step changes no finding", { timeout }, () => {
  fc.assert(
    fc.property(scripts, fc.constantFrom(...Object.values(UNRELATED)), scripts, (script, code, { text }) => {
      expect(findings(script, [code, text])).toEqual(findings(script));
    }),
    { ...options, numRuns: Math.ceil(count / 2) },
  );
});
