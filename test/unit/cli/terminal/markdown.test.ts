import { expect, test } from "vitest";
import { renderMarkdown } from "../../../../src/cli/terminal/markdown.ts";
import { rulePageText } from "../../../../src/cli/support/rule-page.ts";
import plugin from "../../../../src/index.ts";

const lines = (page: string, width: number) => renderMarkdown(page, { color: false, width }).trimEnd().split("\n");

test.each(Object.keys(plugin.rules))("%s: only code and URLs exceed 80 columns", (name) => {
  for (const line of lines(rulePageText(name), 80)) {
    if (!line.startsWith("    ") && !/^\W*\(?https:\S+$/.test(line)) expect(line.length, line).toBeLessThanOrEqual(80);
  }
});

test("the cells of a table that is too wide are stacked", () => {
  const page = "| Written | Happens |\n| --- | --- |\n| `a \\| b` | [this](https://x.y/z) and that |\n";
  expect(lines(page, 60)).toEqual(["  Written  Happens", "  `a | b`  this (https://x.y/z) and that"]);
  expect(lines(page, 30)).toEqual([
    "  Written",
    "      Happens",
    "  `a | b`",
    "      this (https://x.y/z) and",
    "      that",
  ]);
});

test("the items of a list are on consecutive lines, and an empty line separates other blocks", () => {
  expect(lines("Before\n\n- one\n- two\n\nAfter\n", 60)).toEqual(["Before", "", "• one", "• two", "", "After"]);
});

test("headings of each level and code differ in colors", () => {
  const page = "# Title\n\n## Second\n\n### Third\n\n```sh\naws s3 ls\n```\n\nWith `code` and **bold** text.\n";
  expect(renderMarkdown(page, { color: true, width: 60 }).replaceAll("\u001B[", "~")).toMatchInlineSnapshot(`
    "~1m~4mTitle~24m~22m

    ~1mSECOND~22m

    ~1mThird~22m

        ~2maws s3 ls~22m

    With ~36mcode~39m and ~1mbold~22m text.
    "
  `);
});
