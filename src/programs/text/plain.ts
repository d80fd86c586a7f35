/** Programs that pass text on, mostly unchanged: `cat`, `tac`, `rev`, `tee`, `paste`, `xargs`, `wc`, `echo`. */
import { readOptions } from "./tool/options.ts";
import { joinLines, linesOf, printedResult, type TextTool } from "./tool/tool.ts";

/** `cat` on stdin. */
export const cat: TextTool = (argv, stdin) => {
  const line = readOptions(argv, { flags: "u", valued: "" });
  return line?.operands.every((operand) => operand === "-") === true ? printedResult(stdin) : undefined;
};

export const tee: TextTool = (argv, stdin) =>
  readOptions(argv, { flags: "ai", valued: "" }) ? printedResult(stdin) : undefined;

export const tac: TextTool = (argv, stdin) => {
  if (argv.length > 1 || (stdin !== "" && !stdin.endsWith("\n"))) return undefined;
  return printedResult(joinLines(linesOf(stdin).toReversed()));
};

export const rev: TextTool = (argv, stdin) => {
  if (argv.length > 1) return undefined;
  return printedResult(
    stdin
      .split("\n")
      .map((line) => Array.from(line).toReversed().join(""))
      .join("\n"),
  );
};

/** `paste -s`, `paste -sd,`: joins all lines into one. */
export const paste: TextTool = (argv, stdin) => {
  const line = readOptions(argv, { flags: "s", valued: "d", long: { serial: "s", delimiters: "d" } });
  const delimiter = line?.value("d") ?? "\t";
  if (line === undefined || delimiter.length !== 1 || delimiter === "\\") return undefined;
  if (line.operands.some((operand) => operand !== "-") || line.operands.length > 1) return undefined;
  const lines = linesOf(stdin);
  return printedResult(line.has("s") ? `${lines.join(delimiter)}\n` : joinLines(lines));
};

/** `xargs` and `xargs echo -n …`, optionally with `-n`: prints the words of stdin without their quotes, on one line or several. */
export const xargs: TextTool = (argv, stdin) => {
  const start = argv.findIndex((word, index) => index > 0 && !word.startsWith("-") && !/^-r?n$/.test(argv[index - 1]!));
  const own = start < 0 ? argv : argv.slice(0, start);
  const command = start < 0 ? ["echo"] : argv.slice(start);
  const options = readOptions(own, { flags: "r", valued: "n", long: { "no-run-if-empty": "r", "max-args": "n" } });
  const most = options?.value("n") ?? "4096";
  if (options === undefined || options.operands.length > 0 || !/^[1-9]\d*$/.test(most)) return undefined;
  if (command[0] !== "echo" || command.slice(1).includes("")) return undefined;
  const { words, open } = wordsOf(stdin);
  if (words.some((word) => /^-[neE]+$/.test(word) || word.includes("\\"))) return undefined;
  // busybox drops an empty word `""`, and a long line would be split into several. Versions differ in whether they print
  // the words before an unclosed quote.
  if (words.includes("") || stdin.length > 4096 || (open && options.has("n"))) return undefined;
  if (words.length === 0 && (open || options.has("r"))) return { stdout: "", success: !open };
  let stdout = "";
  for (let at = 0; at === 0 || at < words.length; at += Number(most)) {
    const line = echo([...command, ...words.slice(at, at + Number(most))], "");
    if (line === undefined) return undefined;
    stdout += line.stdout;
  }
  return { stdout, success: !open };
};

/** The words before the first unclosed quote, where xargs stops, and whether there is one. */
function wordsOf(text: string): { words: string[]; open: boolean } {
  const words: string[] = [];
  const token = /\s*((?:[^\s"'\\]|"[^"\n]*"|'[^'\n]*'|\\[^\n])+)(?=\s|$)/y;
  let at = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    words.push(
      match[1]!.replace(/"([^"]*)"|'([^']*)'|\\(.)/g, (_, double, single, escaped) => double ?? single ?? escaped),
    );
    at = token.lastIndex;
  }
  return { words, open: text.slice(at).trim() !== "" };
}

export const wc: TextTool = (argv, stdin) => {
  const line = readOptions(argv, { flags: "lwc", valued: "", long: { lines: "l", words: "w", bytes: "c" } });
  if (line === undefined || line.operands.length > 0 || line.options.length !== 1) return undefined;
  const counts = {
    l: stdin.split("\n").length - 1,
    w: stdin.split(/\s+/).filter((word) => word !== "").length,
    c: stdin.length,
  };
  return printedResult(`${counts[line.options[0]!.name as "l" | "w" | "c"]}\n`);
};

/** `echo` with at most `-n`, for words that every shell's echo prints unchanged. */
export const echo: TextTool = (argv) => {
  const newline = argv[1] !== "-n";
  const words = argv.slice(newline ? 1 : 2);
  if (/^-[neE]+$/.test(words[0] ?? "") || words.some((word) => word.includes("\\"))) return undefined;
  return printedResult(words.join(" ") + (newline ? "\n" : ""));
};
