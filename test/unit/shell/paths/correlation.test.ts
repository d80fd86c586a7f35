/** Paths that are joined at a limit: the join keeps which alternatives occur together, for later reads of the variables. */
import { describe, expect, it } from "vitest";
import { outline } from "../../../../src/shell/model/value.ts";
import { runsOf, seen as seenBy } from "../../../support/evaluating.ts";

/** `count` conditions whose variables are read right after the conditions, before anything else. */
function crowd(count: number): string {
  const range = Array.from({ length: count }, (_, index) => index);
  return [
    ...range.map((index) => `if q${index}; then x${index}=1; else x${index}=2; fi`),
    ...range.map((index) => `curl $x${index}`),
  ].join("\n");
}

const CROWD = crowd(12);

/** The arguments of each run of `aws`, and its profile unless that is only inherited. */
function started(script: string): readonly string[] {
  const all = runsOf(script).map((run) => {
    const words = run.argv.slice(1).map(({ value }) => outline(value));
    const profile = seenBy(run, "AWS_PROFILE");
    return [...words, ...(profile === "inherited" ? [] : [`AWS_PROFILE=${profile}`])].join(" ");
  });
  return [...new Set(all)].toSorted();
}

describe("alternatives", () => {
  const cases: readonly (readonly [name: string, before: string, call: string, seen: readonly string[]])[] = [
    ["of two variables stay correlated", "if q; then A=1; B=1; else A=2; B=2; fi", 'aws "$A" "$B"', ["1 1", "2 2"]],
    [
      "of three variables stay correlated even if one is tested in between",
      "if q; then A=1; B=1; C=1; else A=2; B=2; C=2; fi",
      'if [ "$C" = 1 ]; then :; fi\naws "$A" "$B"',
      ["1 1", "2 2"],
    ],
    [
      "of a variable and of its copy stay correlated",
      'if q; then B=1; else B=; fi\nif [ -n "$B" ]; then A=$B; else A=none; fi',
      'aws "$A" "$B"',
      ["1 1", "none "],
    ],
    [
      "that have been overwritten do not restrict others",
      "if q; then A=1; B=1; else A=2; B=2; fi",
      'if r; then B=3; fi\naws "$A" "$B"',
      ["1 1", "2 2", "1 3", "2 3"],
    ],
    [
      "of independent variables occur in all combinations",
      "if q; then A=1; else A=2; fi\nif r; then B=1; else B=2; fi",
      'aws "$A" "$B"',
      ["1 1", "1 2", "2 1", "2 2"],
    ],
    [
      "of eight values stay correlated",
      `case "$1" in ${[..."abcdefgh"].map((one) => `${one}) A=${one}; B=${one} ;;`).join(" ")} *) exit ;; esac`,
      'aws "$A" "$B"',
      [..."abcdefgh"].map((one) => `${one} ${one}`),
    ],
    [
      "stay correlated in a loop",
      "A=0; B=0; while q; do if q; then A=1; B=1; else A=2; B=2; fi; done",
      'aws "$A" "$B"',
      ["0 0", "1 1", "2 2"],
    ],
    [
      "stay correlated in a function and after it",
      "if q; then A=1; B=1; else A=2; B=2; fi\nf() { C=$A; }\nf",
      'aws "$A" "$B" "$C"',
      ["1 1 1", "2 2 2"],
    ],
    [
      "stay correlated in another shell",
      "if q; then export A=1 B=1; else export A=2 B=2; fi",
      `bash -c 'aws "$A" "$B"'`,
      ["1 1", "2 2"],
    ],
    [
      "of credentials stay correlated",
      "if q; then export AWS_PROFILE=1; B=1; else unset AWS_PROFILE; B=2; fi",
      'aws "$B"',
      ["1 AWS_PROFILE=1", "2 AWS_PROFILE=unset"],
    ],
  ];
  for (const [name, before, call, seen] of cases) {
    it(name, () => expect(started(`#!/bin/bash\n${before}\n${CROWD}\n${call}`)).toEqual(seen.toSorted()));
  }
});

describe("the facts of a path", () => {
  const facts = (script: string): readonly string[] =>
    runsOf(script)
      .map(({ facts: all }) => all.filter(({ run }) => run.invocation.program === "wget").map(({ is }) => is))
      .map((all) => all.join(" "))
      .toSorted();

  it("stay correlated with the values of their path", () => {
    const before = "if A=$(wget x); then B=1; else B=2; fi";
    expect(facts(`${before}\n${CROWD}\nif [ "$B" = 2 ]; then aws; fi`)).toEqual(["failed"]);
    expect(facts(`${before}\n${CROWD}\nif [ "$B" = 1 ]; then aws; fi`)).toEqual(["succeeded"]);
  });
});
