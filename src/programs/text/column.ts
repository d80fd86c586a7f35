/** `column -t`: formats a table. */
import { readOptions } from "./tool/options.ts";
import { joinLines, linesOf, printedResult, type TextTool } from "./tool/tool.ts";

export const column: TextTool = (argv, stdin) => {
  const line = readOptions(argv, { flags: "t", valued: "s", long: { table: "t", separator: "s" } });
  const separator = line?.value("s");
  if (line?.has("t") !== true || line.operands.length > 0 || separator?.length === 0) return undefined;
  // The width of a tab in a cell is not defined.
  if (separator !== undefined && stdin.includes("\t")) return undefined;
  const rows = linesOf(stdin)
    .filter((text) => text.trim() !== "")
    .map((text) => cellsOf(text, separator));
  // Versions differ in how they print empty and missing cells.
  const width = rows[0]?.length ?? 0;
  if (rows.some((cells) => cells.length !== width || cells.includes(""))) return undefined;
  const widths = Array.from({ length: width }, (_, index) => Math.max(...rows.map((cells) => cells[index]!.length)));
  return printedResult(
    joinLines(
      rows.map((cells) =>
        cells.map((cell, index) => (index + 1 === width ? cell : cell.padEnd(widths[index]! + 2))).join(""),
      ),
    ),
  );
};

/** Each character of `separator` ends a cell. */
function cellsOf(text: string, separator: string | undefined): readonly string[] {
  if (separator === undefined) return text.trim().split(/[ \t]+/);
  const cells = [""];
  for (const character of text) {
    if (separator.includes(character)) cells.push("");
    else cells[cells.length - 1] += character;
  }
  return cells;
}
