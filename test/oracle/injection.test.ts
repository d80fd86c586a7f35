/**
 * `no-parameter-injection` reports a placeholder exactly if some permitted value, pasted as the agent does, makes a real shell run a
 * command: random declarations in all places. For each finding its own witness is run; for each silent placeholder, all payloads that
 * the declaration permits, and random ones.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import type { Finding } from "../../src/analysis/injection/finding.ts";
import { findingsIn } from "../../src/analysis/injection/findings.ts";
import { parseStep } from "../../src/eslint/parse-step.ts";
import { seed as suiteSeed } from "../support/seed.ts";
import { declarations, pasted, permits, type Declared } from "./injection-declarations.ts";
import { commandsIn, runTrials, type Trial } from "./injection-laboratory.ts";
import { around, PLACES, type Place } from "./injection-places.ts";

/** More with `npm run oracle`. */
const count = Number(process.env["ORACLE_COUNT"] ?? 400);
const seed = Number(
  process.env["ORACLE_SEED"] ?? (process.env["ORACLE_COUNT"] === undefined ? suiteSeed : Date.now() % 1_000_000_000),
);
const BATCH = 500;

interface Case {
  readonly place: Place;
  readonly declared: Declared;
  readonly script: string;
}

const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(...PLACES), declarations, fc.nat(100))
  .map(([place, declared, index]) => ({
    place,
    declared,
    script: `${place.bash === true ? "#!/bin/bash\n" : ""}${around(index)(place.script)}`,
  }));

const PAYLOADS = [
  ";id;",
  ";id",
  "a;id",
  "a;id #",
  "&id",
  "a&id&",
  "a&&id",
  "|id",
  "a|id",
  "\nid\n",
  "a\nid",
  "a\nid #",
  "$(id)",
  "a$(id)b",
  "`id`",
  "a`id`",
  '";id;"',
  "';id;'",
  '"$(id)"',
  'a"\nid\n"',
  "a'\nid\n'",
  "'`id`'",
  '"; id #',
  "'; id #",
  ">(id)",
  "<(id)",
  "a>(id)",
  "a[$(id)]",
  "a[`id`]",
  "\nEOF\nid\n",
  "\nEOF\nid <<EOF\n",
  "x\nE_1\nid\n",
  "x\nEND\nid\n",
  " id",
  "a id",
  "\tid",
  "a) id;; b",
  "*) id;; b",
  "a)id;(b",
  '"*)id;;"',
  "a; do id; done; for i in b",
  "a\ndo id\ndone\nfor i in b",
  "x in *) id;; esac; case y",
  " ]]; id; [[ b",
  "a ]]; id; [[ b",
  "a); id; A=(b",
  "1)); id; ((1",
  "1)); id; : $((1",
  "1));id;echo $((1",
  "a};id;: ${X:-b",
  "a}; id #",
  "id",
  "id ",
  "id;",
  "a;id;b",
  "a;id&",
  "arn:;id",
  "s3://$(id)",
  "s3://;id",
  "x/;id",
  "x/$(id)",
  "None;id",
  "None`id`",
  "-;id",
  ".;id",
  "/;id",
  ";idNone",
  "id None",
  "a\\",
  "a b",
  "*",
  "#",
  "",
  "a",
  "5",
];
const random = fc
  .array(fc.constantFrom(..."id;id\"'$()`\n &|#=[]{}*<>\\a/:.", "id", "id", "$(id)", ";id", "\nid", '"', "'"), {
    maxLength: 9,
  })
  .map((all) => all.join(""));
const RANDOM = fc.sample(random, { numRuns: 3000, seed });

function documentOf(all: readonly Case[]): string {
  const parameters = Object.fromEntries(
    all.map(({ declared: { type, allowedPattern, allowedValues } }, index) => [
      `p${index}`,
      { type, allowedPattern, allowedValues },
    ]),
  );
  const mainSteps = all.map(({ script }, index) => ({
    action: "aws:runShellScript",
    name: `s${index}`,
    inputs: { runCommand: script.replaceAll("@", `{{ p${index} }}`).split("\n") },
  }));
  return JSON.stringify({ schemaVersion: "2.2", parameters, mainSteps });
}

/** The first finding of each case. */
function verdicts(all: readonly Case[]): (Finding | undefined)[] {
  const [document] = readDocument(documentOf(all), {}).documents;
  return document!.steps.map((step) => {
    const options = { splitting: false, agentsKnowEnvVar: undefined };
    return findingsIn({ script: parseStep(step), document: document! }, options)[0];
  });
}

const paste = ({ declared, place, script }: Case, value: string): Trial => ({
  script: script.replaceAll("@", () => pasted(declared, value)),
  bash: place.bash === true,
});

interface Disagreement {
  readonly kind: "missed" | "false alarm";
  readonly one: Case;
  readonly value: string;
}

