/** What is reported, and what is not offered, after the search budget of a file is used up. */
import { afterEach, expect, test } from "vitest";
import { safePattern } from "../../../../src/analysis/injection/fixes/pattern-fix.ts";
import { countBuilt, startSearching } from "../../../../src/analysis/injection/language/search.ts";
import type { PasteContext } from "../../../../src/analysis/injection/scanner/paste-context.ts";
import type { ParameterDeclaration } from "../../../../src/document/index.ts";

afterEach(startSearching);

const declaration = { name: "P", range: [0, 1], type: "String", open: false } as unknown as ParameterDeclaration;
const place = { quoting: "double", role: "command", before: "inside", status: undefined } as unknown as PasteContext;

test("a pattern is not suggested unless its search is complete", () => {
  startSearching();
  const pattern = safePattern(declaration, [place]);
  expect(pattern).toMatch(/^\^/);
  countBuilt(1e9);
  expect(safePattern(declaration, [place])).toBeUndefined();
});

test("in very many places, only a pattern of harmless characters is suggested", () => {
  startSearching();
  const quoted = { ...place, quoting: "single" } as PasteContext;
  expect(safePattern(declaration, [quoted])).toBe(String.raw`^[^'\n]*$`);
  expect(
    safePattern(
      declaration,
      Array.from({ length: 1000 }, () => quoted),
    ),
  ).toBe("^[A-Za-z0-9_./:=@%+,-]*$");
});
