/**
 * Compares `no-bashisms` with dash, busybox and bash: all three run random scripts, with one construct at a time. A construct is
 * reported exactly if dash or busybox behaves differently because of it (stdout, status, files, messages). The reported kind of failure
 * is the observed one. The fixed script means the same in dash and busybox as the original in bash.
 *
 *     ORACLE_COUNT=5000 ORACLE_SEED=1 npx vitest run test/oracle/portability.test.ts
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  scriptConstructs,
  type OtherShell,
  type ScriptConstruct,
} from "../../src/analysis/portability/script-constructs.ts";
import { Criterion } from "../../src/analysis/interest.ts";
import { PORTABLE_CODE } from "../../src/analysis/watches/portable-code.ts";
import { programs } from "../../src/programs/table.ts";
import { evaluate } from "../../src/shell/evaluate.ts";
import { parseShell } from "../../src/shell/syntax/parse.ts";
import { seed as suiteSeed } from "../support/seed.ts";
import { render, samples, smaller, type Rendered, type Sample } from "./portability-generate.ts";
import { differs, disagreement, isBashism, seenClass } from "./portability-judge.ts";
import { outcomesOf, type Outcomes } from "./portability-laboratory.ts";

const count = Number(process.env["ORACLE_COUNT"] ?? 120);
const seed = Number(
  process.env["ORACLE_SEED"] ?? (process.env["ORACLE_COUNT"] === undefined ? suiteSeed : Date.now() % 1_000_000_000),
);
const BATCH = 200;
const OTHERS: readonly OtherShell[] = ["dash", "busybox"];
const SHRINKS = 30;

const criterion = new Criterion([PORTABLE_CODE]);

function found(text: string): readonly ScriptConstruct[] {
  const shell = parseShell(text);
  const { tree, errors, interpreter } = shell;
  if (errors.length > 0) throw new Error(`${errors[0]!.message} in\n${text}`);
  const { embedded } = evaluate(shell, { programs, interest: criterion.interestIn(text) });
  return scriptConstructs({ tree: tree!, text, interpreter }, PORTABLE_CODE.where.test(text) ? embedded : [], OTHERS);
}

/** The findings in each part of the script. */
function foundIn({ text, spans }: Rendered): readonly (readonly ScriptConstruct[])[] {
  const all = found(text);
  return spans.map(({ pos, end }) => all.filter(({ span }) => span.pos < end && span.end > pos));
}

/** The script with all fixes of constructs that dash does not have, if each of these findings has a fix. */
function fixed(text: string): string | undefined {
  const all = found(text).filter(({ shells }) => shells.includes("dash"));
  if (all.length === 0 || !all.every(({ fix }) => fix !== undefined)) return undefined;
  const edits = all.flatMap(({ fix }) => fix!).toSorted((a, b) => b.pos - a.pos);
  return edits.reduce((so, edit) => so.slice(0, edit.pos) + edit.text + so.slice(edit.end), text);
}

interface Prepared {
  readonly sample: Sample;
  readonly full: Rendered;
  readonly scripts: readonly string[];
}

function prepared(sample: Sample): Prepared {
  const scripts = sample.items.map((_, index) => render(sample, (one) => one === index).text);
  return { sample, full: render(sample, () => true), scripts: [render(sample, () => false).text, ...scripts] };
}

/** Whether some code is only reached by bash. */
function needsBash({ before, items }: Sample): boolean {
  return before.includes("needs bash") || items.some(({ contexts }) => contexts.some((one) => one.needsBash === true));
}

/** The number of constructs by observed kind of failure. */
const balance = new Map<string, number>();

