import { expect, test } from "vitest";
import { MAX_DEPTH } from "../../../../src/document/model/limits.ts";
import { duplicateKeys } from "../../../../src/document/syntax/duplicate-keys.ts";
import { readJson } from "../../../../src/document/syntax/json.ts";
import { readYaml } from "../../../../src/document/syntax/yaml.ts";

test.each([
  ["", 0, "The file ends where a JSON value is expected."],
  ['{"a": ', 6, "The file ends where a JSON value is expected."],
  ['{"a": 1', 7, 'The file ends before the closing "}".'],
  ["[1, ", 4, "The file ends where a JSON value is expected."],
  ["[[1]", 4, 'The file ends before the closing "]".'],
  ["{", 1, "Expected a property name in double quotes."],
  ["[", 1, "The file ends where a JSON value is expected."],
  ['{"a": 1,', 8, "Expected a property name in double quotes."],
  ['{"a": 1, }', 9, 'JSON does not allow a comma before "}".'],
  ["[1,\n]", 4, 'JSON does not allow a comma before "]".'],
  ["{a: 1}", 1, "Expected a property name in double quotes."],
  ['{"a": 1, b: 2}', 9, "Expected a property name in double quotes."],
  ['{"a" 1}', 5, 'Expected ":" after the property name.'],
  ['{"a": 1 "b": 2}', 8, 'Expected "," or "}".'],
  ["[1 2]", 3, 'Expected "," or "]".'],
  ["[1}", 2, 'Expected "," or "]".'],
  ["{} {}", 3, "Unexpected text after the end of the JSON value."],
  ["nul", 0, "Expected a JSON value."],
  ["[01]", 2, 'Expected "," or "]".'],
  ["[1.]", 1, "Expected a JSON value."],
  ["[,]", 1, "Expected a JSON value."],
  ['{"a": 1} // x', 9, "JSON does not allow comments: remove the `//`."],
  ["[1, /* x */ 2]", 4, "JSON does not allow comments: remove the `/*`."],
  ['"a\\qb"', 2, "`\\q` is not a valid escape in JSON."],
  ['["\\u12"]', 2, "`\\u` is not a valid escape in JSON."],
  ['"a\nb"', 2, "A JSON string must end on the line on which it starts: write the line break as \\n."],
  ['"a\tb"', 2, "Control characters must be escaped in JSON strings (a tab is \\t)."],
  ['{"a": "b', 6, "The file ends inside a string."],
  ["\uFEFF[1 2]", 4, 'Expected "," or "]".'],
])("%j is an error at %i", (text, offset, message) => {
  const { errors, roots } = readJson(text);
  expect([errors, roots]).toEqual([[{ offset, message }], []]);
});

test("nesting up to the limit is accepted, and one more level is an error at its bracket", () => {
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  expect(readJson(nested(MAX_DEPTH)).errors).toEqual([]);
  expect(readJson(nested(MAX_DEPTH + 1)).errors.map(({ offset }) => offset)).toEqual([MAX_DEPTH]);
});

test("a `${Name}` of Fn::Sub is a value, or text if it is in a string", () => {
  const text = '{"a": ${A}, "b": ["${B}", "\\"${C}", ${D.E}], "c": "${"}';
  const values = (node: unknown): unknown => JSON.parse(JSON.stringify(node, ["pairs", "items", "value", "key"]));
  const asText = readJson(text.replaceAll(/(?<!")\$\{[A-Z.]+\}/g, '"$&"').replaceAll('"\\""', '"\\"'));
  const { errors, roots } = readJson(text, true);
  expect(errors).toEqual([]);
  expect(values(roots)).toEqual(values(asText.roots));
  const [root] = roots;
  const first = root?.type === "Mapping" ? root.pairs[0]?.value : undefined;
  expect(first?.type === "Scalar" && [first.value, text.slice(...first.range)]).toEqual(["${A}", "${A}"]);
  expect(readJson(text).errors.map(({ offset }) => offset)).toEqual([6]);
});

test.each([
  ["json", '{"a": {"b": 1, "b": 2}, "c": [{"d": 1, "\\u0064": 2}], "a": 3}'],
  ["yaml", "a: {b: 1, 'b': 2}\nc:\n- d: 1\n  \"d\": 2\na: 3\n<<: {x: 1}\n<<: {x: 2}\n"],
])("duplicate keys in %s are found", (language, text) => {
  const tree = language === "json" ? readJson(text) : readYaml(text);
  const ranges = tree.roots.flatMap((root) => duplicateKeys(tree, root));
  expect(ranges.map(([start]) => start).toSorted((a, b) => a - b)).toEqual(
    language === "json" ? [15, 39, 54] : [10, 30, 37],
  );
});
