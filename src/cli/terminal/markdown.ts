/** Renders the Markdown of rule pages for a terminal. */
import pico from "picocolors";
import { wrapText } from "./text-width.ts";
import type { Style } from "./terminal.ts";

type Colors = ReturnType<typeof pico.createColors>;

interface Block {
  readonly kind: "heading" | "code" | "table" | "item" | "paragraph";
  readonly lines: readonly string[];
}

/** Splits a page into its blocks. A list item continues until a blank line or the next block. */
function blocksOf(page: string): Block[] {
  const blocks: { kind: Block["kind"]; lines: string[] }[] = [];
  let open: { kind: Block["kind"]; lines: string[] } | undefined;
  const start = (kind: Block["kind"], ...lines: string[]) => blocks.push((open = { kind, lines }));
  let fence: string | undefined;
  for (const line of page.split(/\r?\n/)) {
    const mark = /^\s*(`{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark !== undefined && mark.length >= fence.length) fence = open = undefined;
      else open!.lines.push(line);
    } else if (mark !== undefined) {
      fence = mark;
      start("code");
    } else if (line.trim() === "") open = undefined;
    else if (/^#+ /.test(line)) {
      start("heading", line);
      open = undefined;
    } else if (line.startsWith("|")) {
      if (open?.kind === "table") open.lines.push(line);
      else start("table", line);
    } else if (/^\s*(?:[-*]|\d+\.) /.test(line)) start("item", line);
    else if (open) open.lines.push(line);
    else start("paragraph", line);
  }
  return blocks;
}

/** Replaces each link by its text, followed by its address as a separate word. */
const withAddresses = (text: string): string =>
  text.replaceAll(/\[([^[\]]+)\]\(([^)\s]+)\)/g, (_, label: string, url: string) =>
    label === url ? url : `${label} (${url})`,
  );

/** Renders emphasis and code. Without colours, code keeps its backticks. */
function inline(text: string, colors: Colors): string {
  return text
    .replaceAll(/\*\*([^*]+)\*\*/g, (_, strong: string) => colors.bold(strong))
    .replaceAll(/`([^`]+)`/g, (whole, code: string) => (colors.isColorSupported ? colors.cyan(code) : whole));
}

/** Renders a table in columns or, if these are too wide, each row as its first cell with the other cells below. */
function table(lines: readonly string[], colors: Colors, width: number): string[] {
  const rows = lines
    .filter((line) => !/^\|[\s|:-]+\|\s*$/.test(line))
    .map((line) =>
      line
        .replaceAll(/^\||\|\s*$/g, "")
        .split(/(?<!\\)\|/)
        .map((cell) => withAddresses(cell.trim().replaceAll("\\|", "|"))),
    );
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const paint = (text: string, index: number) => (index === 0 ? colors.bold(text) : inline(text, colors));
  if (widths.reduce((sum, each) => sum + each + 2, 0) > width) {
    return rows.flatMap((row, index) =>
      row.flatMap((cell, column) => {
        const indent = " ".repeat(column === 0 ? 2 : 6);
        return paint(wrapText(cell, width - indent.length).join("\n"), index).replaceAll(/^/gm, indent);
      }),
    );
  }
  return rows.map((row, index) => {
    const text = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
    return `  ${paint(text, index)}`;
  });
}

/** Renders a page as text for a terminal of `width` cells. */
export function renderMarkdown(page: string, { color, width }: Style): string {
  const colors = pico.createColors(color);
  const paragraphs = (lines: readonly string[]) =>
    inline(wrapText(withAddresses(lines.map((line) => line.trim()).join(" ")), width).join("\n"), colors);
  const rendered = blocksOf(page).map(({ kind, lines }) => {
    switch (kind) {
      case "heading": {
        const [, marks = "", text = ""] = /^(#+) (.*)$/.exec(lines[0]!) ?? [];
        const isTitle = marks.length === 1;
        return isTitle
          ? colors.bold(colors.underline(text))
          : colors.bold(marks.length === 2 ? text.toUpperCase() : text);
      }
      case "code":
        return lines.map((line) => `    ${colors.dim(line)}`.trimEnd()).join("\n");
      case "table":
        return table(lines, colors, width).join("\n");
      case "item": {
        const [, indent = "", bullet = "-", text = ""] = /^(\s*)([-*]|\d+\.) (.*)$/.exec(lines[0]!) ?? [];
        const sign = /\d/.test(bullet) ? bullet : "•";
        const whole = withAddresses([text, ...lines.slice(1).map((line) => line.trim())].join(" "));
        const body = wrapText(whole, width - indent.length - 4);
        const joined = inline(body.join("\n"), colors).split("\n");
        return joined.map((line, index) => `${indent}${index === 0 ? `${sign} ` : "  "}${line}`).join("\n");
      }
      case "paragraph":
        return paragraphs(lines);
    }
  });
  const kinds = blocksOf(page).map(({ kind }) => kind);
  return rendered
    .map((text, index) => (index > 0 && !(kinds[index] === "item" && kinds[index - 1] === "item") ? `\n${text}` : text))
    .join("\n")
    .concat("\n");
}
