/** A fix that inserts a line which stops the script if a variable is empty. */
import type { ParsedScript } from "unbash";
import type { ScriptEdit } from "../../document/index.ts";
import { insertionAfter, type Span } from "../../shell/index.ts";
import type { SilentFallback } from "./silent-fallback.ts";

/** `jq -r` prints `null` for a missing value. */
function check(variable: string, program: string): string {
  if (program !== "jq") return `: "\${${variable}:?is empty: no credentials}"`;
  return `case $${variable} in '' | null) echo '${variable} is empty: no credentials' >&2; exit 1 ;; esac`;
}

/**
 * Returns the check after the statement that sets the variable; `undefined` if it cannot be inserted, or would not see the value.
 * @param call the command that gets the credentials
 */
export function checkAfter(
  text: string,
  tree: ParsedScript,
  { variable, last, span, isKept }: SilentFallback,
  call: Span,
): readonly ScriptEdit[] | undefined {
  const point = isKept ? insertionAfter(text, tree, span, call) : undefined;
  if (point === undefined) return undefined;
  return [{ pos: point.pos, end: point.pos, text: `\n${point.indent}${check(variable, last)}` }];
}
