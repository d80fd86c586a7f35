/** Texts and forms of documents as messages show them. */
import type { Change, Rendering } from "./verdicts/renderings.ts";

const shown = 40;

/** Returns the text on one line, truncated. */
export function onOneLine(text: string): string {
  const line = text.trimEnd().replace(/\n/g, " ⏎ ");
  return line.length > shown ? `${line.slice(0, shown)}…` : line;
}

/** Returns the text as code, with the white space at its start, because that may be what is wrong. */
export function quoted(text: string): string {
  if (text.trim() === "") return "only white space";
  const line = onOneLine(text);
  return line.includes("`") ? `“${line}”` : `\`${line}\``;
}

/** Describes the form of the document in words. */
export function conditions({ changes, added }: Rendering): string {
  const words: Record<Change, string> = {
    "one line": "on one line",
    "other white space": "with different white space",
    "similar key": `with ${added}`,
    "other order": "with its keys in another order",
  };
  return changes.map((change) => words[change]).join(" and ");
}
