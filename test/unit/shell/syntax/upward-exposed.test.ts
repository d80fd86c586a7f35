import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseShell } from "../../../../src/shell/index.ts";
import { upwardExposedNames } from "../../../../src/shell/syntax/upward-exposed.ts";

function exposed(text: string): readonly string[] {
  return [...upwardExposedNames(parseShell(text).tree!)].toSorted();
}

describe("variables that code may read before it assigns them", () => {
  it.each([
    ['echo "$A"', ["A"]],
    ['A=1; echo "$A"', []],
    ['A=$A; echo "$A"', ["A"]],
    ['q && A=1; echo "$A"', ["A"]],
    ['A=1 && echo "$A"', []],
    ['if A=$(q); then B=1; fi; echo "$A" "$B"', ["B"]],
    ["if q; then A=1; else A=2; fi; echo $A", ["A"]],
    ['for A in $A; do echo "$A"; done', ["A"]],
    ['for A in 1 2; do echo "$A"; done; echo "$A"', ["A"]],
    ['while [ -z "$A" ]; do A=$(q); done', ["A"]],
    ['while read A; do B=1; done; echo "$A" "$B"', ["B"]],
    ['(A=1); echo "$A"', ["A"]],
    ['q | read A; echo "$A"', ["A"]],
    ['A=1 & echo "$A"', ["A"]],
    ['B=$(A=1; echo "$A"); echo "$A"', ["A"]],
    ['case $X in a) A=1 ;; *) echo "$A" ;; esac', ["A", "X"]],
    ["((A = B)); echo $A", ["A", "B"]],
    ['f() { echo "$A"; }', []],
    ['[ -v A ] && echo "${B:-$C}"', ["A", "B", "C"]],
  ])("%s", (text, names) => {
    expect(exposed(text)).toEqual(names);
  });
});

test("a variable that the code assigns first is not among them, whatever follows", () => {
  const statement = fc.constantFrom(
    'echo "$A"',
    "q && A=2",
    'for B in 1 2; do A="$A$B"; done',
    "(A=$A)",
    'if [ "$A" ]; then A=; fi',
  );
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (all) => {
      expect(exposed(["A=1", ...all].join("\n"))).not.toContain("A");
      expect(exposed([...all, 'echo "$A"'].join("\n"))).toContain("A");
    }),
  );
});
