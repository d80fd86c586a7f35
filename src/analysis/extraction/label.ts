/** Text that a pipeline adds to the value on purpose: `awk '/AccessKeyId/ {print "export KEY="$4}'`. */
import { type Run, outline, textWithoutTrailingNewlines } from "../../shell/index.ts";
import type { CleanUp } from "./clean-up.ts";

export interface Label {
  /** Removes the text; `undefined` if some text that is not the value was left over too. */
  readonly remove: CleanUp | undefined;
}

/**
 * Returns what the stages print before and after the value, if some of it is not from the document.
 * @param result what the stages print
 * @param document the text that they read
 */
export function labelOf(result: string, value: string, stages: readonly Run[], document: string): Label | undefined {
  const from = result.indexOf(value);
  const around = [result.slice(0, from), result.slice(from + value.length)] as const;
  if (from < 0 || around.every((text) => plain(document).includes(plain(text)))) return undefined;
  const written = stages.flatMap(({ argv }) => argv.map((word) => outline(word.value))).join("\n");
  const isAdded = (text: string): boolean => text === "" || (written.includes(text) && !document.includes(text));
  return { remove: around.every(isAdded) ? removing(...around) : undefined };
}

/** Without what the stages may have removed from the document. */
function plain(text: string): string {
  return text.replaceAll(/[\s"',]/g, "");
}

function removing(before: string, after: string): CleanUp {
  return (text) => {
    const line = textWithoutTrailingNewlines(text);
    const isLabelled = line.startsWith(before) && line.endsWith(after) && line.length >= before.length + after.length;
    return isLabelled ? line.slice(before.length, line.length - after.length) : text;
  };
}
