/** Errors of YAML in items of a script: what the message advises. */
import { expect, test } from "vitest";
import { readDocument } from "../../../../src/document/read.ts";

const itemsAre = (items: string): string =>
  `schemaVersion: "2.2"\nmainSteps:\n  - action: aws:runShellScript\n    name: s\n    inputs:\n      runCommand:\n${items}\n`;

const NONE = "";
const quoteItem = (syntax: string): string => ` Quote the whole item: its \`${syntax}\` is YAML syntax.`;
const QUOTE_VALUE = ' Quote a value that starts with "{{": YAML reads it as a mapping.';

/** The advice, and the line of the error from the first item on. */
test.each<[items: string, advice: string, line: number]>([
  ['        - "a" b', quoteItem('"'), 0],
  ["        - 'a' b", quoteItem("'"), 0],
  ["        - [ -f x ] && y", quoteItem("["), 0],
  ["        - {a} b", quoteItem("{"), 0],
  ["        - @x", quoteItem("@"), 0],
  ["        - `date`", quoteItem("`"), 0],
  ["        - *.txt", quoteItem("*"), 0],
  ["        - &1 &2 x", NONE, 0],
  ["        - %x", quoteItem("%"), 0],
  ["        - echo a: b: c", quoteItem(": "), 0],
  ['        - "echo a: b', NONE, 1],
  ["        - *", quoteItem("*"), 0],
  ["        - a: *b", quoteItem(": "), 0],
  ["        - a\n        - 'b' c", quoteItem("'"), 1],
  ["        - {{ x }} b", QUOTE_VALUE, 0],
  ["        - run: {{ x }} b", QUOTE_VALUE, 0],
  ["          {{ x }} b", QUOTE_VALUE, 0],
  ["        - a\n       b: c", NONE, 1],
  ["        - |\n          a\n\n     b", NONE, 2],
  ["\t- a", NONE, 0],
  ['        - "a"\n@x: 1', NONE, 1],
  ["        - a\n`x`: 1", NONE, 1],
])("%j", (items, advice, line) => {
  const text = itemsAre(items);
  const [error] = readDocument(text, { language: "yaml" }).errors;
  const [, stated = "", found] = /^(.*?\.)( Quote .*)?$/s.exec(error?.message ?? "") ?? [];
  const at = text.slice(text.indexOf("runCommand:\n") + 12, error?.offset).split("\n").length - 1;
  expect([found ?? NONE, at, stated !== ""]).toEqual([advice, line, true]);
});
