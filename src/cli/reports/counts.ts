/** Formats numbers with their nouns. */
import type { Totals } from "./report.ts";

export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** `2 documents`, `1 file that cannot be parsed`, or both. */
export function checkedText({ documents, broken }: Pick<Totals, "documents" | "broken">): string {
  const files = `${plural(broken, "file")} that cannot be parsed`;
  if (broken === 0) return plural(documents, "document");
  return documents === 0 ? files : `${plural(documents, "document")} and ${files}`;
}
