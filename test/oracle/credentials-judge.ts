/** Compares the verdict of `explicit-aws-credentials` with real runs of the script. */
import { GIVEN_TOGETHER } from "../../src/aws/credentials/variables.ts";
import { credentialCalls } from "../../src/analysis/credentials/credential-call.ts";
import { interestIn } from "../support/interest.ts";
import { programs } from "../../src/programs/table.ts";
import { evaluate } from "../../src/shell/evaluate.ts";
import { parseShell } from "../../src/shell/syntax/parse.ts";
import { knownText, outline } from "../../src/shell/model/value.ts";
import { isExplicit, placeOf } from "./credentials-laboratory.ts";
import type { Decisions, Execution, Exploration } from "./harness.ts";

export interface Disagreement {
  readonly place: string;
  readonly verdict: "flagged" | "silent" | "never seen";
  /** A run that disproves the verdict; `undefined` if no run lacked credentials. */
  readonly witness: Decisions | undefined;
}

export interface Verdict {
  readonly seen: ReadonlySet<string>;
  readonly flagged: ReadonlySet<string>;
  /** For each call with an unknown place, and each call with more runs than the evaluator keeps: whether it is flagged. */
  readonly unplaced: readonly boolean[];
}

/** The places (call sites) of the script's `aws` calls, and those that lack explicit credentials on some path. */
export function verdictOf(script: string): Verdict {
  const evaluation = evaluate(parseShell(`#!/bin/bash\n${script}`), {
    programs,
    together: GIVEN_TOGETHER,
    interest: interestIn(script),
  });
  const seen = new Set<string>();
  const flagged = new Set<string>();
  const unplaced: boolean[] = [];
  for (const invocation of evaluation.invocations) {
    const calls = credentialCalls(invocation);
    if (evaluation.cuts.some(({ limit, pos }) => limit === "runs" && pos === invocation.pos))
      unplaced.push(calls.some(({ sources }) => sources.has("implicit")));
    for (const { run, sources } of calls) {
      const place = placeOf(run.argv.map(({ value }) => knownText(value) ?? outline(value)));
      if (place === undefined) {
        unplaced.push(sources.has("implicit"));
      } else {
        seen.add(place);
        if (sources.has("implicit")) flagged.add(place);
      }
    }
  }
  return { seen, flagged, unplaced };
}

/** Whether each place of the script is flagged, and a run has confirmed each flag. */
export function settles(script: string, verdict: Verdict, executions: readonly Execution[]): boolean {
  const shown = new Set<string | undefined>();
  for (const { records } of executions) {
    for (const record of records) {
      if (record.program === "aws" && !isExplicit(record)) shown.add(placeOf(record.argv));
    }
  }
  const places = [...script.matchAll(/s3:\/\/b\/(\w+)/g)].map(([, place]) => place as string);
  return places.every((place) => verdict.flagged.has(place) && shown.has(place));
}

/** The places on which the verdict and the runs disagree. A place that no run reached is ignored. */
export function disagreements(verdict: Verdict, { executions, complete }: Exploration): Disagreement[] {
  const lacking = new Map<string, Decisions | undefined>();
  for (const { records, decisions } of executions) {
    for (const record of records) {
      const place = record.program === "aws" ? placeOf(record.argv) : undefined;
      if (place === undefined) continue;
      lacking.set(place, lacking.get(place) ?? (isExplicit(record) ? undefined : decisions));
    }
  }
  const wrong: Disagreement[] = [];
  for (const [place, witness] of lacking) {
    const known = verdict.seen.has(place);
    if (!known && verdict.unplaced.length === 0) {
      wrong.push({ place, verdict: "never seen", witness });
    } else if (witness !== undefined) {
      if (!verdict.flagged.has(place) && !verdict.unplaced.includes(true))
        wrong.push({ place, verdict: "silent", witness });
    } else if (complete && verdict.flagged.has(place)) {
      wrong.push({ place, verdict: "flagged", witness });
    }
  }
  return wrong;
}
