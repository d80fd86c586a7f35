/** Lists of facts: adding, comparing and joining what paths have found out. */
import { groupBy } from "../../../grouping/group-by.ts";
import { weigh } from "../../limits/effort.ts";
import type { Fact, Run } from "../../model/invocation.ts";
import { printersOf } from "../../model/value.ts";

/** Facts of a path, newest first; paths with a common origin share their tails. */
export interface Facts {
  readonly fact: Fact;
  readonly before: Facts | undefined;
  readonly count: number;
  /** Those of the facts that may show a failure: few, and often searched for. */
  readonly signs: Signs | undefined;
}

interface Signs {
  readonly fact: Fact;
  readonly before: Signs | undefined;
}

/** How many facts an "either" may have; a join with more adds no fact. */
const ALTERNATIVES = 8;

/**
 * For how many programs the latest misses are combined with the misses of any other program; all others are combined only if
 * they concern the same program.
 */
const LATEST = 3;

/** How many "either" facts a join may add. */
const MOST = 12;

/** Whether the facts state the same. */
export function isSameFact(a: Fact, b: Fact): boolean {
  if (a.run !== b.run || a.is !== b.is || a.by !== b.by || a.holds !== b.holds) return false;
  const { of: mine = [] } = a;
  const { of: theirs = [] } = b;
  return mine.length === theirs.length && mine.every((one) => theirs.some((other) => isSameFact(one, other)));
}

/** Whether both facts state that the same was compared, with any outcome. */
function compare(a: Fact, b: Fact): boolean {
  return a.is === "compared" && b.is === "compared" && a.run === b.run && a.by === b.by;
}

/** Lists with a common origin share their older part. */
export function sameFacts(a: Facts | undefined, b: Facts | undefined): boolean {
  if (a === b) return true;
  if (a?.count !== b?.count) return false;
  while (a !== undefined && b !== undefined && a !== b) {
    if (!isSameFact(a.fact, b.fact)) return false;
    a = a.before;
    b = b.before;
  }
  return a === b;
}

/** Whether one of the facts is this fact about the run. */
export function hasFound(facts: Facts | undefined, run: Run, is: Fact["is"]): boolean {
  for (let one = facts; one !== undefined; one = one.before) {
    if (one.fact.run === run && one.fact.is === is) return true;
  }
  return false;
}

/**
 * The facts that show that one of the runs has failed, or that may show it: another program found something in its output, or a part of
 * the output is not the HTTP status with which it was compared.
 */
export function signsOfFailure(facts: Facts | undefined, runs: ReadonlySet<Run>): readonly Fact[] {
  const found: Fact[] = [];
  for (let one = facts?.signs; one !== undefined; one = one.before) if (isOf(one.fact, runs)) found.push(one.fact);
  return found;
}

function isOf(fact: Fact, runs: ReadonlySet<Run>): boolean {
  return runs.has(fact.run) || (isOtherNumber(fact) && isPartOf(fact.run, runs));
}

/** How many programs are searched that an output may have passed through. */
const MOST_READERS = 16;

/** Whether the program prints a part of what one of the runs has printed. */
export function isPartOf(reader: Run, runs: ReadonlySet<Run>): boolean {
  const readers = new Set([reader]);
  for (const one of readers) {
    if (runs.has(one)) return true;
    for (const printer of printersOf(one.stdin)) if (readers.size < MOST_READERS) readers.add(printer);
  }
  return false;
}

function isSign(fact: Fact): boolean {
  const { by, holds, is } = fact;
  return is === "failed" || (is === "compared" && by !== undefined && holds === true) || isOtherNumber(fact);
}

/** Whether the output is not the number with three digits with which it was compared. */
export function isOtherNumber({ is, holds, ofEmpty, ofZero, text = "" }: Fact): boolean {
  return is === "compared" && holds !== undefined && (ofEmpty === true || ofZero === true) && /^\d{3}$/.test(text);
}

/** How many facts are searched before a fact is added again; a duplicate does no harm. */
const REPEATED = 32;

/** The facts with one more. */
export function addFact(facts: Facts | undefined, fact: Fact): Facts {
  let back = 0;
  for (let one = facts; one !== undefined && back < REPEATED; one = one.before, back++) {
    const { by, holds, is, run } = one.fact;
    if (run === fact.run && is === fact.is && by === fact.by && holds === fact.holds) return facts!;
  }
  return withFact(facts, fact);
}

/** How many facts are searched for a program's output when the program starts again. */
const RECENT = 32;

/** Kinds of facts about an output. */
const OUTPUT: ReadonlySet<Fact["is"]> = new Set(["empty", "non-empty", "compared"]);

