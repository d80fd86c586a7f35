/** A loop ends if an iteration has only revealed more about values, and not if it combines values in another way. */
import { expect, it } from "vitest";
import { evaluated, views } from "../../../support/evaluating.ts";

it.each([
  ["a comparison", '[ "$MODE" = a ] && d'],
  [
    "several comparisons",
    "if [[ $MODE == a ]]; then d; elif [[ $MODE == b ]]; then e; elif [[ $MODE == c ]]; then g; fi",
  ],
  ["a test for a value", 'if [ -n "$MODE" ]; then d; fi'],
  ["case", 'case "$MODE" in a) d ;; b) e ;; c) g ;; k) h ;; m) i ;; *) j ;; esac'],
])("%s of a variable that no iteration sets causes no further iteration", (_, test) => {
  const cost = (body: string): number => {
    const loops = `while read -r L; do while read -r M; do\n${body}\naws s3 ls "$MODE"\ndone; done`;
    return evaluated(`#!/bin/bash\nf() { MODE=$1; ${loops}; }\nf "$1"`).commands;
  };
  expect(cost(test)).toBeLessThan(2.5 * cost("d"));
});

it("values of variables that an iteration combines in another way are followed", () => {
  const items = Array.from({ length: 10 }, (_, index) => `${index}) X=a${index} Y=${index} ;;`).join(" ");
  const script = `case $C in ${items} esac\nwhile q; do\nif d; then X=a0; fi\ndone\nif [ "$X" = a0 ]; then aws "$X" "$Y"; fi`;
  const seen = views(script);
  expect(seen).toContain("a0 0: inherited");
  expect(seen).toContain("a0 5: inherited");
});
