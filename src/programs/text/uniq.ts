/** `uniq`. */
import { readOptions } from "./tool/options.ts";
import { joinLines, linesOf, printedResult, type TextTool } from "./tool/tool.ts";

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
  return printedResult(
    joinLines(kept.map(({ text, count }) => (line.has("c") ? `${String(count).padStart(7)} ${text}` : text))),
  );
};
