/** The Markdown that rule pages are written in, laid out for a terminal. */
import pico from "picocolors";
import { wrap } from "../reports/cells.ts";
import type { Style } from "../reports/report.ts";

type Colors = ReturnType<typeof pico.createColors>;

interface Block {
  readonly kind: "heading" | "code" | "table" | "item" | "paragraph";
  readonly lines: readonly string[];
}

/** Splits a page into its blocks. A list item goes on over lines that are indented or not set apart. */
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

/** Emphasis, code and links of one line. Without colours links keep their addresses and code its backticks. */
function inline(text: string, colors: Colors): string {
  return text
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, label: string, url: string) =>
      label === url ? url : `${label} (${url})`,
    )
    .replaceAll(/\*\*([^*]+)\*\*/g, (_, strong: string) => colors.bold(strong))
    .replaceAll(/`([^`]+)`/g, (whole, code: string) => (colors.isColorSupported ? colors.cyan(code) : whole));
}

function table(lines: readonly string[], colors: Colors): string[] {
  const rows = lines
    .filter((line) => !/^\|[\s|:-]+\|\s*$/.test(line))
    .map((line) =>
      line
        .replaceAll(/^\||\|\s*$/g, "")
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|")),
    );
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows.map((row, index) => {
    const text = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd();
    return `  ${index === 0 ? colors.bold(text) : inline(text, colors)}`;
  });
}

/** A page as text for a terminal of `width` cells. */
export function renderMarkdown(page: string, { color, width }: Style): string {
  const colors = pico.createColors(color);
  const paragraphs = (lines: readonly string[]) =>
    inline(wrap(lines.map((line) => line.trim()).join(" "), width).join("\n"), colors);
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
        return table(lines, colors).join("\n");
      case "item": {
        const [, indent = "", bullet = "-", text = ""] = /^(\s*)([-*]|\d+\.) (.*)$/.exec(lines[0]!) ?? [];
        const sign = /\d/.test(bullet) ? bullet : "•";
        const body = wrap([text, ...lines.slice(1).map((line) => line.trim())].join(" "), width - indent.length - 4);
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
