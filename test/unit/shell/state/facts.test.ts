/** The facts that a path establishes about the programs that it has started. */
import { describe, expect, it } from "vitest";
import type { Run } from "../../../../src/shell/model/invocation.ts";
import { runsOf } from "../../../support/evaluating.ts";

function facts(run: Run): string {
  return run.facts
    .map(({ run: { invocation }, is, holds }) => `${invocation.program} ${is}${holds === undefined ? "" : ` ${holds}`}`)
    .toSorted()
    .join(", ");
}

describe("facts", () => {
  const cases: [script: string, facts: string[]][] = [
    ["c; aws", [""]],
    ["c && aws", ["c succeeded"]],
    ["c || aws", ["c failed"]],
    ["if c; then aws; else aws; fi", ["c succeeded", "c failed"]],
    ["if ! c; then aws; fi", ["c failed"]],
    ["set -e; c; aws", ["c succeeded"]],
    ["set -e; X=$(c); aws", ["c succeeded"]],
    ["set -e; export X=$(c); aws", [""]],
    ["set -e; c | d; aws", ["c compared true, d succeeded"]],
    ["set -e; set -o pipefail; c | d; aws", ["c compared true, c succeeded, d succeeded"]],
    ["c; if [ $? -eq 0 ]; then aws; fi", ["c succeeded"]],
    ["c; [ $? -ne 0 ] && aws", ["c failed"]],
    ["c; rc=$?; [ $rc != 0 ] && aws", ["c failed"]],
    ["c; (( $? )) && aws", ["c failed"]],
    ["c; (( $? != 0 )) || aws", ["c succeeded"]],
    ["c; rc=$?; (( rc )) || aws", ["c succeeded"]],
    ["c; rc=$?; (( ! rc )) && aws", ["c succeeded"]],
    ["c; rc=$?; (( (rc) > 0 )) && aws", ["c failed"]],
    ["c; rc=$?; (( 0 < $rc )) && aws", ["c failed"]],
    ["c; rc=$?; (( rc < 256 )) && aws", ["c succeeded", "c failed"]],
    ["c; rc=$?; (( rc == 300 )) || aws", ["c succeeded", "c failed"]],
    ["c; rc=$?; (( rc > 5 )) || aws", ["c succeeded", "c failed"]],
    ["X=$(c) || aws", ["c failed"]],
    ["if X=$(c); then aws; fi", ["c succeeded"]],
    ['X=$(c); if [ -n "$X" ]; then aws; fi', ["c non-empty"]],
    ['X=$(c); [ -z "$X" ] && aws', ["c empty"]],
    ["X=$(c); [[ $X ]] && aws", ["c non-empty"]],
    ['X=$(c); [ "x$X" = x ] && aws', ["c empty"]],
    ['X=$(c); case $X in "") aws;; esac', ["c empty"]],
    ["X=$(c); : ${X:?}; aws", ["c non-empty"]],
    ['X=$(c); Y=${X:-y}; [ "$Y" = y ] && aws', ["c compared true, c non-empty", "c empty"]],
    ['X=$(c); if [ "$X" = 401 ]; then aws; else aws; fi', ["c compared true, c non-empty", "c compared false"]],
    ['X=$(c); if [[ "$X" == *4* ]]; then aws; fi', ["c compared true"]],
    ["c | grep -q x && aws", ["c compared true, grep succeeded"]],
    ["if c | grep -q x; then aws; fi; :", ["c compared true, grep succeeded"]],
    ['X=$(c); if echo "$X" | grep -q x; then aws; fi', ["c compared true, grep succeeded"]],
    ['X=$(c); if grep -q x <<< "$X"; then aws; fi', ["c compared true, grep succeeded"]],
    ['X=$(c); if [ "$X" -gt 3 ]; then aws; fi', ["c compared true"]],
    ["f() { c; }; if f; then aws; fi", ["c succeeded"]],
    ["f() { c || return 1; }; f || aws", ["c failed"]],
    ["(c) && aws", ["c succeeded"]],
    ["nice c && aws", ["c succeeded, nice succeeded"]],
    ["if a && b; then aws; fi", ["a succeeded, b succeeded"]],
    ["if a || b; then :; else aws; fi", ["a failed, b failed"]],
    // Facts that both branches establish stay. Facts that only one branch establishes are dropped.
    ["if a; then X=1; else X=2; fi; b || exit; aws", ["b succeeded"]],
    ['X=$(c); if [ "$X" = 401 ]; then Y=1; else Y=2; fi; aws', ["c compared"]],
    ['X=$(c); if [ "$X" = 401 ]; then Y=1; else Y=2; fi; aws $Y', ["c compared true, c non-empty", "c compared false"]],
  ];
  it.each(cases)("%s", (script, expected) => {
    expect(runsOf(script).map(facts).toSorted()).toEqual(expected.toSorted());
  });

  it("belong to one run of a command, not to other runs of the same command", () => {
    const [run] = runsOf("c; c && aws");
    const [fact] = run!.facts;
    expect(fact!.run.invocation.pos).toBe(3);
  });
});
