/** The simulated text tools, by name. */
import { awk } from "./awk/index.ts";
import { column } from "./column.ts";
import { cut } from "./cut.ts";
import { grep } from "./grep.ts";
import { head, tail } from "./head-tail.ts";
import { cat, paste, rev, tac, tee, wc, xargs } from "./plain.ts";
import { sed } from "./sed/index.ts";
import { sort } from "./sort.ts";
import { checkLength, Effort } from "./tool/effort.ts";
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

// oxlint-disable-next-line no-control-regex -- what the tools do with other characters depends on the locale
const ascii = /^[\x01-\x7f]*$/;

/** Whether `program` is a text tool that is simulated for some arguments. */
export function isTextTool(program: string): boolean {
  return tools.has(program);
}

/** What `program` prints; `undefined` if that is unknown, or costs more than `effort` permits. */
export function runTextTool(
  program: string,
  argv: readonly string[],
  stdin: string,
  effort: Effort = new Effort(Number.POSITIVE_INFINITY),
): ToolResult | undefined {
  return effort.run(() => {
    checkLength(stdin.length);
    for (const word of argv) checkLength(word.length);
    if (!ascii.test(stdin) || !argv.every((word) => ascii.test(word))) return undefined;
    const key = [program, ...argv, "", stdin].join("\0");
    if (known.has(key)) return known.get(key);
    const result = tools.get(program)?.(argv, stdin);
    if (result !== undefined) checkLength(result.stdout.length);
    remember(key, result);
    return result;
  });
}

/** Cache of recent outputs: a script calls the same tools many times, and each call runs on the same sample documents. */
const known = new Map<string, ToolResult | undefined>();
/** Maximum number of characters in the cache, for results and their inputs. */
const MAX_KNOWN = 4_000_000;
let kept = 0;

function remember(key: string, result: ToolResult | undefined): void {
  kept += key.length + (result?.stdout.length ?? 0);
  if (kept > MAX_KNOWN) {
    known.clear();
    kept = key.length;
  }
  known.set(key, result);
}
