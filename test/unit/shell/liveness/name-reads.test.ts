/** Where the text of a script reads names. */
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Liveness } from "../../../../src/shell/liveness/liveness.ts";
import { NameReads } from "../../../../src/shell/liveness/name-reads.ts";
import type { Slice } from "../../../../src/shell/state/interfaces/slice.ts";
import { parseShell } from "../../../../src/shell/index.ts";

const words = fc.array(
  fc.constantFrom(
    "F",
    "G",
    "F1",
    "=",
    "==",
    "+=",
    "$",
    "${",
    "}",
    " ",
    ";",
    "\n",
    "1",
    "-",
    "export ",
    "declare -x ",
    "|",
  ),
);

test("a name is read if it occurs without an assignment, and exported if it follows `export` in a command", () => {
  fc.assert(
    fc.property(words, words, words, fc.constantFrom("F", "G", "F1"), (before, inside, after, name) => {
      const [start, part, rest] = [before, inside, after].map((all) => all.join("")) as [string, string, string];
      const text = `${start}\n${part}\n${rest}`;
      const reads = new NameReads(text);
      const pos = start.length + 1;
      const read = new RegExp(String.raw`\b${name}\b(?!\+?=(?!=))`);
      expect(reads.isIn(name, { pos, end: pos + part.length })).toBe(read.test(part));
      const exports = new RegExp(String.raw`\b(?:export|declare|typeset)\b[^\n;|&]*\b${name}\b`);
      expect(reads.isExported(name)).toBe(exports.test(text));
    }),
    { numRuns: Number(process.env["RUNS"] ?? 1_000) },
  );
});

test("a script is searched once for all names", () => {
  const text = Array.from({ length: 50 }, (_, index) => `a || F${index}=1`).join("\n");
  const liveness = new Liveness(text, parseShell(text).tree!, {} as Slice, true);
  const ask = (index: number) => liveness.isReadBeside(`F${index}`, { pos: 5, end: 9 }, undefined);
  expect(ask(0)).toBe(false);
  const searches = [vi.spyOn(RegExp.prototype, "test"), vi.spyOn(RegExp.prototype, "exec")];
  for (let index = 1; index < 50; index++) ask(index);
  const counts = searches.map(({ mock }) => mock.calls.length);
  vi.restoreAllMocks();
  expect(counts).toEqual([0, 0]);
});
