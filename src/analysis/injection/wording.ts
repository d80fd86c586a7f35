/** How messages name a value, and the context that it is pasted into. */
import type { PasteContext } from "./scanner/paste-context.ts";

/** Returns the value between backticks, on one line. */
export function shownValue(value: string): string {
  const line = value.replaceAll("\n", "\\n").replaceAll("\t", "\\t").replaceAll("\r", "\\r");
  const fence = "`".repeat(Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length)) + 1);
  return fence.length === 1 ? `\`${line}\`` : `${fence} ${line} ${fence}`;
}

/** Returns a phrase such as "in double quotes". */
export function shownPlace({ hereDocument, quoting, role }: PasteContext): string {
  switch (quoting) {
    case "word":
      return role === "assignment" ? "as an assignment's value without quotes" : "without quotes";
    case "expansion":
      return "without quotes";
    case "double":
      return "in double quotes";
    case "single":
      return "in single quotes";
    case "comment":
      return "in a comment";
    case "here-document":
      return hereDocument?.expands === false ? "in a here-document with a quoted delimiter" : "in a here-document";
    case "arithmetic":
    case "computed":
      return "in an arithmetic expression";
  }
}

/** What reads a value again: a program's name, or a phrase. */
export function shownReader(by: string): string {
  return by.includes(" ") ? by : `\`${by}\``;
}
