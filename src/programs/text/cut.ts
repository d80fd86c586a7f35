/** `cut`. */
import { readOptions } from "./tool/options.ts";
import { joinLines, linesOf, printedResult, type TextTool } from "./tool/tool.ts";

const table = {
  flags: "snC",
  valued: "dfcbO",
  long: {
    delimiter: "d",
    fields: "f",
    characters: "c",
    bytes: "b",
    "only-delimited": "s",
    "output-delimiter": "O",
    complement: "C",
  },
};

export const cut: TextTool = (argv, stdin) => {
  // -C and -O are only used here as the short forms of long options.
  if (argv.some((word) => /^-[^-]*[CO]/.test(word) && !/^-[dfcb]/.test(word))) return undefined;
  const line = readOptions(argv, table);
  if (line === undefined || line.operands.some((operand) => operand !== "-") || line.operands.length > 1)
    return undefined;
  const lists = line.options.filter(({ name }) => "fcb".includes(name));
  const list = lists.length === 1 ? lists[0] : undefined;
  const selected = list === undefined ? undefined : positions(list.value);
  if (list === undefined || selected === undefined) return undefined;
  const byField = list.name === "f";
  const delimiter = line.value("d");
  if (!byField && (delimiter !== undefined || line.has("s"))) return undefined;
  // cut also rejects a delimiter that a later one replaces.
  if (line.options.some(({ name, value }) => name === "d" && value.length !== 1)) return undefined;
  const separator = delimiter ?? "\t";
  if (separator === "\n") return undefined;
  const joiner = line.value("O");
  const wanted = (position: number): boolean => selected(position) !== line.has("C");
  if (!byField && joiner !== undefined) return undefined;
  if (joiner === "") return undefined;

  const output: string[] = [];
  for (const text of linesOf(stdin)) {
    if (!byField) {
      output.push(
        Array.from(text)
          .filter((_, index) => wanted(index + 1))
          .join(""),
      );
    } else if (text.includes(separator)) {
      output.push(
        text
          .split(separator)
          .filter((_, index) => wanted(index + 1))
          .join(joiner ?? separator),
      );
    } else if (!line.has("s")) {
      output.push(text);
    }
  }
  return printedResult(joinLines(output));
};

/** A function that decides whether a position, counted from 1, is in a list such as `1,3-5,7-`. */
function positions(list: string): ((position: number) => boolean) | undefined {
  const ranges: { from: number; to: number }[] = [];
  for (const part of list.split(/[, ]/)) {
    const match = /^(\d{0,20})(-?)(\d{0,20})$/.exec(part);
    if (match === null || (match[1] === "" && match[3] === "")) return undefined;
    const from = match[1] === "" ? 1 : Number(match[1]);
    const to = match[2] === "" ? from : match[3] === "" ? Infinity : Number(match[3]);
    if (from < 1 || to < from) return undefined;
    ranges.push({ from, to });
  }
  return (position) => ranges.some(({ from, to }) => position >= from && position <= to);
}
