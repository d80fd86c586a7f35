/** Which variables code assigns by name, so that the assignment outlives the code. */
import { expect, test } from "vitest";
import { parseTree } from "../../../../src/shell/syntax/parse.ts";
import { assignedNames } from "../../../../src/shell/syntax/variable-uses.ts";

test.each([
  ["A=1 B=2", "A B"],
  ["A+=1", "A"],
  ["export A=1 B", "A"],
  ["read -r A B", "A B"],
  ["for A in 1 2; do B=$A; done", "A B"],
  [": ${A:=1} ${B=2} ${C:-3}", "A B"],
  ["(( A = 1 ))", "A"],
  ["(( A += B ))", "A"],
  ["(( A == 1 ))", ""],
  ["(( A < B ))", ""],
  ["(( A++ ))", "A"],
  ["(( -A ))", ""],
  ["let A=1", "A"],
  ["{ A=1; }", "A"],
  ["(A=1)", ""],
  ["f() { A=1; }", ""],
  ["echo A=1", ""],
])("%s assigns %j", (text, names) => {
  const found = parseTree(text).commands.flatMap((statement) => [...assignedNames(statement)]);
  expect(found.toSorted().join(" ")).toBe(names);
});
