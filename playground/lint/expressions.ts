/**
 * Stands in for `re2js` in the worker's modules. The library is a tenth of the page, and only loaded for texts that may use it: with text
 * tools, filters, or patterns of parameters. Before that, or if it cannot be loaded, no expression compiles, and nothing is simulated.
 */
import type * as library from "re2js";

const USES = /grep|sed|awk|jq|perl|expr|=~|allowedPattern|\\[xu]/i;

type Compiler = Pick<typeof library.RE2JS, "compile" | "DOTALL" | "LONGEST_MATCH">;

export let RE2JS: Compiler = {
  DOTALL: 0,
  LONGEST_MATCH: 0,
  compile() {
    throw new Error("re2js is not loaded");
  },
};

let loading: Promise<void> | undefined;

/** Loads the library if the text may need it. Never rejects. */
export async function prepareExpressions(text: string): Promise<void> {
  if (USES.test(text)) await (loading ??= load());
}

async function load(): Promise<void> {
  try {
    ({ RE2JS } = await import("re2js"));
  } catch {
    loading = undefined;
  }
}
