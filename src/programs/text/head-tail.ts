/** `head` and `tail`. */
import { readOptions } from "./tool/options.ts";
import { printedResult, type TextTool } from "./tool/tool.ts";

const table = {
  flags: "qv",
  valued: "nc",
  long: { lines: "n", bytes: "c", quiet: "q", silent: "q", verbose: "v" },
};

export const head: TextTool = (argv, stdin) => {
  const wanted = amount(argv);
  if (wanted === undefined || wanted.sign === "+") return undefined;
  const parts = partsOf(stdin, wanted.unit);
  return printedResult(
    (wanted.sign === "-"
      ? parts.slice(0, Math.max(0, parts.length - wanted.count))
      : parts.slice(0, wanted.count)
    ).join(""),
  );
};

export const tail: TextTool = (argv, stdin) => {
  // `tail -5` and `tail +5` accept no other option.
  if (/^[-+]\d+$/.test(argv[1] ?? "") && argv.slice(2).some((word) => /^-./.test(word))) return undefined;
  const wanted = amount(/^\+\d+$/.test(argv[1] ?? "") ? argv.with(1, `-n${argv[1]}`) : argv);
  if (wanted === undefined) return undefined;
  const parts = partsOf(stdin, wanted.unit);
  const start = wanted.sign === "+" ? Math.max(0, wanted.count - 1) : Math.max(0, parts.length - wanted.count);
  return printedResult(parts.slice(start).join(""));
};

interface Amount {
  readonly unit: "lines" | "bytes";
  readonly sign: "" | "+" | "-";
  readonly count: number;
}

function amount(argv: readonly string[]): Amount | undefined {
  // `head -5` is only valid as the first argument.
  const short = /^-(\d+)$/.exec(argv[1] ?? "");
  const line = readOptions(short === null ? argv : argv.with(1, `-n${short[1]}`), table);
  if (line === undefined || line.has("v") || line.operands.some((operand) => operand !== "-")) return undefined;
  if (line.operands.length > 1) return undefined;
  const option = line.options.findLast(({ name }) => name === "n" || name === "c");
  const match = /^([+-]?)(\d+)$/.exec(option?.value ?? "10");
  if (match === null) return undefined;
  return { unit: option?.name === "c" ? "bytes" : "lines", sign: match[1] as Amount["sign"], count: Number(match[2]) };
}

function partsOf(text: string, unit: "lines" | "bytes"): string[] {
  return unit === "bytes" ? Array.from(text) : (text.match(/[^\n]+\n?|\n/g) ?? []);
}
