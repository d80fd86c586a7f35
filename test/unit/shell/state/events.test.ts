/** Events state what is true on every path, in whatever order the paths are evaluated. */
import { describe, expect, it } from "vitest";
import { outline } from "../../../../src/shell/index.ts";
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

describe("the values of an assignment", () => {
  const valuesOf = (text: string) =>
    evaluated(`${text}\naws "$A"`)
      .events.filter(({ name, kind }) => name === "A" && kind === "assign")
      .map(({ values }) => values.map((value) => outline(value)));

  it("are those on all paths, each once", () => {
    expect(valuesOf("if q; then B=1; else B=2; fi\nf() { A=$B; }\nf\nf")).toEqual([["1", "2"]]);
    expect(valuesOf("for B in 1 2 1 3; do A=$B; done")).toEqual([["1", "2", "3"]]);
  });

  it("are not listed without end", () => {
    const words = Array.from({ length: 24 }, (_, index) => index).join(" ");
    expect(valuesOf(`for B in ${words}; do A=$B; done`)[0]).toHaveLength(16);
  });
});
