/**
 * The clean-up that a script applies to an extracted text before it uses the text: `I=$(… | awk '{print $2}'); I=${I//[\",]/}`.
 * Parameter expansions are not programs, so they are not stages of a pipeline.
 */
import type { Command, ParameterExpansionPart } from "unbash";
import { programs } from "../../programs/table.ts";
import { type Effort, spend } from "../../programs/text/tool/effort.ts";
import {
  evaluate,
  knownText,
  parseShell,
  type ShellScript,
  shellQuoted,
  textWithoutTrailingNewlines,
} from "../../shell/index.ts";
import { editPathsOf, editsOf } from "./variable-edits.ts";

/** Returns the cleaned-up text; `undefined` if it is not known. */
export type CleanUp = (text: string) => string | undefined;

/** The maximum length, in characters, of the expansions that are evaluated on texts. */
const MAX_EDITS = 500;

/** The budget for evaluating the expansions once, in units: a fixed part and a part for each character of the text. */
const UNITS = 3_000;
const UNITS_PER_CHARACTER = 20;

/**
 * Returns the parameter expansions that every use of the output of `command` goes through; `undefined` if there are none, or if
 * the script also uses the text as printed.
 */
export function cleanUpOf(
  command: Command,
  script: Pick<ShellScript, "text" | "tree">,
  effort: Effort,
): CleanUp | undefined {
  const { text, tree } = script;
  return tree === undefined ? undefined : applying(editsOf(command, tree, text), effort);
}

/** Parameter expansions that take the value of a key from a line or a document: `V=${C#*'"Key": "'}; V=${V%%'"'*}`. */
export interface Taking {
  /** The expansions, in order. */
  readonly expansions: readonly string[];
  readonly apply: CleanUp;
}

/** Returns the expansions with which the script takes something from the output of `command`. */
export function takingsOf(
  command: Command,
  { text, tree }: Pick<ShellScript, "text" | "tree">,
  effort: Effort,
): readonly Taking[] {
  if (tree === undefined) return [];
  return editPathsOf(command, tree, text).flatMap((edits) => {
    const apply = applying(edits, effort);
    return apply === undefined ? [] : [{ expansions: edits.map((edit) => edit.text), apply }];
  });
}

/** Applies the expansions; `undefined` if there are none, or too many. */
function applying(edits: readonly ParameterExpansionPart[], effort: Effort): CleanUp | undefined {
  const length = edits.reduce((sum, { text }) => sum + text.length, 0);
  if (length === 0 || length > MAX_EDITS) return undefined;
  const results = new Map<string, string | undefined>();
  return (text) => {
    const bare = textWithoutTrailingNewlines(text);
    if (!results.has(bare)) results.set(bare, cleaned(bare, edits, effort));
    return results.get(bare);
  };
}

/** The result of applying the expansions to a text, one after the other. */
function cleaned(text: string, edits: readonly ParameterExpansionPart[], effort: Effort): string | undefined {
  return effort.run(() => {
    spend(UNITS + UNITS_PER_CHARACTER * text.length);
    const lines = edits.map((edit) => `${edit.parameter}="$V"\nV=${edit.text}`);
    const code = [`V=${shellQuoted(text)}`, ...lines].join("\n");
    const value = evaluate(parseShell(code), { programs }).events.findLast(({ name }) => name === "V")?.values[0];
    return value === undefined ? undefined : knownText(value);
  });
}
