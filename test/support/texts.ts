/** Random texts like the real input of the tools, and random regular expressions that are likely to match them. */
import fc from "fast-check";

const keys = ["AccessKeyId", "SecretAccessKey", "Token", "Expiration", "Code", "instanceId", "region", "Arn", "Value"];
const values = [
  "ASIAK",
  "s/e+c",
  "IQo//t+k==",
  "2026-01-01T06:30:00Z",
  "Success",
  "i-0",
  "us-east-1",
  "arn:aws:iam::1:role/a b",
  "",
  'p\\"q',
];

const member = fc
  .record({
    key: fc.constantFrom(...keys),
    value: fc.constantFrom(...values),
    colon: fc.constantFrom(" : ", ": ", ":", "\t:\t"),
    indent: fc.constantFrom("", "  ", "    ", "\t"),
    end: fc.constantFrom("", ",", ",,"),
  })
  .map(({ key, value, colon, indent, end }) => `${indent}"${key}"${colon}"${value}"${end}`);

const noise = fc.constantFrom(
  "{",
  "}",
  "",
  "  }",
  "a b  c",
  "key=value",
  "null,",
  "TAGS\tName\ti-0\tinstance\tx y",
  "aab",
  "-",
  "  ",
  "abcabc 42 -7",
  "/=+",
  "[1, 2]",
  "__a_b__",
);

export const text = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: member }, noise), { maxLength: 9 }),
    fc.constantFrom("\n", "\n", "\n", "", ","),
    fc.boolean(),
  )
  .map(([lines, joiner, end]) => lines.join(joiner) + (end ? "\n" : ""));

export type Syntax = "basic" | "extended" | "perl";

const literals = [
  "Token",
  "Key",
  "Access",
  '"',
  ":",
  " ",
  ",",
  "a",
  "b",
  "Id",
  "e",
  "s",
  "/",
  "=",
  "-",
  "1",
  "_",
  '"Token"',
  "region",
];
const brackets = [
  '[^"]',
  "[a-z]",
  "[A-Za-z0-9/+=]",
  "[[:space:]]",
  "[[:alnum:]_]",
  "[^,:]",
  "[ab]",
  "[]a]",
  "[a-]",
  "[^a-zA-Z]",
  "[:,]",
  '["{}]',
];

/** A pattern for the tool `reader`. For `sed`, it contains no slash, so that it can be used between slashes. */
export function pattern(syntax: Syntax, reader: "grep" | "sed" | "awk"): fc.Arbitrary<string> {
  const basic = syntax === "basic";
  const op = (operator: string): string => (basic ? `\\${operator}` : operator);
  const own = (list: readonly string[]): string[] =>
    reader === "grep" ? [...list] : list.filter((piece) => !piece.includes("/"));
  const atom = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...own(literals)) },
    { weight: 3, arbitrary: fc.constantFrom(...own(brackets)) },
    { weight: 2, arbitrary: fc.constantFrom(".", ".", "\\.", '\\"') },
    ...(reader === "awk" ? [] : [{ weight: 2, arbitrary: fc.constantFrom("\\s", "\\w", "\\S", "\\W", "\\b") }]),
    ...(reader === "awk" || syntax === "perl" ? [] : [{ weight: 1, arbitrary: fc.constantFrom("\\<", "\\>") }]),
    ...(syntax === "perl" ? [{ weight: 1, arbitrary: fc.constantFrom("\\d", '[^\\s"]', "[\\w-]") }] : []),
  );
  const quantifier = fc.constantFrom(
    "",
    "",
    "",
    "",
    "*",
    "*",
    op("+"),
    op("?"),
    ...(reader === "awk" ? [] : [`${op("{")}2${op("}")}`, `${op("{")}1,3${op("}")}`, `${op("{")}0,${op("}")}`]),
    ...(syntax === "perl" ? ["*?", "+?", "??"] : []),
  );
  const { sequence } = fc.letrec<{ sequence: string; group: string; piece: string }>((tie) => ({
    group: fc
      .array(tie("sequence"), { minLength: 1, maxLength: 2 })
      .map((options) => op("(") + options.join(op("|")) + op(")")),
    piece: fc
      .tuple(
        fc.oneof(
          { depthSize: "small", maxDepth: 2 },
          { weight: 5, arbitrary: atom },
          { weight: 1, arbitrary: tie("group") },
        ),
        quantifier,
      )
      .map(([one, times]) => (/^\\[bB<>]$/.test(one) ? one : one + times)),
    sequence: fc.array(tie("piece"), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join("")),
  }));
  const useful = fc.constantFrom(
    `"Token"${basic ? "[[:space:]]*:[[:space:]]*" : " *: *"}"${op("(")}[^"]*${op(")")}"`,
    `.*"Token"\\s*:\\s*"${op("(")}.*${op(")")}".*`,
    `"${op("(")}Token${op("|")}Code${op(")")}"`,
    '"[A-Z][^"]*" *: *"[^"]*"',
  );
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom("", "", "", "^", ".*"), sequence, fc.constantFrom("", "", "", "$", ".*"))
        .map((parts) => parts.join("")),
    },
    { weight: 1, arbitrary: reader === "awk" ? fc.constantFrom('"Token"', "Token|Code", '^ *"') : useful },
    ...(syntax === "perl"
      ? [
          {
            weight: 2,
            arbitrary: fc
              .tuple(
                fc.constantFrom("Token", '" : "', ":", "a", '"Code"\\s*:\\s*"'),
                fc.constantFrom("\\K", "(?<="),
                sequence,
                fc.constantFrom("", '(?=")', "(?=,)"),
              )
              .map(([before, how, main, after]) =>
                how === "\\K" ? before + how + main + after : `(?<=${before.replace(/\\s\*/g, " ")})${main}${after}`,
              ),
          },
        ]
      : []),
  );
}
