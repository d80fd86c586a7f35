import fc from "fast-check";
import type { ParsedScript, SyntaxNode } from "unbash";
import { expect, test } from "vitest";
import { parseTree } from "../../../../src/shell/syntax/parse.ts";
import { forEachChild } from "../../../../src/shell/syntax/walk.ts";
import { scriptsIn } from "../../../../src/shell/syntax/nested-scripts.ts";
import { corpusScripts } from "../../../support/corpus-scripts.ts";

/** Finds all nested scripts with a walk over all nodes. */
function all(tree: ParsedScript): ParsedScript[] {
  const found: ParsedScript[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.type === "Script") found.push(node as ParsedScript);
    forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function check(text: string): number {
  const tree = parseTree(text);
  const found = scriptsIn(tree, text);
  const expected = all(tree);
  expect(new Set(found)).toEqual(new Set(expected));
  expect(found).toHaveLength(expected.length);
  return found.length;
}

test("scripts are found in every kind of node", () => {
  const pieces = [
    "$(a)",
    "`a`",
    "<(a)",
    "${ a;}",
    '"$(a $(b))"',
    "$((1 + $(a)))",
    "${X:-$(a)}",
    "${X/$(a)/`b`}",
    "x",
    "$X",
    "`a \\`b\\``",
  ];
  const shapes = [
    "P",
    "X=P",
    "X=(P y)",
    "X[P]=1",
    "echo P > P",
    "if P; then :; elif P; then :; else P; fi",
    "for i in P; do P; done",
    "while P; do :; done < P",
    "case P in P) P;; esac",
    "f() { P; }",
    "( P )",
    "{ P; } 2> P",
    "(( P + 1 ))",
    "for ((i = P; i < P; i++)); do :; done",
    "[[ P == P ]]",
    "a && P | P",
    "cat <<E\nP\nE",
    "cat <<'E'\nP\nE",
    "cat <<< P",
    "coproc P",
    "! P",
    "declare X=P",
    "select i in P; do :; done",
  ];
  const piece = fc.constantFrom(...pieces);
  const line = fc
    .tuple(fc.constantFrom(...shapes), fc.array(piece, { minLength: 5, maxLength: 5 }))
    .map(([shape, given]) => given.reduce((text, one) => text.replace("P", () => one), shape));
  let nested = 0;
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 4 }),
      (lines) => void (nested += check(lines.join("\n")) - 1),
    ),
    { numRuns: 2000 },
  );
  expect(nested).toBeGreaterThan(2000);
});

const scripts = corpusScripts();

test.skipIf(scripts.length === 0)("scripts are found in real scripts (needs ../shared/corpus)", () => {
  expect(scripts.length).toBeGreaterThan(300);
  for (const { text } of scripts) check(text);
});
