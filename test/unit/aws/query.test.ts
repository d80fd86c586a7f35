import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateQuery } from "../../../src/aws/json/query.ts";

const DOCUMENT = {
  Parameters: [{ Name: "a", Value: "secret" }],
  Count: 1,
  Nested: { Deep: { Deeper: [1, [2, [3]]] } },
};

/** The number of values in a result. A value that occurs several times is counted each time. */
function size(value: unknown, most = 100_000): number {
  if (typeof value !== "object" || value === null) return 1;
  let count = 1;
  for (const one of Object.values(value)) {
    count += size(one, most - count);
    if (count > most) break;
  }
  return count;
}

const repeat = (text: string, count: number): string => text.repeat(count);

describe("a --query expression", () => {
  it.each([
    ["Parameters[].Value", ["secret"]],
    ["Parameters[0].Value", "secret"],
    ["Parameters[?Name=='a'].Value | [0]", "secret"],
    ["{a: Count, b: Parameters[*].Name}", { a: 1, b: ["a"] }],
    ["Parameters[].Value[]", [["secret"]]],
    ["Count[]", []],
    ["length(Parameters)", 1],
    ["to_string(Count)", 1],
    ["join(',', Parameters[].Value)", ["literal", ["secret"]]],
  ])("%s", (expression, expected) => expect(evaluateQuery(DOCUMENT, expression)).toEqual(expected));

  it.each([
    repeat("(", 1_999),
    repeat("[", 1_999),
    repeat("{a:", 600),
    repeat("!", 1_999),
    repeat("&", 1_999),
    `${repeat("(", 900)}a${repeat(")", 900)}`,
    `${repeat("[", 900)}a${repeat("]", 900)}`,
    `a${repeat(".a", 900)}`,
    `a${repeat("[0]", 600)}`,
    `Parameters${repeat("[]", 900)}`,
    `a${repeat("|a", 900)}`,
    `a${repeat("||a", 600)}`,
    `[@,@]${repeat("|[@,@]", 280)}`,
    `[@,@]${repeat("|[@,@][]", 200)}`,
    `{a:@,b:@}${repeat("|{a:@,b:@}", 180)}`,
    `${repeat("[?", 900)}a`,
    `[@,@,@,@,@,@,@,@]${repeat("|[@,@,@,@,@,@,@,@][].[@,@,@,@,@,@,@,@][]", 40)}`,
    repeat("f(", 900),
    repeat('"', 1_999),
    repeat("'", 1_999),
    repeat("`", 1_999),
    `"${repeat("\\", 1_998)}`,
    repeat("a", 1_000_000),
    repeat("(", 1_000_000),
    "Parameters[",
    "Parameters[0",
    "a.",
    "|",
    "__proto__",
    "{__proto__: @}",
    "constructor.prototype",
    "",
    "\u0000",
  ])("is evaluated in bounded time or rejected: %.40s", { timeout: 20_000 }, (expression) => {
    const result = evaluateQuery(DOCUMENT, expression);
    expect(size(result)).toBeLessThanOrEqual(10_001);
  });

  it("never throws, and its result has a bounded size", () => {
    const parts =
      "Parameters Value [] [0] [*] [? ] ( ) { } a: , . | || && == ! @ & * 'x' `1` \"Name\" length( keys( -1 [1:2] :".split(
        " ",
      );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 60 }), (all) => {
        expect(size(evaluateQuery(DOCUMENT, all.join("")))).toBeLessThanOrEqual(10_001);
      }),
    );
  });
});
