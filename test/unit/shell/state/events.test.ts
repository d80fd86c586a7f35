/** Events state what is true on every path, in whatever order the paths are evaluated. */
import { describe, expect, it } from "vitest";
import { evaluated } from "../../../support/evaluating.ts";

const changes = (text: string): readonly boolean[] =>
  evaluated(`${text}\nA=1\naws`)
    .events.filter(({ kind }) => kind === "assign")
    .map(({ exported }) => exported);

describe("an assignment", () => {
  it.each(["if q; then export A; else :; fi", "if q; then :; else export A; fi"])(
    "does not count as exported on all paths: %s",
    (before) => {
      expect(changes(before)).toEqual([false]);
    },
  );

  it.each(["if q; then export A; else export A; fi", "export A"])("counts as exported on all paths: %s", (before) => {
    expect(changes(before)).toEqual([true]);
  });
});
