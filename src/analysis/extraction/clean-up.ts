/**
 * What a script takes off an extracted text before it uses it: `I=$(… | awk '{print $2}'); I=${I//[\",]/}`. Parameter expansions are no
 * programs, so they are no stages of a pipeline.
 */
import type { Command, ParameterExpansionPart } from "unbash";
import { programs } from "../../programs/table.ts";
import { type Effort, spend } from "../../programs/text/tool/effort.ts";
import { evaluate, knownText, parseShell, type ShellScript, shellQuoted } from "../../shell/index.ts";
import { withoutTrailingNewlines } from "./evaluate.ts";
import { editsOf } from "./variable-edits.ts";

/** What is left of a text; `undefined` if that is not known. */
export type CleanUp = (text: string) => string | undefined;

/** Characters of the expansions that are evaluated on texts. */
const MAX_EDITS = 500;

/** Units that evaluating the expansions once may cost, and for each character of the text. */
const UNITS = 3_000;
const UNITS_PER_CHARACTER = 20;

/**
 * The parameter expansions that every use of the output of `command` comes through; `undefined` if there are none, or if the
 * script also uses the text as it was printed.
 */
export function cleanUpOf(
  command: Command,
  script: Pick<ShellScript, "text" | "tree">,
  effort: Effort,
): CleanUp | undefined {
  const { tree } = script;
  if (tree === undefined) return undefined;
  const edits = editsOf(command, tree, script.text);
  const length = edits.reduce((sum, { text }) => sum + text.length, 0);
  if (length === 0 || length > MAX_EDITS) return undefined;
  const results = new Map<string, string | undefined>();
  return (text) => {
    const bare = withoutTrailingNewlines(text);
    if (!results.has(bare)) results.set(bare, cleaned(bare, edits, effort));
    return results.get(bare);
  };
}

/** What the expansions, one after the other, make of a text. */
function cleaned(text: string, edits: readonly ParameterExpansionPart[], effort: Effort): string | undefined {
  return effort.run(() => {
    spend(UNITS + UNITS_PER_CHARACTER * text.length);
    const lines = edits.map((edit) => `${edit.parameter}="$V"\nV=${edit.text}`);
    const code = [`V=${shellQuoted(text)}`, ...lines].join("\n");
    const value = evaluate(parseShell(code), { programs }).events.findLast(({ name }) => name === "V")?.value;
    return value === undefined ? undefined : knownText(value);
  });
}
