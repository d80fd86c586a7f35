import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { escapeUnsafe } from "../../../../src/cli/terminal/safe-text.ts";
import { markLine, wrapText } from "../../../../src/cli/terminal/text-width.ts";

/** The marked line as the screen shows it, for text whose characters are all one cell wide. */
const shown = (line: string, start: number, end: number, width = 80) => {
  const { text, before, marked } = markLine(line, start, end, width);
  return { text, under: text.slice(before, before + marked) };
};

describe("markLine", () => {
  test("marks exactly the range if the line fits", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{1,60}$/), fc.nat(59), fc.nat(20), (line, start, length) => {
        fc.pre(start < line.length);
        const end = Math.min(line.length, start + length);
        expect(shown(line, start, end)).toEqual({
          text: line,
          under: line.slice(start, Math.max(end, start + 1)),
        });
      }),
    );
  });

  test("shows the part of a long line around the mark, within the width", () => {
    const line = fc
      .array(fc.stringMatching(/^[a-z]{8}$/), { minLength: 20, maxLength: 400 })
      .map((words) => words.join(" "));
    fc.assert(
      fc.property(
        line,
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 40, max: 120 }),
        (text, at, length, width) => {
          const start = at % (text.length - 1);
          const end = Math.min(text.length, start + length);
          const result = shown(text, start, end, width);
          expect(result.text.length).toBeLessThanOrEqual(width);
          expect(result.under).toBe(text.slice(start, end));
          expect(text).toContain(result.text.replaceAll("…", ""));
        },
      ),
    );
  });

  test("cuts ASCII text where it cuts other text of the same width", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z ]{40,400}$/),
        fc.nat(),
        fc.integer({ min: 0, max: 150 }),
        fc.integer({ min: 30, max: 120 }),
        (text, at, length, width) => {
          const start = at % text.length;
          const end = Math.min(text.length, start + length);
          const wide = text.replaceAll("e", "é").replaceAll(" ", "ü");
          const ascii = markLine(text, start, end, width);
          const other = markLine(wide, start, end, width);
          expect(other.text.replaceAll("é", "e").replaceAll("ü", " ")).toBe(ascii.text);
          expect({ ...other, text: "" }).toEqual({ ...ascii, text: "" });
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("is fast for a line of megabytes", () => {
    const line = "x".repeat(5_000_000);
    expect(shown(line, 2_500_000, 2_500_003).under).toBe("xxx");
  });

  test("counts the cells of wide characters, combining characters and tabs", () => {
    expect(markLine("漢字 aws", 3, 6, 80)).toEqual({ text: "漢字 aws", before: 5, marked: 3 });
    expect(markLine("e\u0301 aws", 3, 6, 80)).toEqual({ text: "e\u0301 aws", before: 2, marked: 3 });
    expect(markLine("😀 aws", 3, 6, 80)).toEqual({ text: "😀 aws", before: 3, marked: 3 });
    expect(markLine("\ta\taws", 3, 6, 80)).toEqual({ text: "    a   aws", before: 8, marked: 3 });
  });

  test("an empty range has a mark of one cell", () => {
    expect(markLine("aws", 3, 3, 80)).toEqual({ text: "aws", before: 3, marked: 1 });
  });
});

test("a script cannot send escape sequences to the terminal", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      // oxlint-disable-next-line no-control-regex
      expect(escapeUnsafe(text)).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E]/);
      // oxlint-disable-next-line no-control-regex
      expect(markLine(text.replaceAll("\n", ""), 0, text.length, 80).text).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/);
    }),
  );
});

test("wrapped text keeps its words, stays within the width, and is one line if it fits", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 12 }), (words) => {
      const text = words.join(" ");
      const lines = wrapText(text, 20);
      expect(lines.join(" ")).toBe(text);
      expect(lines.length === 1).toBe(text.length <= 20);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(20);
    }),
  );
});

test("code in backticks is never split and is kept unchanged", () => {
  const word = fc.stringMatching(/^[a-z.,]{1,12}$/);
  const code = fc.stringMatching(/^[a-z |$"-]{1,30}$/).map((text) => `\`${text}\``);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(word, code), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 10, max: 60 }),
      (parts, width) => {
        const lines = wrapText(parts.join(" "), width);
        for (const part of parts.filter((text) => text.startsWith("`")))
          expect(lines.some((line) => line.includes(part))).toBe(true);
        for (const line of lines) {
          const longest = Math.max(...parts.map((part) => part.length));
          expect(line.length).toBeLessThanOrEqual(Math.max(width, longest));
        }
        expect(lines.join(" ").replaceAll(/\s+/g, " ").trim()).toBe(parts.join(" ").replaceAll(/\s+/g, " ").trim());
      },
    ),
  );
});