interface Judgement {
  readonly disagreements: readonly Disagreement[];
  /** Findings whose own witness ran nothing, though another permitted value did. */
  readonly weak: readonly Disagreement[];
}

/** Values that a name of theirs keeps from being judged: a path, which leads nowhere in the laboratory. */
const isPath = (value: string): boolean => value.includes("/") && !/(?<![\w./-])id(?![\w./-])/.test(value);

/** Nothing but the name of a command, however it is written. */
const isName = (value: string): boolean => /^\s*[\w./\\-]*$/.test(value);

function judge(all: readonly Case[], balance: Map<string, number>): Judgement {
  const judged = all.filter(({ declared }) => permits(declared) !== undefined);
  const found = verdicts(judged);
  const flagged = judged.flatMap((one, at) =>
    found[at] === undefined ? [] : [{ one, at, value: found[at].witness! }],
  );
  const disagreements: Disagreement[] = [];
  const weak: Disagreement[] = [];
  for (const { one, value } of flagged)
    if (!permits(one.declared)!(value)) disagreements.push({ kind: "false alarm", one, value });
  const names = flagged.flatMap(({ value }) => commandsIn(value));
  const outcomes = runTrials(
    flagged.map(({ one, value }) => paste(one, value)),
    names,
  );
  const failed = flagged.filter(({ at, value }, index) => {
    const { ran, wrote } = outcomes[index]!;
    return !(ran || isPath(value) || (found[at]!.kind === "write" && wrote));
  });
  // Those, and the silent ones, with all that their declarations permit.
  const silent = judged.flatMap((one, at) => (found[at] === undefined ? [{ one, at, value: "" }] : []));
  const trials = [...silent, ...failed].flatMap(({ one, at, value: witness }) => {
    const permitted = permits(one.declared)!;
    const accepts = (value: string): boolean => permitted(value) && !(one.place.isName === true && isName(value));
    const values = new Set([...PAYLOADS.filter(accepts), ...RANDOM.filter(accepts).slice(0, 25)]);
    return Array.from(values, (value) => ({ one, at, value, witness, trial: paste(one, value) }));
  });
  const further = runTrials(
    trials.map(({ trial }) => trial),
    [],
  );
  const running = new Map<number, string>();
  trials.forEach(({ at, value }, index) => {
    if (further[index]!.ran && !running.has(at)) running.set(at, value);
  });
  for (const { one, at } of silent)
    if (running.has(at)) disagreements.push({ kind: "missed", one, value: running.get(at)! });
  for (const { one, at, value } of failed)
    (running.has(at) ? weak : disagreements).push({ kind: "false alarm", one, value });
  judged.forEach(({ declared, place }, at) => {
    const verdict = found[at] === undefined ? "silent" : "reported";
    const kind = found[at]?.kind ?? "silent";
    for (const key of [`= ${kind}`, `declaration ${declared.kind}: ${verdict}`, `place ${place.name}: ${verdict}`])
      balance.set(key, (balance.get(key) ?? 0) + 1);
  });
  return { disagreements, weak };
}

const shown = ({ kind, one, value }: Disagreement): string =>
  `${kind}: ${JSON.stringify(one.script)} with ${JSON.stringify(one.declared.allowedPattern ?? one.declared.allowedValues ?? one.declared.type)}: ${JSON.stringify(value)}`;

test(
  "a placeholder is reported exactly if a permitted value runs a command",
  () => {
    const all = fc.sample(cases, { numRuns: count, seed });
    const balance = new Map<string, number>();
    const wrong: Disagreement[] = [];
    const weak: Disagreement[] = [];
    for (let from = 0; from < all.length; from += BATCH) {
      const batch = judge(all.slice(from, from + BATCH), balance);
      wrong.push(...batch.disagreements);
      weak.push(...batch.weak);
      if (count > 400) for (const one of batch.disagreements) console.log(shown(one));
      if (count > 400) console.log(`${Math.min(from + BATCH, count)} of ${count}, ${wrong.length} disagree`);
    }
    if (count > 400)
      console.log(
        [...balance]
          .toSorted()
          .map(([key, number]) => `${number} ${key}`)
          .join("\n"),
      );
    if (count > 400) console.log(`witness of no use: ${weak.length}\n${weak.slice(0, 10).map(shown).join("\n")}`);
    const distinct = [...new Map(wrong.map((one) => [one.one.script + one.kind, one])).values()];
    expect(weak.length).toBeLessThan(count / 50);
    expect(distinct.slice(0, 40).map(shown).join("\n"), `ORACLE_SEED=${seed}, ${wrong.length} disagree`).toBe("");
    expect(balance.get("= silent")).toBeGreaterThan(count / 10);
    expect(count - balance.get("= silent")!).toBeGreaterThan(count / 10);
  },
  60_000 + count * 1000,
);
