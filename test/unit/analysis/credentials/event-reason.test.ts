/** Why an invocation does not see an assignment. */
import { expect, test } from "vitest";
import { fromEvents } from "../../../../src/analysis/credentials/event-reason.ts";
import type { Evaluation, Piece, Run, VariableEvent } from "../../../../src/shell/index.ts";
import { parseShell } from "../../../../src/shell/index.ts";

test("the origins of an assigned value are determined once for all invocations", () => {
  const text = Array.from({ length: 50 }, () => "aws").join("\n");
  const runAt = (index: number) => ({ invocation: { pos: index * 4, end: index * 4 + 3 }, scopes: [], calls: [] });
  let looks = 0;
  const printer = {
    ...runAt(40),
    get argv() {
      looks++;
      return [];
    },
  };
  const value = [{ kind: "unknown", reason: "computed", nonEmpty: true, printedBy: [printer] } as unknown as Piece];
  const event: VariableEvent = {
    name: "AWS_PROFILE",
    kind: "assign",
    exported: true,
    prefix: false,
    values: [value],
    scopes: [{ kind: "subshell", pos: 40, end: 43 }],
    pos: 40,
    end: 43,
  };
  const evaluation = { events: [event], embedded: [] } as unknown as Evaluation;
  const { tree } = parseShell(text);
  const reasons = Array.from({ length: 39 }, (_, index) => {
    return fromEvents("AWS_PROFILE", runAt(index + 11) as unknown as Run, evaluation, tree!)?.kind;
  });
  expect(new Set(reasons)).toEqual(new Set(["lost"]));
  expect(looks).toBe(1);
  expect(fromEvents("AWS_PROFILE", printer as unknown as Run, evaluation, tree!)).toBeUndefined();
});
