/**
 * What rules about code in strings watch: programs and builtins that run text, in scripts that contain a string with a syntax
 * error.
 */
import { shellNames } from "../../programs/shells/shell.ts";
import { parseTree } from "../../shell/index.ts";
import type { Watches } from "./watches.ts";

const RUNS_TEXT = /(?:\beval|\btrap|\s--?\w*c(?:ommand)?)[\s=]+["'$]/;
/** The quoted strings after such an option or builtin. */
const STRINGS = /(?:\beval|\btrap|\s--?\w*c(?:ommand)?)[\s=]+(?:'([^']*)'|"((?:[^"\\]|\\.)*)")/gs;

/** Whether one of the strings cannot be parsed. Following every script that runs text would take twice as long. */
function holdsBrokenCode(text: string): boolean {
  if (!RUNS_TEXT.test(text)) return false;
  for (const [, single, double = ""] of text.matchAll(STRINGS)) {
    const code = single ?? double.replaceAll(/\\(["$`\\])/g, "$1");
    if (parseTree(code).errors?.length) return true;
  }
  return false;
}

export const EMBEDDED_CODE: Watches = {
  programs: [...shellNames, "su", "runuser", "eval", "trap"],
  where: { test: holdsBrokenCode },
};
