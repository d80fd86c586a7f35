/**
 * `no-parameter-injection` reports a placeholder exactly if some permitted value, pasted as by the agent, makes a real shell run a
 * command. This is tested with random declarations in all places. Each finding's own witness is run; and for each placeholder without
 * a finding, all payloads that the declaration permits, and random values.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readDocument } from "../../src/document/read.ts";
import type { Finding } from "../../src/analysis/injection/finding.ts";
import { findingsIn } from "../../src/analysis/injection/findings.ts";
import { startSearching } from "../../src/analysis/injection/language/search.ts";
import { parseStep } from "../../src/eslint/scripts/parse-step.ts";
import { seed as suiteSeed } from "../support/seed.ts";
import { declarations, pairs, pasted, permits, type Declared } from "./injection-declarations.ts";
import { commandsIn, runTrials, type Trial } from "./injection-laboratory.ts";
import { HALVES, PAYLOADS, randomPayloads } from "./injection-payloads.ts";
import { around, PLACES, type Place } from "./injection-places.ts";

/** The number of cases. `npm run oracle` runs more. */
const count = Number(process.env["ORACLE_COUNT"] ?? 400);
const seed = Number(
  process.env["ORACLE_SEED"] ?? (process.env["ORACLE_COUNT"] === undefined ? suiteSeed : Date.now() % 1_000_000_000),
);
const BATCH = 500;

interface Case {
  readonly place: Place;
  /** The declarations of the parameters `p` and `q`. The place may not contain `q`. */
  readonly declared: readonly Declared[];
  readonly script: string;
}

/** A value for each of the parameters. */
type Values = readonly string[];

const NAMES = ["p", "q"];
const MARKS = ["@", "§"];

const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(...PLACES), declarations, pairs, fc.nat(100))
  .map(([place, declared, two, index]) => ({
    place,
    declared: declaredIn(place, declared, two),
    script: `${place.bash === true ? "#!/bin/bash\n" : ""}${around(index)(place.script)}`,
  }));

/**
 * The declarations for a place. If one of two values opens a construct, the rule follows it into the other value, but not into a
 * second occurrence of the first value after that, and not into a variable without quotes.
 */
function declaredIn({ script }: Place, one: Declared, two: readonly Declared[]): readonly Declared[] {
  if (!script.includes("§")) return [one];
  if (script.indexOf("@") === script.lastIndexOf("@")) return two;
  return [one.interpolationType === undefined ? one : two[0]!, two[1]!];
}

const RANDOM = randomPayloads(seed);

function documentOf(all: readonly Case[]): string {
  const parameters = Object.fromEntries(
    all.flatMap(({ declared }, index) =>
      declared.map(({ type, allowedPattern, allowedValues, interpolationType }, which) => [
        `${NAMES[which]}${index}`,
        { type, allowedPattern, allowedValues, interpolationType },
      ]),
    ),
  );
  const mainSteps = all.map(({ script }, index) => ({
    action: "aws:runShellScript",
    name: `s${index}`,
    inputs: { runCommand: replaced(script, (which) => `{{ ${NAMES[which]}${index} }}`).split("\n") },
  }));
  return JSON.stringify({ schemaVersion: "2.2", parameters, mainSteps });
}

/** The script with the placeholders replaced. */
function replaced(script: string, by: (which: number) => string): string {
  return script.replaceAll(/[@§]/g, (mark) => by(MARKS.indexOf(mark)));
}

/** Kinds of findings about a variable that does not reach the command. */
const LOST: ReadonlySet<Finding["kind"]> = new Set(["envLiteral", "envNameCharacter", "envTilde", "envDropped"]);

/** The first finding in each case that reports that a command runs. */
function verdicts(all: readonly Case[]): (Finding | undefined)[] {
  const [document] = readDocument(documentOf(all), {}).documents;
  return document!.steps.map((step) => {
    // Each case has the budget that a file has.
    startSearching();
    const options = { splitting: false, agentsKnowEnvVar: undefined };
    return findingsIn({ script: parseStep(step), document: document! }, options).findings.find(
      ({ kind }) => !LOST.has(kind),
    );
  });
}

const paste = ({ declared, place, script }: Case, values: Values): Trial => ({
  script: replaced(script, (which) => pasted(declared[which]!, NAMES[which]!, values[which]!)),
  environment: Object.fromEntries(
    declared.flatMap(({ interpolationType }, which) =>
      interpolationType === undefined ? [] : [[`SSM_${NAMES[which]}`, values[which]!]],
    ),
  ),
  bash: place.bash === true,
});

/** Harmless values, for the parameter that is not under test. */
const WORDS = ["a", "5", "", "None", "i-0a", "ab", "aaa", "55"];
const PARTS = ["", "a", "None", "s3://", "arn:", "-", ".", "x/", "/"];
const ORDINARY = WORDS.flatMap((word) => PARTS.flatMap((before) => PARTS.map((after) => before + word + after)));

/** A harmless value that the declaration permits, if there is one. */
function ordinaryValue(declared: Declared): string | undefined {
  return ORDINARY.find(permits(declared)!);
}

