/**
 * Metamorphic tests: changes that are unrelated to a construct or a secret change no finding. Such changes are code before it, a called
 * function around it, other variable names, and a step before it. The scripts are those of the oracles.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noBashisms } from "../../../rules/no-bashisms.ts";
import { noSecretExposure } from "../../../rules/no-secret-exposure.ts";
import type { SsmRules } from "../../../src/eslint/plugin.ts";
import { render, samples } from "../../oracle/portability-generate.ts";
import { scripts } from "../../oracle/secrets-generate.ts";
import { lint } from "../../support/lint.ts";
import { documentOfSteps } from "../../support/rule-tester.ts";
import "../../support/seed.ts";

/** Findings without their positions. */
function findings(rules: SsmRules, text: string): readonly string[] {
  return lint(text, { rules })
    .map(({ messageId, message }) => `${messageId} ${message.replaceAll(/\bline \d+/g, "line N")}`)
    .toSorted();
}

interface Change {
  change(script: string): string;
  /** Builds the changed document, if the change is not to the script alone. */
  place?(script: string): string;
  restore?(message: string): string;
  /** A part of messages that may differ. */
  readonly differs?: RegExp;
  fits?(script: string): boolean;
}

/** Changes everything after the shebang, which stays the first line. */
function behindShebang(script: string, change: (rest: string) => string): string {
  const [, first = "", rest = ""] = /^(#![^\n]*\n)?([\s\S]*)$/.exec(script)!;
  return `${first}${change(rest)}`;
}

const UNRELATED = `unrelated_1=1
# a comment: [[ x ]] <<< y
if [ -d /opt/app ]; then
  echo "unrelated $unrelated_1" > /dev/null
fi
unrelated_2() { uname -r; }
for unrelated_3 in a b; do mkdir -p "/tmp/$unrelated_3"; done`;

const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["B", "Q"],
  ["t", "q"],
  ["X", "Y"],
]);

const CHANGES: Readonly<Record<string, Change>> = {
  "preceding code": { change: (script) => behindShebang(script, (rest) => `${UNRELATED}\n${rest}`) },
  "a surrounding function that is called": {
    change: (script) => behindShebang(script, (rest) => `main() {\n${rest}\n}\nmain`),
    // In a function, that depends on its callers.
    differs: /; `set -e` stops the script/g,
    // An alias takes effect at the next command that is parsed. `local` is valid in a function. `set --` and `return` act on the function.
    fits: (script) =>
      !/\b(?:alias|local|return|exit|exec|set --|trap)\b|\bfunction\b|coproc|time |\$[@*#1-9]|\$\{[@*#]|FUNCNAME|caller|set -\w*u|unused_/.test(
        script,
      ),
  },
  "renaming variables": {
    // The new names have the same length, because messages truncate commands at a fixed length.
    change: (script) =>
      script.replaceAll(/\b(?<![./-])(?:B|t(?=[1-9]\b)|X(?=[1-9]\b))(?:(?=:[-=+?])|(?![\w:]{2}|[A-Za-z:]))/g, (name) =>
        OTHER_NAMES.get(name)!,
      ),
    restore: (message) =>
      message.replaceAll(/(?<!@)\b(?:Q(?=\b)|[qY](?=[1-9]\b))/g, (name) => ({ Q: "B", q: "t", Y: "X" })[name]!),
  },
  "a preceding step": {
    change: (script) => script,
    place: (script) => documentOfSteps(UNRELATED, script),
  },
};

const RULES: readonly (readonly [string, SsmRules, fc.Arbitrary<string>])[] = [
  [
    "no-bashisms",
    { "no-bashisms": noBashisms },
    samples.filter(({ before }) => !/^echo|exit/.test(before)).map((sample) => render(sample, () => true).text),
  ],
  ["no-secret-exposure", { "no-secret-exposure": noSecretExposure }, scripts.map(({ text }) => text)],
];

describe.each(RULES)("%s", (_, rules, generated) => {
  /** The findings of each script without a change. All tests get the same scripts. */
  const unchanged = new Map<string, readonly string[]>();

  test.each(Object.entries(CHANGES))(
    "%s changes no finding",
    { timeout: 120_000 },
    (__, { change, place, restore, fits, differs }) => {
      let found = 0;
      const common = (message: string): string => (differs === undefined ? message : message.replaceAll(differs, ""));
      fc.assert(
        fc.property(generated, (script) => {
          fc.pre(fits?.(script) !== false);
          const before = unchanged.get(script) ?? findings(rules, documentOfSteps(script));
          unchanged.set(script, before);
          const after = findings(rules, (place ?? documentOfSteps)(change(script)));
          found += before.length;
          expect(after.map((one) => common(restore?.(one) ?? one))).toEqual(before.map(common));
        }),
        { numRuns: Number(process.env["RUNS"] ?? 40) },
      );
      expect(found).toBeGreaterThan(10);
    },
  );
});
