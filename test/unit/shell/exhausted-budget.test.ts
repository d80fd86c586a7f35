/** After the last command that may be evaluated, the rest of a script costs next to nothing. */
import { describe, expect, it } from "vitest";
import { programs } from "../../../src/programs/table.ts";
import { evaluate } from "../../../src/shell/evaluate.ts";
import type { Evaluation } from "../../../src/shell/model/evaluation.ts";
import { effort } from "../../../src/shell/limits/effort.ts";
import { parseShell } from "../../../src/shell/syntax/parse.ts";
import { USUAL } from "../../support/interest.ts";

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("\n");
}

function evaluated(text: string, commandShare: number): Evaluation {
  return evaluate(parseShell(text, { commandShare }), { programs, interest: USUAL });
}

describe("after the last command that may be evaluated", () => {
  it("paths that differ are joined once", () => {
    const differing = lines(100, (index) => `X${index}=$(id) || alias y${index}=z`);
    const cost = (rest: number): number => {
      const { cuts } = evaluated(`${differing}\n${lines(rest, () => "aws s3 ls\ny0")}`, 300);
      expect(cuts.map(({ limit }) => limit)).toContain("commands");
      return effort();
    };
    expect(cost(2000)).toBe(cost(500));
  });

  it("functions that nothing calls are one cut", () => {
    const text = `${lines(10, () => "aws s3 ls")}\n${lines(20, (index) => `f${index}() { aws s3 ls; aws s3 ls; }`)}`;
    const { cuts, invocations } = evaluated(text, 10);
    expect(invocations).toHaveLength(10);
    expect(cuts.map(({ limit, pos }) => [limit, pos])).toEqual([["commands", text.indexOf("f0")]]);
  });
});
