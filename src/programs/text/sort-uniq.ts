/** `sort` and `uniq`, in the C locale and in UTF-8 for lines on which both agree. */
import { readOptions } from "./options.ts";
import { joinLines, linesOf, printed, type TextTool } from "./tool.ts";

const letters = (text: string): string => text.replace(/[^0-9A-Za-z]/g, "").toLowerCase();

export const sort: TextTool = (argv, stdin) => {
  const line = readOptions(argv, {
    flags: "urns",
    valued: "",
    long: { unique: "u", reverse: "r", stable: "s", "numeric-sort": "n" },
  });
  if (line === undefined || line.has("n") || line.operands.length > 0) return undefined;
  let lines = linesOf(stdin).toSorted((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  // Other locales look at punctuation and case last; where that could decide, the order is not known.
  if (
    lines.some((text, index) => index > 0 && text !== lines[index - 1] && letters(lines[index - 1]!) >= letters(text))
  )
    return undefined;
  if (line.has("u")) lines = lines.filter((text, index) => text !== lines[index - 1]);
  if (line.has("r")) lines.reverse();
  return printed(joinLines(lines));
};

export const uniq: TextTool = (argv, stdin) => {
  const line = readOptions(argv, {
    flags: "cdui",
    valued: "",
    long: { count: "c", repeated: "d", unique: "u", "ignore-case": "i" },
  });
  if (line === undefined || line.has("i") || line.operands.length > 0) return undefined;
  const runs: { text: string; count: number }[] = [];
  for (const text of linesOf(stdin)) {
    const last = runs.at(-1);
    if (last?.text === text) last.count++;
    else runs.push({ text, count: 1 });
  }
  const kept = runs.filter(({ count }) => (!line.has("d") || count > 1) && (!line.has("u") || count === 1));
  return printed(
    joinLines(kept.map(({ text, count }) => (line.has("c") ? `${String(count).padStart(7)} ${text}` : text))),
  );
};
