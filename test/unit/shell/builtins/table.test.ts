/** The builtin names that the slice uses are those of the builtins in the table. */
import { expect, test } from "vitest";
import { BUILTINS } from "../../../../src/shell/builtins/table.ts";
import { BUILTIN_NAMES } from "../../../../src/shell/syntax/builtin-names.ts";

test("the builtin names are exactly the builtins in the table", () => {
  expect([...BUILTIN_NAMES].toSorted()).toEqual([...BUILTINS.keys()].toSorted());
});
