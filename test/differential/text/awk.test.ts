import fc from "fast-check";
import { expect, test } from "vitest";
import { runTextTool } from "../../../src/programs/text/index.ts";
import { expectSameAsReal } from "../../support/text-differential.ts";
import { pattern, text } from "../../support/texts.ts";

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
      "FNR",
      "$1 / 3",
      "int($2) / 8",
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
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("%.0f", "%.2f", "%f", "%6.1f", "%-7.1f|", "%05d", "%.3d", "%5.2d", "%07.2f"), value)
      .map(([format, one]) => `printf "${format}\\n", ${one}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom("gsub", "sub"),
        fc.oneof(regex, fc.constantFrom('"\\""', '"[\\",]"', '"a"')),
        fc.constantFrom('""', '"x"', '"<&>"', '"\\\\&"'),
        fc.constantFrom("", ", $2", ", $1", ", $9", ", $(NF + 1)", ", x"),
      )
      .map(([name, one, other, where]) => `${name}(${one}, ${other}${where}); print; print $2 $9`),
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
      "$2++; print",
      "print $1--, $1, a[$1]++, a[$1]",
      'print NF > 2 ? "many" : "few"',
      "nextfile",
      "getline; print",
      "getline x; print x, NR, $1",
      'if ((getline x) > 0) print "got " x; else print "end"',
      "while ((getline x) > 0) n++; print n",
      "print f($1), f($2, 2)",
      "print g($2)",
      "h(seen, $1); print seen[$1], k",
      "print fact(NF)",
      "if (f($1) ~ /a/) print f(f($1))",
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
      'BEGIN { RS="^$" }',
      'BEGIN { RS=", *" }',
      'BEGIN { RS="\\"[:,]" }',
      "BEGIN { getline; print $1 }",
      "END { while ((getline x) > 0) n++; print n, f(NR) }",
      'BEGIN { x = f("b"); printf "%s\\n", x }',
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

const functions: Readonly<Record<string, string>> = {
  f: 'function f(s, n) { if (n > 1) return s ":" f(s, n - 1); gsub(/"/, "", s); return s }',
  g: "function g(s,   i, r) { for (i = length(s); i > 0; i--) r = r substr(s, i, 1); return r }",
  h: 'function h(arr, i) { arr[i] = arr[i] "x"; k++ }',
  fact: "function fact(n)\n{\n  return n <= 1 ? 1 : n * fact(n - 1)\n}",
};

/** Appends the functions that a program calls. */
function withFunctions(program: string): string {
  const called = Object.entries(functions).filter(([name]) => new RegExp(`\\b${name}\\(`).test(program));
  return [program, ...called.map(([, code]) => code)].join("\n");
}

test("awk prints what gawk and mawk print", () => {
  const cases = fc
    .tuple(options, fc.array(rule, { minLength: 1, maxLength: 2 }), text)
    .map(([words, rules, stdin]) => ({ argv: ["awk", ...words, withFunctions(rules.join("\n"))], stdin }));
  expectSameAsReal(cases, { awk: 0.862 }, ["gawk", "mawk"]);
});

test("awk sets the variables among its operands when it first reads", () => {
  const programs = [
    "/e/ { print $2 }",
    "BEGIN { print x FS } { print x, $1 }",
    "END { print x, NR }",
    "BEGIN { getline; print x $1 } 1",
  ];
  const settings = ["RS=,", "FS=:", 'FS="', "x=To\\tken", "OFS=-", "RS=[:,]"];
  const cases = fc
    .tuple(options, fc.constantFrom(...programs), fc.subarray(settings), fc.constantFrom([], ["-"]), text)
    .map(([words, program, set, end, stdin]) => ({ argv: ["awk", ...words, program, ...set, ...end], stdin }));
  expectSameAsReal(cases, { awk: 0.99 }, ["gawk", "mawk"]);
});

test("awk substitutes in a field that does not exist", () => {
  const program = '{ gsub(/[",]/, "", $3); print $3 "|" $1 }';
  expect(runTextTool("awk", ["awk", program], '"a": "b",\n')?.stdout).toBe('|"a":\n');
});

test.each([
  '{ gsub(/x/, "", $9); print NF }',
  '{ gsub(/x/, "", $9); $1 = "y"; print }',
  '{print > "file"}',
  '{print | "cat"}',
  '{getline < "file"; print}',
  '{"date" | getline; print}',
  "{print f($1)}",
  "function f(x) {next} {f($1)}",
  "/a{2}/",
  "{print systime()}",
  ...["NF", "NR", "FNR", "FS", "RSTART"].map((name) => `function f(${name}) { return ${name} } { print f($1) }`),
])("%s is not simulated", (program) => {
  expect(runTextTool("awk", ["awk", program], "a b\n")).toBeUndefined();
});

test.each([[], ["-F", ":"], ["{print}", "file"], ["{print}", "-", "file"], ["{print}", "-", "-"]])(
  "awk %j is not simulated: it has no program, or reads files",
  (...words) => {
    expect(runTextTool("awk", ["awk", ...words], "a b\n")).toBeUndefined();
    expect(runTextTool("awk", ["awk", "{print}", "-"], "a b\n")?.stdout).toBe("a b\n");
  },
);

test.each<[program: string, stdout: string]>([
  ["{ x++; print x }", "1\n"],
  ["{ a[$1]++; print a[$1] }", "1\n"],
  ["{ $1++; print $1--, $1 }", "8 7\n"],
])("what can be counted: %s", (program, stdout) => {
  expect(runTextTool("awk", ["awk", program], "7 b\n")).toEqual({ stdout, success: true });
});

test.each<[program: string, stdout: string]>([
  ['function f(x) { return x "!" } { print f($1 1) }', "71!\n"],
  ['function f(a) { a[1] = "y" } { f(b); print b[1] }', "y\n"],
  ["function f(a) { delete a[1] } { b[1]; f(b); print 1 in b }", "0\n"],
  ["function f(a) { return 1 in a } { b[1]; print f(b) }", "1\n"],
  ["function f(a) { return split($0, a) } { print f(b) b[1] }", "27\n"],
  ["function f(n,  a) { return ++a[n] } { print f(1) f(1) }", "11\n"],
])("a function gets values, and arrays by reference: %s", (program, stdout) => {
  expect(runTextTool("awk", ["awk", program], "7 b\n")).toEqual({ stdout, success: true });
});
