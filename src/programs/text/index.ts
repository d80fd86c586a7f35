/** The simulated text tools by their names. */
import { awk } from "./awk/index.ts";
import { column } from "./column.ts";
import { cut } from "./cut.ts";
import { grep } from "./grep.ts";
import { head, tail } from "./head-tail.ts";
import { cat, paste, rev, tac, tee, wc, xargs } from "./plain.ts";
import { sed } from "./sed/index.ts";
import { sort } from "./sort.ts";
import type { TextTool, ToolResult } from "./tool/tool.ts";
import { tr } from "./tr.ts";
import { uniq } from "./uniq.ts";

const tools = new Map<string, TextTool>(
  Object.entries({
    awk,
    gawk: awk,
    mawk: awk,
    grep,
    egrep: grep,
    fgrep: grep,
    cut,
    sed,
    gsed: sed,
    tr,
    head,
    tail,
    sort,
    uniq,
    cat,
    tac,
    tee,
    rev,
    paste,
    xargs,
    wc,
    column,
  }),
);

/** Longer texts are not simulated. */
const textLimit = 100_000;

// oxlint-disable-next-line no-control-regex -- what the tools do with other characters depends on the locale
const ascii = /^[\x01-\x7f]*$/;

/** Whether `program` is one of the tools, simulated for some arguments. */
export function isTextTool(program: string): boolean {
  return tools.has(program);
}

/** What `program` prints; `undefined` where that is not known. */
export function runTextTool(program: string, argv: readonly string[], stdin: string): ToolResult | undefined {
  if (stdin.length > textLimit || !ascii.test(stdin) || !argv.every((word) => ascii.test(word))) return undefined;
  return tools.get(program)?.(argv, stdin);
}