function disagreements({ sample, full, scripts }: Prepared, [plain, ...each]: readonly Outcomes[]): readonly string[] {
  const reported = foundIn(full);
  const wrong = sample.items.flatMap(({ code, plain: other }, index) => {
    const all = reported[index]!;
    if (code === other) return all.length === 0 ? [] : [`false alarm: ${all[0]!.name} in ${code}`];
    const active = each[index]!;
    return OTHERS.flatMap((shell) => {
      const kind = isBashism(active, plain!, shell) ? seenClass(active, plain!, shell) : "none";
      balance.set(kind, (balance.get(kind) ?? 0) + 1);
      const one = disagreement(all, active, plain!, shell);
      return one === undefined ? [] : [`${one} in ${code}`];
    });
  });
  for (const shell of OTHERS)
    if (!needsBash(sample) && differs(plain!, shell)) wrong.push(`what is plain differs in ${shell}`);
  const surplus = found(scripts[0]!);
  if (surplus.length > 0) wrong.push(`false alarm in what is plain: ${surplus[0]!.name}`);
  return wrong;
}

function wrongOf(all: readonly Sample[]): readonly (readonly string[])[] {
  const ready = all.map(prepared);
  const outcomes = outcomesOf(ready.flatMap(({ scripts }) => scripts));
  let from = 0;
  const repairs: { index: number; text: string; before: Outcomes; item: number }[] = [];
  const wrong = ready.map((one, index) => {
    const own = outcomes.slice(from, (from += one.scripts.length));
    for (const [item, script] of one.scripts.entries()) {
      const text = item === 0 || needsBash(one.sample) ? undefined : fixed(script);
      if (text !== undefined) repairs.push({ index, text, before: own[item]!, item });
    }
    return [...disagreements(one, own)];
  });
  const after = outcomesOf(
    repairs.map(({ text }) => text),
    OTHERS,
  );
  for (const [at, { index, text, before }] of repairs.entries())
    for (const shell of OTHERS) {
      const isSame = after[at]![shell].every(({ stdout, status, files }, run) => {
        const bash = before.bash[run]!;
        return bash.stdout === stdout && bash.status === status && bash.files === files;
      });
      if (!isSame) wrong[index]!.push(`the fix means something else in ${shell}:\n${text}`);
    }
  return wrong;
}

/** A smaller script on which the findings are also wrong. */
function shrunk(sample: Sample): readonly [Sample, readonly string[]] {
  let best: readonly [Sample, readonly string[]] = [sample, wrongOf([sample])[0]!];
  for (let left = SHRINKS; left > 0; left--) {
    const candidates = smaller(best[0]);
    const wrong = candidates.length === 0 ? [] : wrongOf(candidates);
    const index = wrong.findIndex((one) => one.length > 0);
    if (index < 0) break;
    best = [candidates[index]!, wrong[index]!];
  }
  return best;
}

test(
  "a construct is reported exactly if dash or busybox behaves differently because of it",
  () => {
    const all = fc.sample(samples, { numRuns: count, seed });
    const failing: Sample[] = [];
    for (let from = 0; from < all.length; from += BATCH) {
      const batch = all.slice(from, from + BATCH);
      for (const [index, wrong] of wrongOf(batch).entries()) {
        if (wrong.length === 0) continue;
        failing.push(batch[index]!);
        if (count > BATCH) console.log(`${wrong.join("\n")}\n---\n${render(batch[index]!, () => true).text}`);
      }
      if (count > BATCH) console.log(`${from + batch.length} of ${count}, ${failing.length} disagree`);
    }
    if (count > BATCH) console.log(JSON.stringify(Object.fromEntries(balance)));
    const limit = Number(process.env["ORACLE_FAILURES"] ?? 3);
    const shown = failing.slice(0, limit).map((one) => {
      const [smallest, wrong] = shrunk(one);
      return `${wrong.join("\n")}\n${render(smallest, () => true).text}`;
    });
    expect(failing.length, [`ORACLE_SEED=${seed}, ${failing.length} disagree`, ...shown].join("\n\n")).toBe(0);
    for (const kind of ["parse", "expansion", "builtin", "command", "meaning", "none"])
      expect(balance.get(kind) ?? 0, kind).toBeGreaterThan(count / 60);
  },
  120_000 + count * 1000,
);