/** Removes the facts about the output of an earlier start: the program starts again and may print something else. */
export function withoutOutputOf(facts: Facts | undefined, run: Run): Facts | undefined {
  const isStale = ({ run: of, is }: Fact): boolean => of === run && OUTPUT.has(is);
  const newer: Fact[] = [];
  let left = facts;
  let back = 0;
  for (let one = facts; one !== undefined && back < RECENT; one = one.before, back++)
    if (isStale(one.fact)) left = one.before;
  for (let one = facts; one !== left; one = one!.before) if (!isStale(one!.fact)) newer.push(one!.fact);
  return newer.reduceRight<Facts | undefined>(withFact, left);
}

/** The facts with one more, which may be among them already. */
export function withFact(before: Facts | undefined, fact: Fact): Facts {
  const signs = before?.signs;
  return { fact, before, count: (before?.count ?? 0) + 1, signs: isSign(fact) ? { fact, before: signs } : signs };
}

type FactsOfRuns = ReadonlyMap<Run, readonly Fact[]>;

/** Both lists by their runs, at least for the runs that both have facts about: one list is often much longer than the other. */
function byCommonRun(a: readonly Fact[], b: readonly Fact[]): readonly [FactsOfRuns, FactsOfRuns] {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const runs = new Set(short.map(({ run }) => run));
  const ofShort = groupBy(short, ({ run }) => run);
  const ofLong = groupBy(
    long.filter(({ run }) => runs.has(run)),
    ({ run }) => run,
  );
  return short === a ? [ofShort, ofLong] : [ofLong, ofShort];
}

/** The facts of both lists, and "either" facts for runs that failed or printed nothing on one of them. */
export function commonFacts(a: Facts | undefined, b: Facts | undefined): Facts | undefined {
  const onlyA: Fact[] = [];
  const onlyB: Fact[] = [];
  while (a !== b) {
    if ((a?.count ?? 0) >= (b?.count ?? 0)) {
      onlyA.push(a!.fact);
      a = a!.before;
    } else {
      onlyB.push(b!.fact);
      b = b!.before;
    }
  }
  let common = a;
  const apart: Fact[] = [];
  weigh("fact", onlyA.length + onlyB.length);
  const [mineOf, theirsOf] = byCommonRun(onlyA, onlyB);
  for (const fact of onlyA.toReversed()) {
    const candidates = theirsOf.get(fact.run) ?? [];
    const theirs = candidates.find((one) => isSameFact(one, fact)) ?? candidates.find((one) => compare(one, fact));
    if (theirs === undefined) apart.push(fact);
    else common = withFact(common, theirs.holds === fact.holds ? fact : { ...fact, holds: undefined });
  }
  if (apart.length === 0) return common;
  const others = onlyB.filter((one) => !mineOf.get(one.run)?.some((fact) => isSameFact(one, fact)));
  const misses = latestMisses(apart.toReversed());
  const otherMisses = latestMisses(others);
  let joined = 0;
  const late = new Set([misses, otherMisses].flatMap((all) => all.filter(isOfOneProgram).slice(0, LATEST)));
  for (const mine of misses) {
    for (const theirs of otherMisses) {
      const isLate = late.has(mine) && late.has(theirs);
      const either = isLate || haveProgramInCommon(mine, theirs) ? oneOf(mine, theirs) : undefined;
      if (either !== undefined && ++joined > MOST) return common;
      if (either !== undefined) common = withFact(common, either);
    }
  }
  return common;
}

/** The programs that the fact concerns. */
function program({ run, of }: Fact): string {
  if (of === undefined) return run.invocation.program;
  return [...new Set(of.map((one) => one.run.invocation.program))].toSorted().join("|");
}

function haveProgramInCommon(a: Fact, b: Fact): boolean {
  const theirs = b.of ?? [b];
  return (a.of ?? [a]).some(({ run }) =>
    theirs.some((other) => other.run.invocation.program === run.invocation.program),
  );
}

function isOfOneProgram({ run, of = [] }: Fact): boolean {
  return of.every((one) => one.run.invocation.program === run.invocation.program);
}

/**
 * For each program, the latest fact that a run of it failed, printed nothing, or printed another HTTP status. `facts`: the latest
 * first.
 */
function latestMisses(facts: readonly Fact[]): readonly Fact[] {
  const seen = new Set<string>();
  return facts.filter((fact) => {
    if (fact.is !== "failed" && fact.is !== "empty" && fact.is !== "either" && !isOtherNumber(fact)) return false;
    const name = program(fact);
    return !seen.has(name) && seen.add(name);
  });
}

function oneOf(mine: Fact, theirs: Fact): Fact | undefined {
  const all = [...(mine.of ?? [mine]), ...(theirs.of ?? [theirs])];
  const of = all.filter((fact, index) => all.findIndex((one) => isSameFact(one, fact)) === index);
  return of.length > ALTERNATIVES ? undefined : { run: of[0]!.run, is: "either", of };
}
