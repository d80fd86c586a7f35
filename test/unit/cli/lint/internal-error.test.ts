import { expect, test } from "vitest";
import { internalError } from "../../../../src/cli/lint/internal-error.ts";

const REPORT = "This is a bug in ssmlint; please report it with the file";

test.each<[what: string, error: unknown, reason: string]>([
  ["the first line of its message", new TypeError("x\nat y"), "failed while checking it (TypeError: x)"],
  ["what is thrown if it is not an error", "text", "failed while checking it (text)"],
  [
    "the rule that ESLint names",
    new Error('x\nOccurred while linting a.yaml:1\nRule: "ssm/rule"'),
    "failed while checking it with the rule ssm/rule (Error: x)",
  ],
  ["the beginning of a long one", "y".repeat(201), `failed while checking it (${"y".repeat(200)}…)`],
  ["a whole one that is just short enough", "y".repeat(200), `failed while checking it (${"y".repeat(200)})`],
  [
    "the depth for which the stack is too small",
    new RangeError("Maximum call stack size exceeded"),
    "ran out of stack while checking it: it is nested too deeply",
  ],
  ["another range error as it is", new RangeError("out"), "failed while checking it (RangeError: out)"],
])("the reason of an exception is %s", (_, error, reason) => {
  expect(internalError(error)).toBe(`ssmlint ${reason}. ${REPORT}`);
});
