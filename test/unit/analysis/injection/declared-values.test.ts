/** The values that a declaration permits, as far as they can do harm. */
import { expect, test } from "vitest";
import {
  anchored,
  declaredValues,
  isEnvVar,
  mayBeOperand,
  pastedTexts,
  permittedValues,
  type DeclaredValues,
} from "../../../../src/analysis/injection/language/declared-values.ts";
import { isMatchedBy } from "../../../../src/analysis/injection/language/matching.ts";
import type { ParameterDeclaration } from "../../../../src/document/index.ts";

interface Declared {
  readonly type?: string;
  readonly pattern?: string;
  readonly values?: readonly string[];
  readonly open?: boolean;
  readonly interpolation?: string;
}

function declaration({ type, pattern, values, open = false, interpolation }: Declared): ParameterDeclaration {
  const range = [0, 1] as const;
  const text = (one: string | undefined): unknown => (one === undefined ? undefined : { text: one, range });
  return {
    name: "P",
    range,
    type,
    open,
    allowedPattern: text(pattern),
    allowedValues: values,
    interpolationType: text(interpolation),
  } as unknown as ParameterDeclaration;
}

const TEXTS = ["", "a", "b", "a;", "b;", "1", "a b", "xa;y", "A".repeat(99), "A".repeat(100)];

/** What limits the values, how they are pasted, and which texts are among them. */
function shown(values: DeclaredValues | undefined): string {
  if (values === undefined) return "none";
  const among = TEXTS.flatMap((text, index) => (isMatchedBy(values.automaton, text) ? [index] : []));
  return `${values.limit} ${values.pasting} ${among.join("")}`;
}

test.each<readonly [declared: Declared, permitted: string, pasted: string]>([
  [{}, "none text 0123456789", "none text 0123456789"],
  [{ type: "String" }, "none text 0123456789", "none text 0123456789"],
  [{ type: "String", open: true }, "none", "none"],
  [{ type: "Integer" }, "none", "none"],
  [{ type: "Boolean", pattern: ";" }, "none", "none"],
  [{ type: "AWS::EC2::VPC::Id" }, "none", "none"],
  [{ type: "List<AWS::EC2::Instance::Id>" }, "none", "none"],
  [{ type: "AWS::EC2::Image::Id[]" }, "none text 0123456789", "none text 0123456789"],
  [{ type: "StringList" }, "none list 0123456789", "none list 0123456789"],
  [{ type: "List<String>" }, "none list 0123456789", "none list 0123456789"],
  [{ type: "StringMap" }, "none map 0123456789", "none"],
  [{ pattern: "^[a-z]+$" }, "none", "pattern text 12"],
  [{ pattern: "^[a-z;]+$" }, "pattern text 12347", "pattern text 12347"],
  [{ pattern: "^[a-z ]+$" }, "pattern text 126", "pattern text 126"],
  [{ pattern: "a" }, "pattern text 1367", "pattern text 1367"],
  [{ pattern: "(?=a)" }, "none", "none"],
  [{ type: "StringList", pattern: "^[a-z]+$" }, "none", "none"],
  [{ type: "StringMap", pattern: "^[a-z]+$" }, "pattern map 12", "none"],
  [{ values: [] }, "none text 0123456789", "none text 0123456789"],
  [{ values: ["a", "b"] }, "none", "values text 12"],
  [{ values: ["a", "b;"] }, "values text 4", "values text 4"],
  [{ values: ["a", "b;"], pattern: "a" }, "values text 4", "values text 4"],
  [{ type: "StringList", values: ["a;"] }, "values list 3", "values list 3"],
  [{ type: "StringMap", values: ["a;"] }, "none", "none"],
  [{ values: [TEXTS[8]!, TEXTS[9]!] }, "none", "values text 8"],
  [{ values: [`${"x".repeat(3998)} ;`, "a;"] }, "values text ", "values text "],
  [{ values: [`${"x".repeat(3999)} ;`, "a;"] }, "none", "values text 3"],
])("%j", (declared, permitted, pasted) => {
  const one = declaration(declared);
  expect(shown(declaredValues(one))).toBe(permitted);
  expect(shown(permittedValues(one))).toBe(permitted);
  expect(shown(permittedValues(one))).toBe(permitted);
  expect(shown(pastedTexts(one))).toBe(pasted);
});

test("declarations that permit the same values have the same key", () => {
  const key = (declared: Declared): string | undefined => declaredValues(declaration(declared))?.key;
  const keys = [
    key({}),
    key({ type: "StringList" }),
    key({ pattern: ";" }),
    key({ pattern: ";", type: "StringList" }),
    key({ pattern: ";+" }),
    key({ values: [";"] }),
    key({ values: [";", ";;"] }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(key({ values: ["a", ";"] })).toBe(key({ values: [";", "b"] }));
});

test.each<readonly [declared: Declared, may: boolean]>([
  [{}, true],
  [{ type: "Integer" }, true],
  [{ pattern: "^[a-z]+$" }, true],
  [{ pattern: "^[;]$" }, false],
  [{ pattern: "^;" }, false],
  [{ values: ["a-b", "+"] }, false],
  [{ values: ["a-b", "b"] }, true],
  [{ type: "StringList" }, false],
])("%j may be an operand: %s", (declared, may) => {
  const one = declaration(declared);
  expect([mayBeOperand(one), mayBeOperand(one)]).toEqual([may, may]);
});

test("an anchored pattern permits what it matches as a whole", () => {
  expect(shown(anchored(declaration({ pattern: "a;|b" })))).toBe("pattern text 23");
  expect(shown(anchored(declaration({ pattern: "[a-z]" })))).toBe("none");
});

test("only ENV_VAR selects the environment variable", () => {
  expect(isEnvVar(declaration({ interpolation: "ENV_VAR" }))).toBe(true);
  expect(isEnvVar(declaration({ interpolation: "env_var" }))).toBe(false);
  expect(isEnvVar(declaration({}))).toBe(false);
});
