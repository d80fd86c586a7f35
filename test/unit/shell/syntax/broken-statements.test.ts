import { expect, test } from "vitest";
import { isInBroken, parseShell, type ShellScript } from "../../../../src/shell/index.ts";
import { countedList } from "../../../support/counted-list.ts";

/** The parts of the script that are in statements with errors, where each is one character. */
const brokenText = (text: string): string => {
  const script = parseShell(text);
  return [...text].filter((_, pos) => isInBroken(script, { pos, end: pos + 1 })).join("");
};

test.each([
  ["echo a\necho b < < x\necho c", "echo b < < x\n"],
  ["echo a; echo b < < x\necho c", "echo a; echo b < < x\n"],
  ["echo a # ok\n)\necho c", ""],
  ["echo a;\r\n)\necho c", ""],
  ["echo a )\necho c", "echo a )"],
  ["if true; then\necho a\n", "if true; then\necho a\n"],
  ["#!/bin/zsh\necho a )", ""],
])("%j", (text, broken) => expect(brokenText(text)).toBe(broken));

test("an insertion at the end of a broken statement is in it, one before it is not", () => {
  const script = parseShell("echo a\necho b )");
  expect([6, 7, 8, 14].map((pos) => isInBroken(script, { pos, end: pos }))).toEqual([false, false, true, true]);
});

test("the work grows with the number of statements and errors, not with their product", () => {
  const reads = (count: number): number => {
    const script = parseShell(`a${";!(".repeat(count)}`);
    expect(script.errors.length).toBeGreaterThan(count / 2);
    const commands = countedList(script.tree!.commands);
    const counted: ShellScript = { ...script, tree: { ...script.tree!, commands: commands.list } };
    isInBroken(counted, { pos: 1, end: 2 });
    return commands.reads();
  };
  expect(reads(2_000)).toBeLessThan(2.5 * reads(1_000));
});
