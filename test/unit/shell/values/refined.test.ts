/** A value about which a test has revealed more is one that it may have been before. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { Binding } from "../../../../src/shell/model/environment.ts";
import type { Run } from "../../../../src/shell/model/invocation.ts";
import type { AbstractString } from "../../../../src/shell/model/value.ts";
import { boundBindings } from "../../../../src/shell/values/joined-bindings.ts";
import { openBut } from "../../../../src/shell/values/bindings.ts";
import { EMPTY_STRING, stringOf, unknownPiece, type RefinedText } from "../../../../src/shell/values/pieces.ts";
import { isRefinedBinding, unrefined } from "../../../../src/shell/values/refined.ts";

const SPAN = { pos: 3, end: 7 };
const RUN = {} as Run;

function set(value: AbstractString, more: Partial<Extract<Binding, { readonly state: "set" }>> = {}): Binding {
  return { state: "set", exported: false, value, span: SPAN, ...more };
}

function unknown(more: Partial<RefinedText> = {}): AbstractString {
  return [{ ...unknownPiece("inherited", false, "1"), ...more }];
}

const inherited = { state: "inherited", exported: true } as const;

describe("isRefinedBinding", () => {
  it.each<[string, Binding, Binding]>([
    ["the same", set(unknown()), set(unknown())],
    ["a text", set(stringOf("a")), set(unknown())],
    ["nothing", set(EMPTY_STRING), set(unknown())],
    ["known not to be empty", set(unknown({ nonEmpty: true })), set(unknown())],
    ["known not to be a text", set(unknown({ not: ["a"] })), set(unknown())],
    ["known not to be a second text", set(unknown({ not: ["a", "b"] })), set(unknown({ not: ["b"] }))],
    ["a text that it may be", set(stringOf("a")), set(unknown({ not: ["b"], nonEmpty: true }))],
    ["another answer", set(unknown({ answers: [{ question: "-d $1", is: true }] })), set(unknown())],
    ["a text, of the environment's variable", set(stringOf("a"), { exported: true, span: undefined }), inherited],
    ["not a text, of the environment's variable", openBut(inherited, { not: ["a"] }), inherited],
    ["unset", { state: "unset", exported: false }, inherited],
  ])("holds for %s", (_, later, earlier) => {
    expect(isRefinedBinding(later, earlier, "1")).toBe(true);
  });

  it.each<[string, Binding, Binding]>([
    ["a text that it is known not to be", set(stringOf("a")), set(unknown({ not: ["a"] }))],
    ["nothing, if it is known not to be empty", set(EMPTY_STRING), set(unknown({ nonEmpty: true }))],
    ["less", set(unknown()), set(unknown({ nonEmpty: true }))],
    ["less about texts", set(unknown({ not: ["a"] })), set(unknown({ not: ["a", "b"] }))],
    [
      "the opposite answer",
      set(unknown({ answers: [{ question: "q", is: true }] })),
      set(unknown({ answers: [{ question: "q", is: false }] })),
    ],
    ["another text", set(stringOf("a")), set(stringOf("b"))],
    ["another unknown value", set([unknownPiece("input")]), set(unknown())],
    ["another assignment", set(stringOf("a"), { span: { pos: 9, end: 12 } }), set(unknown())],
    ["exported", set(stringOf("a"), { exported: true }), set(unknown())],
    ["an array", set(stringOf("a"), { array: [stringOf("a")] }), set(unknown())],
    ["a part of it", set([...unknown(), ...stringOf("/x")]), set(unknown())],
    ["set by the script", set(stringOf("a")), inherited],
    [
      "unset by the script",
      { state: "unset", exported: false, removal: { by: "unset", span: SPAN, was: inherited } },
      inherited,
    ],
  ])("does not hold for %s", (_, later, earlier) => {
    expect(isRefinedBinding(later, earlier, "1")).toBe(false);
  });

  const value = fc.oneof(
    fc.constantFrom("", "a", "b").map(stringOf),
    fc
      .record({ nonEmpty: fc.boolean(), not: fc.option(fc.subarray(["a", "b", "c"]), { nil: undefined }) })
      .map(unknown),
  );
  test("is a partial order", () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const is = (one: AbstractString, other: AbstractString): boolean => isRefinedBinding(set(one), set(other));
        expect(is(a, a)).toBe(true);
        if (is(a, b) && is(b, c)) expect(is(a, c)).toBe(true);
      }),
    );
  });
});

test("too many texts with which an unknown value was compared are this unknown value", () => {
  const texts = ["a", "b", "c", "d", "e"].map((text) => set(stringOf(text)));
  const others = [set(unknown({ not: ["a"] })), set(unknown({ nonEmpty: true }))];
  const few = boundBindings([...texts, ...others], 4);
  const known = few.map(
    (one) => one.state === "set" && one.value.map((piece) => piece.kind === "unknown" && piece.nonEmpty),
  );
  expect(known).toEqual([[true], [false]]);
  for (const one of few) expect(isRefinedBinding(one, set(unknown()))).toBe(true);
});

test("what tests have revealed can be forgotten", () => {
  const known = set(unknown({ not: ["a"], nonEmpty: true, answers: [{ question: "q", is: true }] }));
  expect(isRefinedBinding(known, unrefined(known))).toBe(true);
  expect(isRefinedBinding(set(unknown()), unrefined(known))).toBe(true);
});

test.each<[string, AbstractString, AbstractString, AbstractString]>([
  [
    "an unknown value",
    unknown({ nonEmpty: true, nonZero: true, not: ["a"], answers: [{ question: "q", is: true }] }),
    unknown({ nonEmpty: false }),
    unknown({ nonEmpty: true }),
  ],
  [
    "an output",
    [{ kind: "output", of: RUN, nonEmpty: "checked", form: "words" }],
    [{ kind: "output", of: RUN, nonEmpty: "assumed", form: "words" }],
    [{ kind: "output", of: RUN, nonEmpty: "checked", form: "words" }],
  ],
  ["a text", stringOf("a"), stringOf("a"), stringOf("a")],
])("without what tests have revealed, %s may be empty unless it is certain", (_, value, plain, certain) => {
  expect(unrefined(set(value))).toEqual(set(plain));
  expect(unrefined(set(value), true)).toEqual(set(certain));
});