/** The values of a finding's witness, one for each parameter. */
function witnessOf({ declared }: Case, { others, pasted: { placeholder }, witness }: Finding): Values {
  return declared.map((one, which) => {
    if (placeholder.name.startsWith(NAMES[which]!)) return witness!;
    const [, value] = [...(others ?? [])].find(([name]) => name.startsWith(NAMES[which]!)) ?? [];
    return value ?? ordinaryValue(one)!;
  });
}

/** The maximum number of pairs of halves to try. */
const MOST_PAIRS = 60;

/** Permitted values that may make the script run a command. */
function trialsFor({ declared, place }: Case): readonly Values[] {
  const permitted = declared.map((one) => {
    const accepts = permits(one)!;
    // A variable without quotes only expands to words, whatever its value is: the words of the command that the value names.
    const isByIntent = (value: string): boolean => one.interpolationType !== undefined || isName(value);
    return (value: string): boolean => accepts(value) && !(place.isName === true && isByIntent(value));
  });
  const alone = permitted.map((accepts) => [
    ...new Set([...PAYLOADS.filter(accepts), ...RANDOM.filter(accepts).slice(0, 25)]),
  ]);
  const [first, second] = alone;
  if (second === undefined) return first!.map((value) => [value]);
  const [p, q] = permitted.map((accepts, which) => [...new Set([...HALVES, ...alone[which]!])].filter(accepts));
  const both = p!.flatMap((one) => q!.map((other): Values => [one, other]));
  const step = Math.max(1, both.length / MOST_PAIRS);
  const [a, b] = declared.map((one) => ordinaryValue(one)!);
  return [
    ...first!.map((value): Values => [value, b!]),
    ...second.map((value): Values => [a!, value]),
    ...Array.from({ length: Math.min(MOST_PAIRS, both.length) }, (_, at) => both[Math.floor(at * step)]!),
  ];
}

interface Disagreement {
  readonly kind: "missed" | "false alarm";
  readonly one: Case;
  readonly values: Values;
}

interface Judgement {
  readonly disagreements: readonly Disagreement[];
  /** Findings whose own witness ran nothing, although another permitted value did. */
  readonly weak: readonly Disagreement[];
}

/** Whether the values cannot be judged because they contain a path, which does not exist in the laboratory. */
const isPath = (values: Values): boolean =>
  values.some((value) => value.includes("/") && !/(?<![\w./-])id(?![\w./-])/.test(value));

/** Whether a value is only the name of a command, however it is written. */
const isName = (value: string): boolean => /^\s*[\w./\\-]*$/.test(value);

function judge(all: readonly Case[], balance: Map<string, number>): Judgement {
  const judged = all.filter(({ declared }) =>
    declared.every((one) => permits(one) !== undefined && (declared.length === 1 || ordinaryValue(one) !== undefined)),
  );
  const found = verdicts(judged);
  const flagged = judged.flatMap((one, at) =>
    found[at] === undefined ? [] : [{ one, at, values: witnessOf(one, found[at]) }],
  );
  const disagreements: Disagreement[] = [];
  const weak: Disagreement[] = [];
  for (const { one, values } of flagged)
    if (!values.every((value, which) => permits(one.declared[which]!)!(value)))
      disagreements.push({ kind: "false alarm", one, values });
  const names = flagged.flatMap(({ values }) => values.flatMap(commandsIn));
  const outcomes = runTrials(
    flagged.map(({ one, values }) => paste(one, values)),
    names,
  );
  const failed = flagged.filter(({ at, values }, index) => {
    const { ran, wrote } = outcomes[index]!;
    return !(ran || isPath(values) || (found[at]!.harm === "write" && wrote));
  });
  // Cases with a failed witness, and cases without a finding, run with all the values that their declarations permit.
  const silent = judged.flatMap((one, at) => (found[at] === undefined ? [{ one, at }] : []));
  const trials = [...silent, ...failed].flatMap(({ one, at }) =>
    trialsFor(one).map((values) => ({ at, values, trial: paste(one, values) })),
  );
  const further = runTrials(
    trials.map(({ trial }) => trial),
    [],
  );
  const running = new Map<number, Values>();
  trials.forEach(({ at, values }, index) => {
    if (further[index]!.ran && !running.has(at)) running.set(at, values);
  });
  for (const { one, at } of silent)
    if (running.has(at)) disagreements.push({ kind: "missed", one, values: running.get(at)! });
  for (const { one, at, values } of failed)
    (running.has(at) ? weak : disagreements).push({ kind: "false alarm", one, values });
  judged.forEach(({ declared, place }, at) => {
    const verdict = found[at] === undefined ? "silent" : "reported";
    const kind = found[at]?.kind ?? "silent";
    const keys = [`= ${kind}`, `place ${place.name}: ${verdict}`];
    if (declared.length === 1) keys.push(`declaration ${declared[0]!.kind}: ${verdict}`);
    for (const key of keys) balance.set(key, (balance.get(key) ?? 0) + 1);
  });
  return { disagreements, weak };
}

const shown = ({ kind, one, values }: Disagreement): string => {
  const declared = one.declared.map(({ allowedPattern, allowedValues, interpolationType, type }) =>
    [interpolationType, allowedPattern ?? allowedValues ?? type].filter((part) => part !== undefined),
  );
  return `${kind}: ${JSON.stringify(one.script)} with ${JSON.stringify(declared)}: ${JSON.stringify(values)}`;
};

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
