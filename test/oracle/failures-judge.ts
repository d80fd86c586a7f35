/**
 * Decides from runs whether a failure goes unnoticed.
 *
 * A call's failure is unnoticed if, for some assignment of the conditions and some results of the other calls, the call fails, the
 * script ends with a status that the agent reads as success, and the script does nothing because of the failure: everything that
 * the twin logs, it also logs if the call succeeds. So a command that did not run (`a && b`) does not prove a check, but the twin logs
 * each check of a status or an output. `a || true` is a check. `a || return 1` and `exit $?` are not: they pass the failure on, and
 * their caller has to check it. A call that is only started since this one failed is a response too: `a && return 0; b` is the same
 * as `a || b`.
 */
import type { Generated } from "./failures-generate.ts";
import { PATTERNS, RARE_PATTERNS, type Outcome, type Pattern, type Run } from "./failures-laboratory.ts";

const SUCCESS: ReadonlySet<number> = new Set([0, 168, 194]);

export const succeeds = ({ status }: Outcome): boolean => SUCCESS.has(status);

function product<T>(names: readonly string[], values: readonly T[]): readonly Readonly<Record<string, T>>[] {
  return names.reduce<readonly Readonly<Record<string, T>>[]>(
    (all, name) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

/** Whether a call may be started more than once in a run. */
function isRepeated({ own }: Generated): boolean {
  return /\b(?:for|until|while)\b|\b[fr]\d+\(\)/.test(own);
}

/** Every assignment of the script's conditions. */
export function conditionsOf({ conditions }: Generated): readonly Readonly<Record<string, boolean>>[] {
  return product(conditions, [false, true]);
}

/** All runs that are needed to judge a text of the script (the script or its twin). */
export function runsOf(script: Generated, text: string): readonly Run[] {
  const patterns: readonly Pattern[] = isRepeated(script) ? PATTERNS : ["-", "*"];
  return conditionsOf(script).flatMap((conditions) =>
    product(script.sites, patterns)
      // Two calls that both fail only sometimes show nothing more than one.
      .filter((fails) => Object.values(fails).filter((one) => one === "1" || one === "2").length <= 1)
      .map((fails) => ({ script: text, shell: script.bash ? "bash" : "dash", conditions, fails })),
  );
}

/** Further runs: a failure may go unnoticed only in these. */
export function rareRunsOf(script: Generated, text: string): readonly Run[] {
  const isRare = (one: Pattern): boolean => one === "3" || one === "e";
  return conditionsOf(script).flatMap((conditions) =>
    product(script.sites, RARE_PATTERNS)
      .filter((fails) => Object.values(fails).filter(isRare).length <= 1)
      .map((fails) => ({ script: text, shell: script.bash ? "bash" : "dash", conditions, fails })),
  );
}

const keyOf = ({ conditions, fails }: Run): string => JSON.stringify([conditions, fails]);

/** For each site whose failure goes unnoticed, the runs that prove it. */
export function unnoticedIn(runs: readonly Run[], outcomes: readonly Outcome[]): ReadonlyMap<string, readonly Run[]> {
  const byKey = new Map(runs.map((run, index) => [keyOf(run), outcomes[index]!]));
  const found = new Map<string, Run[]>();
  runs.forEach((run, index) => {
    const outcome = outcomes[index]!;
    // If a call should fail but never did, another run without that failure is the same.
    const isMinimal = Object.entries(run.fails).every(
      ([site, pattern]) => pattern === "-" || pattern === "e" || outcome.failed.has(site),
    );
    if (!isMinimal || !succeeds(outcome)) return;
    for (const [site, after] of outcome.failed) {
      const other = byKey.get(keyOf({ ...run, fails: { ...run.fails, [site]: "-" } }))!;
      const isMore = ([mark, times]: readonly [string, number], before: Outcome["marks"]): boolean =>
        times > (before.get(mark) ?? 0);
      const isMarked = [...outcome.marks].some((mark) => isMore(mark, other.marks));
      const isReplaced = [...outcome.starts].some(
        (start) => start[0] !== site && after.has(start[0]) && isMore(start, other.starts),
      );
      if (!isMarked && !isReplaced) found.set(site, [...(found.get(site) ?? []), run]);
    }
  });
  return found;
}
