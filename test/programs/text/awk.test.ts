import fc from "fast-check";
import { expect, test } from "vitest";
import { runTextTool } from "../../../src/programs/text/tools.ts";
import { expectSameAsReal } from "./differential.ts";
import { pattern, text } from "./texts.ts";

const regex = pattern("extended", "awk").map((one) => `/${one}/`);
const field = fc.constantFrom("$0", "$1", "$2", "$3", "$4", "$NF", "$(NF-1)", "$5");
const value: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: field },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "NR",
      "NF",
      '"x"',
      '""',
      '"a\\tb"',
      "1",
      "x",
      "n",
      "length",
      "length($1)",
      "$1 $2",
      '$2 ":" $3',
      "NF + 1",
      "NR % 2",
      "-1",
      "$1 - 1",
      "tolower($2)",
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(field, fc.integer({ min: -1, max: 6 }), fc.integer({ min: 0, max: 9 }))
      .map(([one, from, size]) => `substr(${one}, ${from}, ${size})`),
  },
  { weight: 1, arbitrary: field.map((one) => `substr(${one}, 2, length(${one}) - 2)`) },
  {
    weight: 1,
    arbitrary: fc.tuple(field, fc.constantFrom('"a"', '":"', '"Token"')).map(([one, what]) => `index(${one}, ${what})`),
  },
  { weight: 1, arbitrary: fc.tuple(field, regex).map(([one, what]) => `match(${one}, ${what})`) },
);
const test1 = fc.oneof(
  regex,
  regex.map((one) => `!${one}`),
  fc
    .tuple(field, fc.constantFrom("~", "!~"), fc.oneof(regex, fc.constantFrom('"Token"', '"^[A-Z]"')))
    .map((parts) => parts.join(" ")),
  fc
    .tuple(
      value,
      fc.constantFrom("==", "!=", "<", ">", ">="),
      fc.constantFrom("1", '"x"', "$1", '"\\"Token\\""', "2", "3"),
    )
    .map((parts) => parts.join(" ")),
);
const condition = fc.oneof(
  { weight: 3, arbitrary: test1 },
  { weight: 1, arbitrary: fc.tuple(test1, fc.constantFrom(" && ", " || "), test1).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.constantFrom("NR==1", "NR==2, NR==4", "!seen[$1]++", "/Code/,/Token/", "1") },
);
const statement = fc.oneof(
  { weight: 5, arbitrary: fc.array(value, { maxLength: 3 }).map((values) => `print ${values.join(", ")}`) },
  { weight: 1, arbitrary: fc.tuple(value, value).map(([one, other]) => `printf "%s|%5s\\n", ${one}, ${other}`) },
  { weight: 1, arbitrary: value.map((one) => `printf("%d %-4d.\\n", ${one}, NR)`) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom("gsub", "sub"),
        fc.oneof(regex, fc.constantFrom('"\\""', '"[\\",]"', '"a"')),
        fc.constantFrom('""', '"x"', '"<&>"', '"\\\\&"'),
        fc.constantFrom("", ", $2", ", $1", ", x"),
      )
      .map(([name, one, other, where]) => `${name}(${one}, ${other}${where}); print`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(field, fc.constantFrom('":"', '"\\""', "/[:,]/", '" "'))
      .map(([one, by]) => `n = split(${one}, a, ${by}); print n, a[1], a[2]; print a[n]`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        condition.filter((one) => !one.includes("NR==2,") && !one.includes("/,/")),
        value,
        value,
      )
      .map(([one, yes, no]) => `if (${one}) print ${yes}; else print ${no}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "next",
      "x = $2",
      '$2 = "y"; print',
      "for (i = 1; i <= NF; i++) print i, $i",
      "exit",
      "n += NF; print n",
      "i = 3; while (i-- > 0) print i",
      'print NF > 2 ? "many" : "few"',
    ),
  },
);
const rule = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(condition, fc.array(statement, { minLength: 1, maxLength: 2 }))
      .map(([when, what]) => `${when} {${what.join("; ")}}`),
  },
  { weight: 3, arbitrary: statement.map((what) => `{ ${what} }`) },
  { weight: 1, arbitrary: condition },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'BEGIN { FS=":" }',
      "END { print NR, x }",
      'BEGIN{FS="\\""; OFS="-"}',
      'BEGIN { RS="," }',
    ),
  },
);
const options = fc.constantFrom<string[]>(
  [],
  [],
  [],
  ["-F:"],
  ['-F"'],
  ["-F", '"'],
  ["-F", ": "],
  ["-F", '[:,"]'],
  ['-F\\"'],
  ["-F", " : "],
  ["-v", "x=To ken"],
  ["-F\\t"],
  ["-F", '"|:'],
  ["-vOFS=,"],
  ["-F."],
  ["-F", "|"],
  ['-F": "'],
);

test("awk prints what gawk and mawk print", () => {
  const cases = fc
    .tuple(options, fc.array(rule, { minLength: 1, maxLength: 2 }), text)
    .map(([words, rules, stdin]) => ({ argv: ["awk", ...words, rules.join("\n")], stdin }));
  expectSameAsReal(cases, 0.5, ["gawk", "mawk"]);
});

test.each([
  '{print > "file"}',
  '{print | "cat"}',
  "{getline; print}",
  "function f(x) {return x} {print f($1)}",
  "/a{2}/",
  "{print systime()}",
])("%s is not simulated", (program) => {
  expect(runTextTool("awk", ["awk", program], "a b\n")).toBeUndefined();
});
