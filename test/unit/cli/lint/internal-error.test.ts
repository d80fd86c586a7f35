import { expect, test } from "vitest";
import { internalError } from "../../../../src/cli/lint/internal-error.ts";

const REPORT = "This is a bug in ssmlint; please report it with the file";

test.each<[what: string, error: unknown, reason: string]>([
  ["the first line of its message", new TypeError("x\nat y"), "failed while checking it (TypeError: x)"],
  ["the thrown value if it is not an error", "text", "failed while checking it (text)"],
  [
    "that it has none if it is an object without one",
    Object.create(null),
    "failed while checking it (an object without a text)",
  ],
  [
    "the rule named by ESLint",
    new Error('x\nOccurred while linting a.yaml:1\nRule: "ssm/rule"'),
    "failed while checking it with the rule ssm/rule (Error: x)",
  ],
  ["the beginning of a long message", "y".repeat(201), `failed while checking it (${"y".repeat(200)}…)`],
  ["a complete message of the maximum length", "y".repeat(200), `failed while checking it (${"y".repeat(200)})`],
  [
    "the nesting depth if the stack overflows",
    new RangeError("Maximum call stack size exceeded"),
    "ran out of stack while checking it: it is nested too deeply",
  ],
  ["the message of any other RangeError", new RangeError("out"), "failed while checking it (RangeError: out)"],
])("the reported reason of an exception is %s", (_, error, reason) => {
  expect(internalError(error)).toBe(`ssmlint ${reason}. ${REPORT}`);
  expect(internalError(error, true)).toBe(`ssmlint ${reason}. This is a bug in a rule of a plugin, or in ssmlint`);
});
